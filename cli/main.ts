#!/usr/bin/env node
import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import packageJson from '../package.json';
import { exitWhenOutputIsClosed } from '../personalize/closed-output';
import { printableLines } from '../personalize/text';
import type { ImportOptions } from './commands/import-dataset-group';
import type { UploadOptions } from './commands/upload';
import { explain, WrongUsage } from './failure';
import {
  type AwsOptions,
  DEFAULT_INTERVAL_SECONDS,
  seconds,
  type WatchOptions,
  withAws,
  withExamples,
  withJson,
  withWatch,
} from './options';

/** Exit status for a command line that makes no sense. */
const WRONG_USAGE = 2;

/** Each command's module is loaded when it runs, so that `--help` does not wait for the AWS SDK. */
function program(): Command {
  const root = new Command('personalize-mlops')
    .description(
      'Looks after Amazon Personalize by parameter files: what is there, what would change, what runs.',
    )
    .version(packageJson.version)
    .exitOverride()
    .showHelpAfterError('(add --help for what is possible)');
  registerFiles(root);
  registerSchedules(root);
  registerGroups(root);
  return root;
}

function registerFiles(root: Command): void {
  withExamples(
    withJson(root.command('validate').summary('check parameter files'))
      .description('Checks parameter files, without AWS. Exit status: 0 valid, 1 invalid, 2 wrong usage.')
      .argument('<FILE...>')
      .option('--strict', 'take warnings for errors', false)
      .action(async (files: string[], options: { json: boolean; strict: boolean }) =>
        end((await import('./commands/validate.js')).validate(files, options)),
      ),
    [
      ['validate train/movies/config.json', 'shows every problem with its line and column'],
      ['validate --strict --json train/*/config.json', 'for CI: warnings fail too, one JSON document'],
    ],
  );
  withExamples(
    withWatch(
      withAws(root.command('upload').summary('upload data and parameter files'))
        .description(
          'Checks the parameter files, then uploads data before them. PATH is a folder that mirrors the data bucket (train/<folder>/config.json, batch/...), or one parameter file with its csv beside it. What is in the bucket already, unchanged, is not sent, but for parameter files whose last run did not succeed.',
        )
        .argument('<PATH>')
        .option('--force', 'send parameter files that are in the bucket already, to run them again', false),
      'follow the runs to their end; exit status 1 if one fails',
    ).action(async (path: string, options: UploadOptions) =>
      end((await import('./commands/upload.js')).upload(path, options)),
    ),
    [
      ['upload my-data', 'uploads a folder that mirrors the bucket'],
      ['upload my-data --watch', 'and waits until everything is done'],
      ['upload my-data --force', 'runs everything again, also if nothing has changed'],
    ],
  );
  withExamples(
    withAws(root.command('plan').summary('show what an upload would do'))
      .description(
        'Compares a parameter file with Amazon Personalize and the schedules. Changes nothing. PATH as of `upload`; data beside the file is taken as uploaded.',
      )
      .argument('<PATH>')
      .option('--detailed-exitcode', 'exit status 0: nothing to do, 2: changes, 1: error or conflict', false)
      .action(async (path: string, options: AwsOptions & { detailedExitcode: boolean }) =>
        end((await import('./commands/plan.js')).plan(path, options)),
      ),
    [
      ['plan train/movies/config.json', 'what would be created, updated, refused'],
      ['plan my-data --detailed-exitcode', 'for CI: exit status 2 if there is something to do'],
    ],
  );
}

function registerSchedules(root: Command): void {
  const schedules = root
    .command('schedules')
    .summary('what runs again and again')
    .description('The tasks of parameter files and their schedules.');
  const load = () => import('./commands/schedules.js');
  withExamples(
    withAws(schedules.command('list').summary('list tasks'))
      .description('Lists the tasks of a dataset group, or of all.')
      .argument('[GROUP]')
      .action(async (group: string | undefined, options: AwsOptions) =>
        end((await load()).list(group, options)),
      ),
    [['schedules list', 'every task with its schedule, state and next fire']],
  );
  withExamples(
    withAws(schedules.command('describe').summary('show one task'))
      .description('Shows a task: schedule in words, workflow, last runs, next five fires.')
      .argument('<TASK>')
      .action(async (task: string, options: AwsOptions) => end((await load()).describe(task, options))),
    [['schedules describe personalize-dataset-import-movies', 'when it fires next, and how it went']],
  );
  const changes = [
    ['activate', 'let a task fire again', 'Lets a deactivated task fire again.'],
    [
      'deactivate',
      'keep a task from firing',
      'Keeps a task from firing, through later uploads too, until it is activated or its schedule in the file changes.',
    ],
    [
      'run',
      'run a task now, once',
      'Runs a task now, once, with the latest accepted parameter file. Its schedule stays.',
    ],
  ] as const;
  for (const [verb, summary, description] of changes) {
    withExamples(
      withAws(schedules.command(verb).summary(summary))
        .description(description)
        .argument('<TASK>')
        .action(async (task: string, options: AwsOptions) => end((await load())[verb](task, options))),
      [[`schedules ${verb} solution-maintenance-full-top-picks`, summary]],
    );
  }
}

