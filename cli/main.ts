#!/usr/bin/env node
import { inspect } from 'node:util';
import { Argument, Command, CommanderError, Option } from 'commander';
import { exitWhenOutputIsClosed } from '../lib/text/closed-output';
import { indentedAfterFirst, printableLines } from '../lib/text/format';
import packageJson from '../package.json';
import { lazyAction } from './action';
import type { Shell } from './commands/completion';
import { explain, WrongUsage } from './failure';
import { fittedText } from './fitted-text';
import {
  DEFAULT_INTERVAL_SECONDS,
  parameterFileKey,
  repeatable,
  requireGroup,
  seconds,
  timeZone,
  withAws,
  withExamples,
  withFollowing,
  withPrices,
  withWatch,
} from './options';
import { registerBudget, registerData, registerVersions } from './register-decisions';
import { registerFiles } from './register-files';
import { registerDataDeletions, registerRuns } from './register-runs';

/** Exit status for an invalid command line. With `--detailed-exitcode`, 2 means changes, as in Terraform. */
const WRONG_USAGE = process.argv.includes('--detailed-exitcode') ? 1 : 2;

function program(): Command {
  const root = new Command('personalize-mlops')
    .description(
      'Manages Amazon Personalize from parameter files: validates, plans, applies, shows runs and schedules.',
    )
    .version(packageJson.version)
    .exitOverride()
    // Usage errors quote arguments, so control characters are escaped. Subcommands inherit this setting.
    .configureOutput({
      writeErr: (text) => process.stderr.write(printableLines(text)),
      outputError: (text, write) => write(indentedAfterFirst(text)),
    })
    // By default, Commander does not wrap text to fewer than 40 columns. Then descriptions next to long options would
    // exceed 80 columns.
    .configureHelp({ minWidthToWrap: 30 })
    .showHelpAfterError('(run with --help for usage)')
    .hook('preAction', (_, command) => requireGroup(command));
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
      'Pauses the schedule of a task. Later uploads keep it paused, until the task is activated or its schedule in the file changes.',
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
        'Runs a task once, now, with the parameter file in force. The schedule of the task stays the same. Follows the run to its end; exit status 1 if it fails.',
      )
      .action(lazyAction(async () => (await import('./commands/schedules.js')).runSchedule)),
    ['schedules run solution-maintenance-full-top-picks', 'runs the task, and waits until the run has finished'],
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
        .addOption(
          new Option('--data', 'show the counts from the checks of rows instead')
            .default(false)
            .conflicts(['capacity', 'watch']),
        )
        .addOption(
          new Option('--capacity', 'show the use of campaigns and recommenders instead')
            .default(false)
            .conflicts('watch'),
        ),
      'print the status again whenever it changes, until nothing is in progress',
    ).action(lazyAction(async () => (await import('./commands/status.js')).status)),
    ['status', 'shows all dataset groups'],
    ['status movies --watch', 'follows the runs in progress'],
    ['status movies --data', 'shows the counts from the last checks of rows'],
    ['status --capacity', 'compares requests with provisioned capacity, as of last night'],
  );
  withExamples(
    withAws(root.command('doctor').summary('check the deployment, and what it needs'))
      .description(
        'Checks credentials, region and deployment, your permissions, subscriptions, alarms, dead letters, schedules, names of files, interrupted removals, Lambda concurrency, releases and quotas, and says what to do. Changes nothing. Exit status: 0 no problem found (checks that you may not run do not count), 1 a problem.',
      )
      .action(lazyAction(async () => (await import('./commands/doctor.js')).doctor)),
    ['doctor', 'shows what is wrong with the deployment, and what to do'],
    ['doctor --json', 'for monitoring: one document, exit status 1 if there is a problem'],
  );
  withExamples(
    withPrices(withAws(root.command('usage').summary('show what was billed in a month')))
      .description(
        'Shows what dataset groups used in a calendar month (UTC), in the units in which AWS bills, but batch jobs by number. Amazon Personalize and CloudWatch report this use. It includes manually created resources, but not deleted campaigns, recommenders and solutions. Lists campaigns and recommenders that got no request.',
      )
      .argument('[GROUP]', 'default: all dataset groups of the deployment')
      .option('--month <month>', 'e.g. 2026-11 (default: this month until now)')
      .action(lazyAction(async () => (await import('./commands/usage.js')).usage)),
    ['usage', 'shows this month of all dataset groups'],
    ['usage movies --month 2026-11 --prices prices.json', 'shows a month of one dataset group, with the cost'],
  );
  withExamples(
    withFollowing(withAws(root.command('retry <GROUP>').summary('run the parameter file in force again')))
      .description(
        'Runs the parameter file in force of a dataset group again, without files on this machine. Existing resources that match are not changed. Follows the run to its end; exit status 1 if it fails.',
      )
      .action(lazyAction(async () => (await import('./commands/retry.js')).retry)),
    ['retry movies', 'creates what is missing after a failed run'],
  );
  withExamples(
    withAws(root.command('import-dataset-group').summary('manage an existing dataset group by a parameter file'))
      .description(
        'Generates a parameter file from an existing dataset group, checks that it changes nothing in Amazon Personalize, and uploads it. From then on, this deployment manages the dataset group.',
      )
      .requiredOption('-d, --dataset-group <name>', 'the dataset group')
      .option(
        '-p, --path <key>',
        'key of the parameter file in the data bucket; its csv are in the same folder (default: the key of the file in force or, without one, train/<group>/config.json)',
        parameterFileKey,
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
        repeatable,
      )
      .option(
        '-u, --update-schedule <solution@schedule>',
        'schedule on which a solution is updated; may be repeated',
        repeatable,
      )
      .option(
        '--timezone <zone>',
        'time zone of these schedules, e.g. Europe/Berlin (default: the time zone of the deployment)',
        timeZone,
      )
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
        'Removes the schedules and everything in Amazon Personalize that belongs to the dataset group; import and batch jobs cannot be deleted. You can interrupt it and run it again. Data in the bucket stays, unless you pass --with-data.',
      )
      .option('--yes', 'do not ask for confirmation', false)
      .option('--with-data', 'also remove the data and the parameter file in the bucket', false)
      .option(
        '--unmanaged',
        'allow the removal of a dataset group that this deployment does not manage; asks for its name even with --yes',
        false,
      )
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

async function main(): Promise<void> {
  exitWhenOutputIsClosed();
  // Hides the SDK's warning about future Node.js versions, which does not concern users of the command.
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
    const text =
      message === undefined
        ? inspect(error)
        : `Error: ${indentedAfterFirst(message)}${hint === undefined ? '' : `\n${hint}`}`;
    console.error(fittedText(printableLines(text), process.stderr));
  }
}

void main();
