#!/usr/bin/env node
import { inspect } from 'node:util';
import { Argument, Command, CommanderError, Option } from 'commander';
import { exitWhenOutputIsClosed } from '../lib/text/closed-output';
import { printableLines } from '../lib/text/format';
import packageJson from '../package.json';
import { lazyAction } from './action';
import type { Shell } from './commands/completion';
import { explain, WrongUsage } from './failure';
import {
  DEFAULT_INTERVAL_SECONDS,
  seconds,
  timeZone,
  withAws,
  withData,
  withExamples,
  withFollowing,
  withJson,
  withPrices,
  withReplaces,
  withValues,
  withWatch,
} from './options';
import { registerBudget, registerData, registerVersions } from './register-decisions';
import { registerDataDeletions, registerRuns } from './register-runs';

/** Exit status for an invalid command line; 1, as in Terraform, if 2 means changes. */
const WRONG_USAGE = process.argv.includes('--detailed-exitcode') ? 1 : 2;

const PREVIEW = ' (default: those of the deployment)';
const REQUIRE = ' (those of the deployment are used: others are refused)';

function program(): Command {
  const root = new Command('personalize-mlops')
    .description(
      'Manages Amazon Personalize from parameter files: validates, plans, applies, shows runs and schedules.',
    )
    .version(packageJson.version)
    .exitOverride()
    // Errors of usage quote arguments. Subcommands inherit this.
    .configureOutput({ writeErr: (text) => process.stderr.write(printableLines(text)) })
    .showHelpAfterError('(run with --help for usage)');
  registerFiles(root);
  registerSchedules(root);
  registerVersions(root);
  registerData(root);
  registerBudget(root);
  registerRuns(root);
  registerDataDeletions(root);
  registerGroups(root);
  registerCompletion(root);
  return root;
}

function registerFiles(root: Command): void {
  withExamples(
    withJson(root.command('init <DIR>').summary('write a first parameter file for csv'))
      .description(
        'Reads interactions.csv, items.csv, users.csv, actions.csv and action_interactions.csv (or folders of csv files) in DIR or DIR/train/<group>, and writes config.json beside them: schemas, and a solution or recommender. Without AWS.',
      )
      .option('--name <group>', 'name of the dataset group')
      .option('--recipe <name>', 'e.g. aws-similar-items; may be repeated (default: suggested by the data)', collect)
      .addOption(new Option('--domain <domain>', 'of the dataset group').choices(['ECOMMERCE', 'VIDEO_ON_DEMAND']))
      .option('--baseline', 'let only models serve that beat a solution of the most popular items (default: asks)')
      .option('--no-baseline', 'do not ask')
      .option('--checks', 'write the proposed checks, which later csv must pass (default: asks)')
      .option('--no-checks', 'do not ask')
      .option('--import-schedule <schedule>', 'when to import new csv (default: asks, or every night at 2:00)')
      .option('--full-schedule <schedule>', 'when to train (default: asks, or Sundays at 3:00)')
      .option('--timezone <zone>', 'of the schedules, e.g. Europe/Berlin (default: asks, or UTC)', timeZone)
      .option('--force', 'replace an existing file', false)
      .action(lazyAction(async () => (await import('./commands/init.js')).init)),
    ['init my-data --name shop', 'writes my-data/config.json, for the key train/shop/config.json'],
    ['init my-data --name shop --baseline', 'adds the solution shop-popularity-count, which each new model must beat'],
    ["init my-data --name shop --checks --import-schedule 'cron(0 5 * * ? *)'", 'for scripts: asks nothing'],
  );
  withExamples(
    withData(withValues(withJson(root.command('validate <PATH...>').summary('check parameter files and data'))))
      .description(
        'Checks parameter files, without AWS. Of a folder, such as `apply` takes, every row of its csv files is checked too. Exit status: 0 valid, 1 invalid, 2 wrong usage.',
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
        'Compares a parameter file with Amazon Personalize and the schedules. Changes nothing. PATH is the same as for `apply`; data beside the file counts as uploaded.',
      )
      .option('--detailed-exitcode', 'exit status 0: no changes, 2: changes, 1: error or conflict', false)
      .option('--out <file>', 'save the plan to this file, for `apply`')
      .addOption(
        new Option('--format <format>', 'markdown: for a comment of a pull request')
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
        'Checks the parameter files and their csv, shows the plan, asks, uploads data and then parameter files, and follows the runs to their end. Nothing is sent if a file is invalid or in conflict. PATH is a folder with the layout of the data bucket (train/<folder>/config.json, batch/...), or one parameter file with its csv beside it. PATH may also be a plan that `plan --out` saved: it is applied without a question, and only if nothing has changed since. Unchanged files are skipped, except parameter files whose last run did not succeed. Exit status: 0 applied (also if promotion holds a new version) or nothing to do, 1 not applied, 2 wrong usage.',
      )
      .option('--yes', 'do not ask for confirmation', false)
      .option('--prune', 'then delete what the deployment created and the files no longer have', false)
      .option('--by <name>', 'who confirms deletions, recorded as given (default: the user of this machine)')
      .option('--force', 'send unchanged parameter files too, to run them again', false)
      .action(lazyAction(async () => (await import('./commands/apply.js')).apply)),
    ['apply my-data', 'shows the plan, asks, and waits until the runs have finished'],
    ['apply my-data --yes', 'for CI: does not ask; exit status 1 if a file is not applied'],
    ['apply my-data --yes --no-wait', 'ends after the upload'],
    ['apply plan.json', 'does what the saved plan shows, if nothing has changed since'],
    ['apply my-data --prune', 'asks, naming each, and deletes what is not in the files any more'],
  );
}