function registerGroups(root: Command): void {
  withExamples(
    withWatch(
      withAws(root.command('status').summary('show runs, resources and next fires'))
        .description(
          'Shows running and recent runs, the resources of the dataset group, and when its tasks fire next.',
        )
        .argument('[GROUP]', 'all dataset groups of the deployment if absent'),
      'show it again whenever it changes, until nothing runs any more',
    ).action(async (group: string | undefined, options: AwsOptions & WatchOptions) =>
      end((await import('./commands/status.js')).status(group, options)),
    ),
    [
      ['status', 'all dataset groups'],
      ['status movies --watch', 'follow what runs'],
    ],
  );
  withExamples(
    withAws(
      root.command('import-dataset-group').summary('make a parameter file of an existing dataset group'),
    )
      .description(
        'Builds a parameter file from what exists in Amazon Personalize, checks that it changes nothing there, and uploads it, so that this deployment takes the dataset group over.',
      )
      .requiredOption('-d, --dataset-group <name>', 'the dataset group')
      .option(
        '-p, --path <key>',
        'key of the parameter file in the data bucket, with the csv in its folder (default: where the accepted file lies, else train/<group>/config.json)',
      )
      .option(
        '--import-data',
        'let the csv beside the file be imported, where Personalize has read its data from elsewhere',
        false,
      )
      .option('-i, --import-schedule <schedule>', 'when to import the data again')
      .option(
        '-f, --full-schedule <solution@schedule>',
        'when to train a solution from scratch; may be repeated',
        collect,
      )
      .option(
        '-u, --update-schedule <solution@schedule>',
        'when to update a solution; may be repeated',
        collect,
      )
      .option('--stdout', 'print the file instead of uploading it', false)
      .action(async (options: AwsOptions & ImportOptions) =>
        end((await import('./commands/import-dataset-group.js')).importDatasetGroup(options)),
      ),
    [
      ['import-dataset-group -d movies --stdout > config.json', 'only look at the file'],
      [
        "import-dataset-group -d movies -i 'cron(0 2 * * ? *)' -f 'top-picks@cron(0 3 ? * SUN *)'",
        'take the group over: import every night, train every Sunday',
      ],
    ],
  );
  withExamples(
    withAws(root.command('destroy').summary('remove a dataset group with everything in it'))
      .description(
        'Removes the schedules and everything in Amazon Personalize that belongs to the dataset group. May be interrupted and run again. Data in the bucket stays.',
      )
      .argument('<GROUP>')
      .option('--yes', 'do not ask', false)
      .option('--with-data', 'remove the data and the parameter file in the bucket too', false)
      .option(
        '--interval <seconds>',
        'look this often whether something is gone',
        seconds,
        DEFAULT_INTERVAL_SECONDS,
      )
      .action(
        async (group: string, options: AwsOptions & { yes: boolean; withData: boolean; interval: number }) =>
          end((await import('./commands/destroy.js')).destroy(group, options)),
      ),
    [
      ['destroy movies', 'shows what goes, and asks for the name first'],
      ['destroy movies --yes --with-data', 'for scripts: no question, and the bucket is emptied of it'],
    ],
  );
}

function collect(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}

async function end(status: Promise<number>): Promise<void> {
  process.exitCode = await status;
}

async function main(): Promise<void> {
  exitWhenOutputIsClosed();
  // What the SDK has to say of Node's future is not for those who run a command.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  try {
    await program().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
      return;
    }
    const explanation = explain(error);
    process.exitCode = error instanceof WrongUsage ? WRONG_USAGE : 1;
    if (explanation === undefined) console.error(printableLines(inspect(error)));
    else
      console.error(
        printableLines(
          `Error: ${explanation.message}${explanation.hint === undefined ? '' : `\n${explanation.hint}`}`,
        ),
      );
  }
}

void main();
