import { type Command, Option } from 'commander';
import { lazyAction } from './action';
import {
  repeatable,
  timeZone,
  withAws,
  withData,
  withExamples,
  withFollowing,
  withJson,
  withPrices,
  withReplaces,
  withValues,
} from './options';

const PREVIEW = ' (default: the values of the deployment)';
const REQUIRE = ' (must equal the value of the deployment)';

export function registerFiles(root: Command): void {
  withExamples(
    withJson(root.command('init <DIR>').summary('write a first parameter file for csv'))
      .description(
        'Reads interactions.csv, items.csv, users.csv, actions.csv and action_interactions.csv (or folders of csv files) in DIR or DIR/train/<group>, and writes config.json beside them: schemas, and a solution or recommender. Needs no AWS account.',
      )
      .option('--name <group>', 'name of the dataset group')
      .option('--recipe <name>', 'e.g. aws-similar-items; may be repeated (default: suggested by the data)', repeatable)
      .addOption(
        new Option('--domain <domain>', 'domain of the dataset group').choices(['ECOMMERCE', 'VIDEO_ON_DEMAND']),
      )
      .option(
        '--baseline',
        'add a solution that recommends the most popular items; a new model serves only if it beats that solution (default: asks)',
      )
      .option('--no-baseline', 'add no such solution, without asking')
      .option('--checks', 'write the proposed checks, which later csv must pass (default: asks)')
      .option('--no-checks', 'write no checks, without asking')
      .option(
        '--import-schedule <schedule>',
        'when to import new csv (default: asks; without a terminal, every night at 2:00)',
      )
      .option('--full-schedule <schedule>', 'when to train (default: asks; without a terminal, Sundays at 6:00)')
      .option(
        '--timezone <zone>',
        'time zone of the schedules, e.g. Europe/Berlin (default: asks; without a terminal, the time zone of the deployment)',
        timeZone,
      )
      .option('--force', 'replace an existing file', false)
      .action(lazyAction(async () => (await import('./commands/init.js')).init)),
    ['init my-data --name shop', 'writes my-data/config.json, for the key train/shop/config.json'],
    ['init my-data --name shop --baseline', 'adds the solution shop-popularity-count, which each new model must beat'],
    [
      "init my-data --name shop --checks --import-schedule 'cron(0 5 * * ? *)'",
      'for scripts: without a terminal, nothing is asked',
    ],
  );
  withExamples(
    withData(withValues(withJson(root.command('validate <PATH...>').summary('check parameter files and data'))))
      .description(
        'Checks parameter files, without AWS. PATH may also be a folder, as for `apply`: then every row of its csv is checked too. Exit status: 0 valid, 1 invalid, 2 wrong usage.',
      )
      .option('--strict', 'treat warnings as errors', false)
      .action(lazyAction(async () => (await import('./commands/validate.js')).validate)),
    ['validate train/movies/config.json', 'shows every problem with its line and column'],
    ['validate my-data', 'checks all parameter files of the folder, and every row of their csv'],
    ['validate my-data --value stage=dev', 'with dev in place of ${stage}'],
    ['validate --strict --json train/*/config.json', 'for CI: warnings fail too, output is one JSON document'],
  );
  withExamples(
    withReplaces(
      withData(
        withValues(withPrices(withAws(root.command('plan <PATH>').summary('show what `apply` would do'))), PREVIEW),
      ),
    )
      .description(
        'Compares parameter files with Amazon Personalize and the schedules. Changes nothing. PATH is a folder or a parameter file, as for `apply`. The plan assumes that the data in PATH have been uploaded.',
      )
      .option('--detailed-exitcode', 'exit status 0: no changes, 2: changes, 1: error or conflict', false)
      .option('--out <file>', 'save the plan to this file, for `apply`')
      .addOption(
        new Option('--format <format>', 'markdown: for a comment on a pull request')
          .choices(['text', 'markdown'])
          .default('text')
          .conflicts('json'),
      )
      .action(lazyAction(async () => (await import('./commands/plan.js')).plan)),
    ['plan train/movies/config.json', 'shows what would be created and updated, and what conflicts'],
    ['plan my-data --detailed-exitcode', 'for CI: exit status 2 if there are changes'],
    ['plan my-data --out plan.json --format markdown', 'for pull requests: saves the plan, and prints Markdown'],
  );
  withExamples(
    withFollowing(
      withReplaces(
        withData(
          withValues(
            withPrices(withAws(root.command('apply <PATH>').summary('apply parameter files and data'))),
            REQUIRE,
          ),
        ),
      ),
    )
      .description(
        'Checks the parameter files and their csv, shows the plan, asks, uploads data and then parameter files, and follows the runs to their end. Nothing is sent if a file is invalid or in conflict. PATH is a folder with the layout of the data bucket (train/<folder>/config.json, batch/...), one parameter file with its csv beside it, or the folder of such a file. The S3 key of a single parameter file begins with the train/ in its path; without one, the key is train/<group>/config.json. PATH may also be a plan that `plan --out` saved: it is applied only if nothing has changed since, and without a question, unless it deletes something. Unchanged files are skipped. The exception is a parameter file that must run again, for example because its data have changed, the plan has changes, or its last run or a run of one of its tasks failed; the reason is shown. Exit status: 0 applied (also if promotion rules keep a new version from serving) or nothing to do, 1 not applied, 2 wrong usage.',
      )
      .option('--yes', 'do not ask for confirmation', false)
      .option(
        '--prune',
        'after the runs, delete resources that the deployment created and that are no longer in the files',
        false,
      )
      .option(
        '--by <name>',
        'name to record as the person who confirms deletions, not verified (default: the user of this machine)',
      )
      .option('--force', 'send unchanged parameter files too, to run them again', false)
      .action(lazyAction(async () => (await import('./commands/apply.js')).apply)),
    ['apply my-data', 'shows the plan, asks, and waits until the runs have finished'],
    ['apply my-data --yes', 'for CI: does not ask; exit status 1 if a file is not applied'],
    ['apply my-data --yes --no-wait', 'ends after the upload'],
    ['apply plan.json', 'does what the saved plan shows, if nothing has changed since'],
    ['apply my-data --prune', 'lists what is not in the files any more, asks, and deletes it'],
  );
}