function registerSchedules(root: Command): void {
  const schedules = root
    .command('schedules')
    .summary('manage scheduled tasks')
    .description('Lists, shows, activates, deactivates and runs the scheduled tasks of parameter files.');
  withExamples(
    withAws(schedules.command('list [GROUP]').summary('list tasks'))
      .description('Lists the tasks of one dataset group, or of all.')
      .action(lazyAction(async () => (await import('./commands/schedules.js')).listSchedules)),
    ['schedules list', 'lists every task with its schedule, state and next run'],
  );
  withExamples(
    withAws(schedules.command('describe <TASK>').summary('show one task'))
      .description('Shows a task: its schedule in words, workflow, last runs and next five runs.')
      .action(lazyAction(async () => (await import('./commands/schedules.js')).describe)),
    [
      'schedules describe personalize-dataset-import-movies',
      'shows when it runs next, and the results of its last runs',
    ],
  );
  const changes = [
    ['activate', 'resume the schedule of a task', 'Resumes the schedule of a deactivated task.'],
    [
      'deactivate',
      'pause the schedule of a task',
      'Pauses the schedule of a task, through later uploads too, until the task is activated or its schedule in the file changes.',
    ],
  ] as const;
  for (const [verb, summary, description] of changes) {
    withExamples(
      withAws(schedules.command(`${verb} <TASK>`).summary(summary))
        .description(description)
        .action(lazyAction(async () => (await import('./commands/schedules.js'))[verb])),
      [`schedules ${verb} solution-maintenance-full-top-picks`, summary],
    );
  }
  withExamples(
    withFollowing(withAws(schedules.command('run <TASK>').summary('run a task once, now')))
      .description(
        'Runs a task once, now, with the parameter file in force. Its schedule stays the same. Follows the run to its end; exit status 1 if it fails.',
      )
      .action(lazyAction(async () => (await import('./commands/schedules.js')).runSchedule)),
    ['schedules run solution-maintenance-full-top-picks', 'runs it, and waits until the run has finished'],
  );
}

