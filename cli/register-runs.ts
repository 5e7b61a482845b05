import { type Command, Option } from 'commander';
import { lazyAction } from './action';
import { atLeastOne, withAws, withExamples, withFollowing } from './options';

export function registerRuns(root: Command): void {
  const runs = root
    .command('runs')
    .summary('list and show runs')
    .description('Lists runs, and shows what one has done.');
  withExamples(
    withAws(runs.command('list [GROUP]').summary('list runs, newest first'))
      .description('Lists the runs and refused files of one dataset group, or of all, newest first.')
      .option('--failed', 'only failed runs and refused files', false)
      .option('--limit <count>', 'runs shown', atLeastOne, 20)
      .action(lazyAction(async () => (await import('./commands/runs.js')).listRuns)),
    ['runs list movies --failed', 'shows the failed runs of a dataset group'],
  );
  withExamples(
    withAws(runs.command('show <RUN>').summary('show one run'))
      .description(
        'Shows the steps of a run, the results of its resources, its decisions, and why it failed. RUN is an id as listed, or the beginning of one.',
      )
      .action(lazyAction(async () => (await import('./commands/runs.js')).showRun)),
    ['runs show 3f2a91cc', 'shows what the run did, and what to do next'],
  );
  withExamples(
    withAws(root.command('logs <RUN>').summary('show what the functions logged about a run'))
      .description("Shows what all functions have logged under the run's id, oldest first.")
      .addOption(
        new Option('--level <level>', 'only lines of this level or above').choices(['debug', 'info', 'warn', 'error']),
      )
      .action(lazyAction(async () => (await import('./commands/logs.js')).logs)),
    ['logs 3f2a91cc', 'shows the lines of a run'],
    ['logs 3f2a91cc --level warn', 'shows its warnings and errors only'],
  );
}

export function registerDataDeletions(root: Command): void {
  const deletions = root
    .command('data-deletions')
    .summary('delete users, and show where users remain')
    .description(
      'Deletes users from Amazon Personalize and from csv, and shows what was deleted and where users remain. Never prints an id of a user.',
    );
  withExamples(
    withFollowing(withAws(deletions.command('request <GROUP> <FILE>').summary('delete users from Personalize')))
      .description(
        'Uploads a csv with one column, USER_ID. A run then deletes these users of the dataset group in Amazon Personalize. Follows the run to its end, which may take more than a day. Exit status: 0 deleted, 1 refused or failed.',
      )
      .option('--yes', 'do not ask for confirmation', false)
      .action(lazyAction(async () => (await import('./commands/data-deletions-request.js')).requestDataDeletion)),
    ['data-deletions request movies users.csv', 'asks, deletes the users, and waits until they are deleted'],
    ['data-deletions request movies users.csv --yes --no-wait', 'for scripts: neither asks nor waits'],
  );
  withExamples(
    withAws(deletions.command('purge <GROUP>').summary('remove deleted users from csv'))
      .description(
        'Removes users from the csv of a dataset group once their deletion in Personalize has completed, so that no later import brings them back. Rewrites the csv, then deletes old versions with these users, and finally the lists of users under delete/. Shows everything first and asks before each step. You can interrupt it and run it again.',
      )
      .option('--dry-run', 'only show what would be done', false)
      .option('--yes', 'do not ask for confirmation', false)
      .action(lazyAction(async () => (await import('./commands/data-deletions-purge.js')).purge)),
    ['data-deletions purge movies --dry-run', 'shows which csv and versions have deleted users'],
    ['data-deletions purge movies', 'asks before each step'],
  );
  withExamples(
    withAws(deletions.command('list [GROUP]').summary('list deletions of users, newest first'))
      .description(
        'Lists the deletions of users of one dataset group, or of all, with the csv and the result; refused csv too.',
      )
      .action(lazyAction(async () => (await import('./commands/data-deletions.js')).listDataDeletions)),
    ['data-deletions list movies', 'shows when deletions were requested, and their results'],
  );
  withExamples(
    withAws(deletions.command('find <FILE>').summary('find objects that still have users'))
      .description(
        'Lists the versions of objects in the data bucket that still have users of a csv: training data, batch input and output, lists of users. Reads all of the bucket.',
      )
      .action(lazyAction(async () => (await import('./commands/data-deletions.js')).find)),
    ['data-deletions find users.csv', 'shows which files to clean or delete'],
  );
}