function registerGroups(root: Command): void {
  withExamples(
    withWatch(
      withAws(root.command('status').summary('show runs, resources and next runs'))
        .description(
          'Shows current and recent runs, the resources of the dataset group, and the next runs of its tasks.',
        )
        .argument('[GROUP]', 'default: all dataset groups of the deployment')
        .option('--data', 'show the counts from the checks of its rows instead', false)
        .option('--capacity', 'show the use of campaigns and recommenders instead', false),
      'print it again whenever it changes, until nothing is in progress',
    ).action(lazyAction(async () => (await import('./commands/status.js')).status)),
    ['status', 'shows all dataset groups'],
    ['status movies --watch', 'follows the runs in progress'],
    ['status movies --data', 'shows the data of its last imports, if their rows are checked'],
    ['status --capacity', 'compares requests with provisioned capacity, as of last night'],
  );
  withExamples(
    withAws(root.command('doctor').summary('check the deployment, and what it needs'))
      .description(
        'Checks credentials, region and deployment, your permissions, subscriptions, alarms, dead letters, schedules, releases and quotas, and says what to do. Changes nothing. Exit status: 0 no problem found (a check without permission is none), 1 a problem.',
      )
      .action(lazyAction(async () => (await import('./commands/doctor.js')).doctor)),
    ['doctor', 'shows what is wrong with the deployment, and what to do'],
    ['doctor --json', 'for monitoring: one document, exit status 1 if there is a problem'],
  );
  withExamples(
    withPrices(withAws(root.command('usage').summary('show what was billed in a month')))
      .description(
        'Shows what dataset groups used in a calendar month (UTC), in the units in which AWS bills, as Amazon Personalize and CloudWatch report it, including manual changes. Names campaigns and recommenders without a request. What is deleted is not reported any more.',
      )
      .argument('[GROUP]', 'default: all dataset groups of the deployment')
      .option('--month <month>', 'e.g. 2026-11 (default: this month until now)')
      .action(lazyAction(async () => (await import('./commands/usage.js')).usage)),
    ['usage', 'shows this month of all dataset groups'],
    ['usage movies --month 2026-11 --prices prices.json', 'shows a month of one, with its cost'],
  );
  withExamples(
    withFollowing(withAws(root.command('retry <GROUP>').summary('run the parameter file in force again')))
      .description(
        'Runs the parameter file in force of a dataset group again, without files on this machine. Existing resources that match are not changed. Follows the run to its end; exit status 1 if it fails.',
      )
      .action(lazyAction(async () => (await import('./commands/retry.js')).retry)),
    ['retry movies', 'creates what a failed run has left out'],
  );
  withExamples(
    withAws(root.command('import-dataset-group').summary('manage an existing dataset group by a parameter file'))
      .description(
        'Generates a parameter file from an existing dataset group, checks that it changes nothing in Amazon Personalize, and uploads it. From then on, this deployment manages the dataset group.',
      )
      .requiredOption('-d, --dataset-group <name>', 'the dataset group')
      .option(
        '-p, --path <key>',
        'key of the parameter file in the data bucket, with the csv in its folder (default: that of the file in force, else train/<group>/config.json)',
      )
      .option(
        '--import-data',
        'import the csv beside the file, if the data in Personalize were imported from other csv',
        false,
      )
      .option('-i, --import-schedule <schedule>', 'schedule on which the data is imported again')
      .option(
        '-f, --full-schedule <solution@schedule>',
        'schedule on which a solution is trained from scratch; may be repeated',
        collect,
      )
      .option(
        '-u, --update-schedule <solution@schedule>',
        'schedule on which a solution is updated; may be repeated',
        collect,
      )
      .option('--timezone <zone>', 'of these schedules, e.g. Europe/Berlin (default: UTC)', timeZone)
      .addOption(new Option('--out <file>', 'write the file to this path too').conflicts('stdout'))
      .option('--stdout', 'print the file instead of uploading it', false)
      .action(lazyAction(async () => (await import('./commands/import-dataset-group.js')).importDatasetGroup)),
    ['import-dataset-group -d movies --stdout > config.json', 'prints the file only'],
    [
      "import-dataset-group -d movies -i 'cron(0 2 * * ? *)' -f 'top-picks@cron(0 3 ? * SUN *)'",
      'adopts the group: imports every night, trains every Sunday',
    ],
  );
  withExamples(
    withAws(root.command('destroy <GROUP>').summary('remove a dataset group and everything in it'))
      .description(
        'Removes the schedules and everything in Amazon Personalize that belongs to the dataset group. You can interrupt it and run it again. Data in the bucket stays.',
      )
      .option('--yes', 'do not ask for confirmation', false)
      .option('--with-data', 'also remove the data and the parameter file in the bucket', false)
      .option('--unmanaged', 'also a dataset group that this deployment does not manage; asks for its name', false)
      .option('--interval <seconds>', 'polling interval while waiting for deletions', seconds, DEFAULT_INTERVAL_SECONDS)
      .action(lazyAction(async () => (await import('./commands/destroy.js')).destroy)),
    ['destroy movies', 'lists what it will remove, and asks for the name first'],
    ['destroy movies --yes --with-data', 'for scripts: does not ask, and removes the data too'],
  );
}

function registerCompletion(root: Command): void {
  withExamples(
    root
      .command('completion')
      .summary('print a script that completes the command in a shell')
      .description(
        'Prints a script that completes commands, options and their values. For bash, put `eval "$(personalize-mlops completion bash)"` into ~/.bashrc; for zsh, the same into ~/.zshrc, after `compinit`.',
      )
      .addArgument(new Argument('<SHELL>').choices(['bash', 'zsh', 'fish']))
      .action(
        lazyAction(
          async () => async (shell: Shell) => (await import('./commands/completion.js')).completion(shell, root),
        ),
      ),
    ['completion fish > ~/.config/fish/completions/personalize-mlops.fish', 'for fish, once'],
  );
}

function collect(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}

async function main(): Promise<void> {
  exitWhenOutputIsClosed();
  // The SDK's warning about future Node.js versions is not for the command's users.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  try {
    await program().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
      return;
    }
    process.exitCode = error instanceof WrongUsage ? WRONG_USAGE : 1;
    const { message, hint } = explain(error) ?? {};
    const text = message === undefined ? inspect(error) : `Error: ${message}${hint === undefined ? '' : `\n${hint}`}`;
    console.error(printableLines(text));
  }
}

void main();
