import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHttpServer } from '../../emulator/core/http-server';
import { LocalAws } from '../../emulator/local-aws';
import { control } from '../../local/control';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { synthesize } from '../../stacks/synth/synthesize';
import { buildCli } from '../build-cli';
import { copyFolder } from '../copy-folder';

const GROUP = 'dataset-group-name-1';
const FILE = `movies/train/${GROUP}/config.json`;
const HOUR = 3600;

type Edit = (text: string) => string;

/** Absolute paths of the files from which the document is made. */
interface Built {
  /** `cdk.tf.json` of the stack with its default settings. */
  readonly stackFile: string;
  /** `index.mjs` of the command. */
  readonly cliFile: string;
}

/** Terminal of an operator, with a deployment in a local AWS and a folder with the example `movies`. */
class Terminal {
  private constructor(
    private readonly folder: string,
    private readonly cliFile: string,
    private readonly local: LocalAws,
    private readonly endpoint: string,
  ) {}

  static async use<T>(built: Partial<Built>, work: (terminal: Terminal) => Promise<T>): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), 'operations-'));
    const { stackFile = synthesize(join(folder, 'stack')), cliFile = buildCli(join(folder, 'cli')) } = built;
    const local = new LocalAws({ seed: 1 });
    await local.load(stackFile);
    copyFolder(join(PROJECT_ROOT, 'examples', 'movies'), join(folder, 'movies'));
    const server = await startHttpServer(local.aws, {
      port: 0,
      local: (method, path, body) => control(local, method, path, body),
    });
    try {
      return await work(new Terminal(folder, cliFile, local, server.url));
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  }

  /** Runs a command. @returns the command and its output as a block of Markdown */
  async shell(...args: readonly string[]): Promise<string> {
    const line = `$ personalize-mlops ${args.map(quoted).join(' ')}`;
    return `\`\`\`console\n${line}\n${(await this.output(args)).trimEnd()}\n\`\`\``;
  }

  async wait(hours: number): Promise<void> {
    await this.local.clock.advanceTo(this.local.clock.now() + hours * HOUR * 1000);
  }

  edit(file: string, change: Edit): void {
    const path = join(this.folder, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  }

  private output(args: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [this.cliFile, ...args], {
        cwd: this.folder,
        env: {
          PATH: process.env.PATH,
          AWS_ENDPOINT_URL: this.endpoint,
          AWS_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: 'any',
          AWS_SECRET_ACCESS_KEY: 'any',
          // Without this variable, the SDK would mistake virtual time for clock skew, and retry each failed call.
          AWS_DISABLE_CLOCK_SKEW_CORRECTION: 'true',
        },
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
      }
      child.on('error', reject);
      child.on('close', () => resolve(text));
      // Questions get no answer.
      child.stdin.end();
    });
  }
}

function quoted(arg: string): string {
  return /[\s*?()]/.test(arg) ? `'${arg}'` : arg;
}

/** Returns a block with its first and last lines of output, and an ellipsis between them. */
function shortened(block: string, first: number, last: number): string {
  const lines = block.split('\n');
  // A block begins with a fence and the command, and ends with a fence: three lines that are not output.
  return [...lines.slice(0, first + 2), '...', ...lines.slice(-last - 1)].join('\n');
}

/**
 * Returns the operations guide, with the actual output of the commands.
 * @param built files to use. Files that are not given are built
 */
export function operationsDocument(built: Partial<Built> = {}): Promise<string> {
  return Terminal.use(built, async (terminal) => {
    const shell = (...args: readonly string[]) => terminal.shell(...args);
    const checked = await shell('validate', 'movies');
    const firstPlan = shortened(await shell('plan', 'movies'), 5, 4);
    await shell('apply', 'movies', '--yes', '--no-wait');
    await terminal.wait(0.75);
    const running = shortened(await shell('status', GROUP), 7, 4);
    await terminal.wait(8.5);
    const examined = shortened(await shell('doctor'), 6, 2);
    const list = shortened(await shell('schedules', 'list'), 3, 1);
    const versions = await shell('versions', 'list', 'user-personalization-solution');
    terminal.edit(FILE, (text) => text.replace('"minProvisionedTPS": 1', '"minProvisionedTps": 2'));
    const validate = await shell('validate', FILE);
    terminal.edit(FILE, (text) =>
      text
        .replace('"minProvisionedTps": 2', '"minProvisionedTPS": 2')
        .replace('recipe/aws-sims', 'recipe/aws-similar-items'),
    );
    const conflict = await shell('plan', FILE);
    const imported = await shell('import-dataset-group', '-d', GROUP, '-i', 'cron(0 2 * * ? *)');
    return `<!-- Generated by \`npm run docs\` from scripts/docs/operations.ts and the output of the commands. Do not edit. -->

# Operations guide

How do you operate a deployment with the command \`personalize-mlops\`? \`apply\` uploads a folder and follows its run, \`status\` shows what exists and what waits, \`runs show\` and \`logs\` say
why a run failed, \`retry\` runs the file in force again.

[Install it](../README.md#deploy-it), or run it as \`npm run personalize-mlops -- status\` in a checkout after \`npm ci\`; \`--help\` explains commands and options. Credentials,
region and profile are those of the \`aws\` command. \`--json\` prints one JSON document ([JSON Schema](command-output.schema.json)). Errors are
printed to stderr: if there is no document, stdout is empty, and the exit status says so.

| Exit status | For |
|---|---|
| 0 | success |
| 1 | an invalid file, a conflict, an exceeded quota or something blocked in a plan, an outdated plan, a run that failed or did not begin, a problem that \`doctor\` found, something that \`purge\` or \`destroy\` had to leave, or a call that AWS refused or did not answer |
| 2 | wrong usage, such as a path that does not exist. With \`plan --detailed-exitcode\`, 2 means changes, and wrong usage is 1 |
| 141 | an output that was closed before the command had ended, as by <code>destroy movies --yes &#124; head -3</code>. The command ends there, as on Ctrl-C: repeat it without the pipe to complete what it changes |

## Start a dataset group

\`init DIR --name GROUP\` writes a first parameter file for csv. \`validate DIR\` checks parameter files and every row of the csv beside them
([rules](parameter-file.md#rules-of-csv)), with the limits \`minimumRows\`, \`maximumAge\` and \`maximumUnknownItems\` of the file:

${checked}

\`plan\` checks the same, but of these limits only \`minimumRows\`, for csv that \`apply\` would upload, and shows what \`apply\` would do, as if the data in the folder were uploaded:

${firstPlan}

\`apply movies\` plans, asks, uploads data and then parameter files, and follows the runs to their end.

- Nothing is sent if a file is invalid, in conflict, blocked, or beyond a quota of the account (\`plan\` says how to raise it). If you lack
  \`servicequotas:ListServiceQuotas\`, documented quotas are used, and exceeding them is only a warning; without \`pricing:GetProducts\`, there is no
  [cost](costs.md#prices).
- An unchanged parameter file is sent again with \`--force\` or \`--replaces\`, or if its data or the values of its placeholders have changed. Otherwise, if its run is in progress, \`apply\` follows that run; if not,
  the file is sent again if its plan has changes, it is not in force, or its last run or a task's last run did not succeed.
- A plan names uploads of the dataset group that are in progress. It does not know what they will create.
- What is sent is what was checked. A parameter file that was edited while the question was open is sent in the version that was planned; csv that has changed is refused. Nothing is sent
  if the file in force or the data in the bucket changed between the beginning of the plan and your answer, and no file whose key was written since the plan began.
- If a file cannot be sent, \`apply\` exits with 1, and says how many files were sent before it and which runs these start. Data are sent first: only parameter files start runs.
  If the answer of AWS is lost, the file may have been sent: \`status\` shows whether its run has begun.
- Nothing is sent if the bucket still has a file under another key that the dataset group follows, or whose upload waits: delete that object first, or pass \`--replaces KEY\`.

**To apply exactly what was approved**, save the plan with \`plan movies --out plan.json\`. An existing file is overwritten only if it is empty or an earlier plan. The plan must not be below \`train/\` or \`batch/\` of the planned folder, because files there are sent.
\`apply plan.json\` plans again, and asks only before it deletes (\`--prune\`). It sends nothing, and says why, if a file,
the data in the bucket, the file in force, values of placeholders, the release of the command or the deployment, or the plan itself has changed since then. The saved plan has digests of files, and neither data nor credentials. \`plan --format markdown\`
prints a comment for [pull requests](pull-requests.md).

## Check the status

\`status\` shows runs, resources, tasks and deletions of users; with \`--data\` the counts of the last [checks of rows](parameter-file.md#rules-of-csv);
with \`--capacity\` the use of [campaigns and recommenders](costs.md#idle-and-oversized).

${running}

\`runs list\` shows older runs, \`runs show <run>\` why one failed, \`logs <run>\` what its functions logged.

| A run | What to do |
|---|---|
| failed | Fix the cause and apply the file again. If it is in force, \`retry <group>\` runs it, and only does what is missing. After a failed task, \`schedules run\` |
| was stopped, by \`aws stepfunctions stop-execution\` or in the console | It counts as failed. It is reported at once or, if AWS loses the event, in the first or second night. Work in Amazon Personalize continues, and the next run picks it up; a deletion of users must be requested again. Do not redrive the execution, since its run has ended: use \`retry\` or, after an upload, apply the file again, as the file may not be in force yet |
| failed with \`WaitedTooLong\` | A [wait limit](architecture.md#one-resource) was reached; the message says what to do |
| is \`UNCHANGED\` | It succeeded and changed nothing. Do nothing, unless \`runs show\` says that data are still refused, as nothing is imported until you [decide](#decide-on-refused-data), or that work was skipped for the budget: [raise it](#raise-a-budget) if the text asks for that, or to do the work in this month. A \`retry\` that changed no resource of Personalize and a superseded upload also end like this. Any other upload that does not fail puts its file in force: it is \`SUCCEEDED\`, even if all resources are unchanged |
| is \`OVERDUE\` in a mail | It has been in progress for more than \`overdue_after_hours\` (72), which is reported once. \`runs show\` says what it waits for |

## Mails

By default, what needs a person has a mail of its own; digests have the rest. \`notify_on\` and \`digest\` are Terraform variables of the [deployment](variables.md); with
[filters](events.md#notifications), each team gets its own.

| Mail | When | \`attention\` (default) | \`failures\` | \`all\` |
|---|---|---|---|---|
| \`FAILED\`: a run, or an invalid file | at once | yes | yes | yes |
| \`HELD\`, \`CANDIDATE\`: a solution version waits for a decision | at once; reminders at night, if the file says so | yes | yes | yes |
| \`SKIPPED\`: the budget does not cover some of the work; \`COMPLETE\` with \`above the budget\` in its subject: work that the budget does not cover began nevertheless | at once, but for the same work only once a month, and once after each raise or change of its limit or of \`onExceeded\` | yes | yes | yes |
| \`DRIFT\`: something is missing, or differs from the file | at night, once | yes | yes | yes |
| \`OVERDUE\`: a run takes too long | at night, once | yes | yes | yes |
| \`CAPACITY\`: something became idle or oversized | at night | yes | no | yes |
| \`COMPLETE\`: the first upload of a dataset group; an upload that changed settings, or whose file lacks resources of the previous file; a run that changed settings of a campaign or recommender; warnings of the file or of checks; a decision of a person; users or resources were deleted; what differed was restored | at once | yes | no | yes |
| \`COMPLETE\`: other uploads, imports, trainings, batch jobs, promotions by rules | at once | in the digest | in the digest | yes |
| \`COMPLETE\`: a run had nothing to do | at once | counted in the digest | counted in the digest | yes |
| \`DIGEST\` of a dataset group | as \`digest\` says: \`weekly\` (default): in the first night after the end of Sunday in UTC. \`daily\`: each night. \`off\`: never | yes | yes | yes |

- With \`all\`, set \`digest = "off"\` if you do not want both.
- A digest says which runs failed, which files of its dataset group were refused, and how many resources failed. It says what was skipped for the budget, which data were refused again, what was trained, and what else was created, updated or deleted. It has the serving version with its
  metrics and those of the version before, the billing units of work that has ended (not of deleted resources), and what comes next. Each list has at most 30 entries, and says how many it omits.
- A digest covers the runs that ended after the last digest's period, until the end of Sunday (if daily, of the day before) in UTC; the first digest covers a week. If all runs were \`UNCHANGED\`, skipped no work and met no refused data again, no digest is sent,
  and the next one covers these runs. If the night is too short for all digests, the next night sends the others. A digest can only report runs that \`run_history_days\` has kept. What cannot be read within a minute is left out, and the digest says so.
- An upload counts as the first if no earlier successful one is recorded, for example after \`run_history_days\` without uploads. Runs before a \`destroy\` count too.
- Some runs have no mail even with \`all\`, unless they need attention for another reason, such as changed settings: a scheduled import that meets refused data again or leaves its
  work to the upload of a newer file, and a run whose work the budget skips again.

## What differs from the file

Every night (from 04:17 in \`schedule_timezone\`), each file in force is compared with Amazon Personalize, as \`plan\` does: dataset group, schemas, datasets, event tracker, filters,
metric attribution, solutions, campaigns, recommenders. What is missing or differs, for example after a change in the console, is reported in one mail, \`DRIFT\`. Another mail comes
only if something else differs, if the difference was gone for a night, or if it is there after a run has created or updated the resource. The Terraform variable \`drift\` says what else happens:

| \`drift\` | The version that a campaign serves | Everything else |
|---|---|---|
| \`notify\` (default) | a run with the trigger \`drift\` restores the recorded version. No version is recorded before a solution's first [decision](promotion.md) | is reported |
| \`restore\` | the same | is created or updated by a run with the trigger \`drift\`, also if it was reported before the change to \`restore\`; the run is reported |
| \`adopt\` | if the campaign was changed after the recorded version was decided, and its last update did not fail: is recorded as promoted by \`console\`, and the solution's other campaigns are moved to it. Otherwise the same as for \`notify\` | is reported |

- \`restore\` trains no solution: a solution that is created again has no version, and so no campaign, until its next training, by schedule or \`retry\`. It only reports a solution with
  \`performAutoTraining\` (Amazon Personalize would train it at once), a recommender with another \`trainingDataConfig\` (an update would train it), and what cannot be created or
  updated. A recommender that is created again is trained, a dataset is imported, an event tracker has a new tracking id.
- Settings that \`notify\` or \`adopt\` only reports return to the file with the next upload, training of the campaign's solution or scheduled start of the recommender. That run's mail has the old
  and the new value. Decisions on versions leave them as they are, except a
  synchronization with the newest version that the file does not allow, which they switch off.
- One run tries to undo a difference. If it fails, a mail says why: \`retry <group>\` tries again. A difference that comes back after it was undone is undone again.
- Whatever a run in progress may change is left to that run, and compared the next night. A resource that does not exist because its first import or training failed is not
  reported: the mail of that run has reported the failure. A resource whose own creation failed is reported as missing.
- To be rid of a resource, let it [leave the file](#remove-what-left-the-file).

## Check the deployment

\`doctor\` checks the deployment, changes nothing, and says what to do. Its exit status is 1 if it finds a problem; a check that you may not run says so, and does not count as a problem; a permission that you lack for \`status\` or \`plan\` does. It also names objects that start nothing because their names have a misspelled ending, such as \`train/shop/CONFIG.JSON\`.

${examined}

## Manage schedules

${list}

\`schedules describe <task>\` shows the schedule in words, and the last and next runs. \`schedules run <task>\` runs the task once, now, and follows the run. A task that
\`schedules deactivate <task>\` has deactivated stays so through later uploads, until \`schedules activate\` or a change of its schedule in the file.

## Decide which version serves

${versions}

\`versions promote\`, \`versions reject\` and \`rollback\` [decide](promotion.md#what-you-can-do).

## Change a parameter file

\`validate\`, \`plan\`, \`apply\` and editors (with \`"$schema"\`) find errors before anything is uploaded:

${validate}

Schedules and times of interactions are compared with the current time. \`plan\` and \`apply\` use the time of AWS, \`validate\` and \`init\` the time of
this machine; messages name the time. A file in force stays valid after one of its schedules has run for the last time, or if a new release has more rules: \`plan\`, \`apply\` and
the mail only warn, so you can go on to apply it with new csv.

A conflict (\`!\`) is a change that Amazon Personalize cannot make to an existing resource. A blocked resource (\`!\`) lacks csv to import, the input of a batch job, or a dataset.

${conflict}

## Decide on refused data

If \`checks\` refuse the data of one dataset, the run imports no dataset, models keep the earlier data, and an upload does not reach solutions, campaigns and recommenders: its mail names them. Correct the csv, or accept it once:

\`\`\`sh
personalize-mlops status GROUP --data
personalize-mlops data accept GROUP --dataset items --reason 'the summer range is gone'
\`\`\`

- \`accept\` imports all new data of the group in a run of its own; later data are compared with them. It overrides limits of the file, never rules of Amazon Personalize. If the csv,
  items or checks have changed since they were refused, \`accept\` does nothing. It trains nothing: wait for the schedule, or
  train at once by \`schedules run\`, with the task names that \`accept\` prints. What the refused upload has not reached, such as a change of a campaign,
  \`retry GROUP\` does; it only trains solutions that have no version or whose newest training failed.
- New items that lack too many items of the imported interactions (\`maximumUnknownItems\`) cannot be accepted: change this limit of the interactions. If a person has
  accepted these interactions, new items are not compared with them.
- An acceptance lasts until its data are imported. If the run of \`accept\` fails, for example because another dataset is refused too, or the budget skips an import (exit status 1), the next run that refuses
  nothing imports them, if \`status GROUP --data\` shows the acceptance; otherwise accept again. It ends earlier by \`data reject\`, or if a run finds other csv, other items or other checks. Accepted csv that come back later are checked again.
- \`data reject GROUP --dataset items --reason TEXT\` takes back an acceptance. If no acceptance waits for its import, it rejects imported data that are wrong: later data are compared with the import before, which must be known. The rejected rows stay in Amazon
  Personalize until a full import of other csv; until then, \`status\` and \`plan\` say so. In both cases, the same csv at the same keys are refused from then on, whatever is
  imported in between, and cannot be accepted again, as long as the dataset has \`checks\`: upload other csv. The deployment keeps the last six rejections of each dataset.
- Amazon Personalize reads the bucket itself, minutes after the check. If csv are replaced meanwhile, it may import rows that no check has read, which the mail of the run says: upload csv when
  no import is in progress.
- \`plan\`, \`apply\` and \`retry\` say beforehand that csv were refused and would be refused again. A scheduled import that meets the same csv again, with no accepted csv in between, is recorded, and reported only in the digest.

## Raise a budget

If the month's [budget](costs.md#budgets) does not cover a training, an import or a batch job, a mail with \`SKIPPED\` says what this work would have used, what is left, and which command
allows it. Until you raise the budget, or until the next month, the existing version serves, with the existing data. Without a version, campaigns and batch jobs of the solution wait. If a schedule trains
the first version, campaigns follow at once, but batch jobs without a schedule follow only after an upload or \`retry\`. Work that is expected to use more than the
whole limit needs a raise each month, or a higher limit in the file.

\`\`\`sh
personalize-mlops status GROUP
personalize-mlops budget raise GROUP --training-hours 5 --reason 'summer range'
personalize-mlops schedules run solution-maintenance-full-SOLUTION
\`\`\`

A raise holds until the end of the calendar month (UTC). \`status\` shows it with its author, time and reason. A negative number takes it back: \`--training-hours -5\`. Before a raise
to more than ten times the limit of the file, the command asks; scripts need \`--yes\`. Skipped work begins when its schedule is next due. To begin it at once, use \`schedules run\`, or \`retry\`
for a solution's first training and for work without a schedule. Without arguments, \`budget raise\` says what is missing, and lists the budgets.

An upload that adds TPS-hours beyond the budget is refused, and changes nothing, unless \`onExceeded\` is \`notify\`. Lower a minimum, remove campaigns or recommenders, or raise \`provisionedTpsHoursPerMonth\` in the same file.

## Adopt an existing dataset group

\`import-dataset-group\` generates a parameter file from a dataset group that was built manually or by the AWS solution, checks that it
changes nothing in Amazon Personalize, and uploads it; from then on the deployment manages the group. Existing schedules of the deployment are kept. With \`--out FILE\`, you get the file for your repository too; \`--timezone\` is the zone of
the given schedules.

If the group has a file in force, the generated file replaces it only if nothing is lost. A generated file lacks \`promotion\`, \`checks\`, \`budget\`, \`capacity\`, \`maxAge\`,
\`onRemoval\`, placeholders, and resources that do not exist yet or have failed. If the file in force has any of these, the command names them and uploads nothing: change that
file and apply it. It uploads nothing either while an upload is in progress. \`--stdout\` still prints what Amazon Personalize has.

An upload would train a solution that has no ACTIVE version, or whose newest training has failed, so a group with such a solution is refused. Train it first, or apply what
\`--stdout\` prints.
Solutions with AutoML or a retired recipe (\`aws-hrnn\`, \`aws-hrnn-metadata\`, \`aws-hrnn-coldstart\`) are listed, and stay unchanged. To replace one, add a solution with another
name, and move clients to its campaign.
Batch jobs that are not in the file in force are left out too, because a file repeats its batch jobs with each new version: add those that should be repeated. If a group without a file in force
had an INCREMENTAL import last, the generated file has \`importMode\` INCREMENTAL too. With \`--import-data\`, the command then uploads nothing, because the csv may have only new rows: add \`--stdout\`, which prints the file without \`importMode\`,
choose the mode, and apply the file.

${imported}

## Delete people

First delete the people in the source of your csv, or the next upload brings them back. Then write a list: a csv of at most 100 MB with one column, \`USER_ID\`. Its file name must
not be a user's id.

\`\`\`sh
personalize-mlops data-deletions request <dataset group> users.csv
personalize-mlops data-deletions purge <dataset group>
\`\`\`

\`request\` deletes them in Amazon Personalize: it checks the list, asks, uploads it to \`delete/<dataset group>/\` under a new name and follows the run. An upload to this folder by
other means does the same. \`purge\` needs the list. A list that you overwrite or delete is gone 30 days later: then \`purge\` can only name the deletion, until
the same csv is requested again and purged. It also names a failed deletion, until you request the same csv again or delete the list.

- Each upload is one run (\`data-deletion\`). Its job takes up to a day. If the job fails, request the deletion again.
- The run waits for imports, trainings, batch jobs and changes of recommenders in progress; later ones wait for the run. Deletions of one dataset group run one after the other, the
  oldest first; each waits for up to 90 days.
- \`data-deletions list\` shows what was done or refused. After a full import without these users, RECORDS can be 0.

\`purge\` then removes the users from the csv in the bucket, which Amazon Personalize does not change. It shows every object version that has these users, and what it does to it, and
asks before each step (\`--dry-run\` only shows):

1. It rewrites each csv of the dataset group without their rows, unless the csv has changed since it was read. All other bytes stay; tags of the object do not.
2. It deletes old versions of csv that have these users.
3. It reads what was written meanwhile. If nothing can bring these users back, it records the purge (\`data-deletions list --json\`) and deletes the lists under \`delete/\`.
   Otherwise it keeps the lists, exits with 1, and says what you must do before you purge again.

- If you interrupt it, or a csv changes meanwhile, purge again: what is done is not repeated. While an import runs, or if the file in force cannot be read, \`purge\` changes nothing more.
- An import that ended after the deletion may have brought people back, even if it began before the deletion. The next import replaces all rows: purge again after it. With
  \`importMode\` INCREMENTAL, which only adds rows, request the deletion again.
- With \`importMode\` INCREMENTAL, once a csv is rewritten, the next import adds all rows of that dataset's csv again, which is billed: before that import, remove the rows that were imported already.
- Fewer rows may break the limits \`minimumRows\` or \`maximumRowDrop\`. If the next import is refused, [accept its data](#decide-on-refused-data).
- A csv that another dataset group reads is rewritten only after that group has deleted the people too: then purge both. The file in force, not an upload that waits, says
  which csv a group reads.
- A csv of a dataset with users that cannot be read with certainty (a quote is not escaped, a row has too few or too many values), or has no column \`USER_ID\` (upper or lower case), is searched for the ids word by word, listed and kept; old versions with an id are deleted.
- Batch input and output are shown and kept; csv beside an earlier parameter file that may now belong to another dataset group, too.
  Csv that only another dataset group reads are not shown, even in a folder below: purge that group too.
- Csv beside a parameter file that the group used only before the [recorded runs](variables.md) (\`run_history_days\`), for example in a folder from which it moved, are not searched.
  \`data-deletions find users.csv\` searches the whole bucket for the users in your own copy of the list.
- Afterwards, train the solutions again (\`schedules run\`), and clean the folder that you \`apply\`. [What remains](security.md#deleting-people).

## Restore the record table

The table has point-in-time recovery, which restores into a new table. Pause the tasks with \`schedules deactivate\`, copy the new table's items into the table of the deployment, and
activate the tasks again. Without a backup, apply each parameter file again: resources of Amazon Personalize are found by their names and not changed. The run history is lost,
and so are decisions on versions (the version that serves counts as promoted) and the record of what the deployment created: existing resources then count as unmanaged. If the csv of the last import are gone,
the next import with \`maximumRowDrop\` or \`maximumNullRise\` needs \`data accept\`.

## Remove what left the file

A campaign or recommender that leaves the file is kept, and billed. \`plan\` lists what this deployment created and the file no longer has, under "Not in the file any more", with the TPS-hours
that it costs a month. The mail of the upload names it too.

- \`apply --prune\` names each resource that it would delete, and asks. It sends what has changed and, once the run of that upload has succeeded, deletes those resources in a run with the trigger
  \`prune\`. For datasets, and the last campaign of a solution, you type the names, also with \`--yes\`. If you interrupt it or the run fails, run it again: it continues, and also follows
  a deletion in progress.
- \`"onRemoval": "delete"\` in the \`workflowConfig\` of a solution (and so of its campaigns), a campaign, recommender, filter or event tracker says that the resource is to be deleted when
  its section leaves the file. What counts is the last file in force that has the section. In a terminal, \`apply\` asks about such a resource even without \`--prune\`. With the Terraform variable
  \`allow_deletions = true\`, each upload deletes it without asking, after everything in the file is ready, so a campaign serves until its replacement does.
- Deletions belong to one version of the file: once another upload is accepted, nothing more is deleted. They wait for runs in progress on the same solution, recommender or data.
- What a person or another deployment created is "unmanaged" and never deleted: the deployment records what it creates, and tags it with the key \`personalize-mlops\` and the
  deployment's name. A solution is kept while it has an unmanaged campaign.
- Schemas are free and may be shared. \`destroy\` deletes the group's schemas that nothing else uses, and the group.

## Remove a dataset group

\`destroy\` lists what it will remove and asks for the group's name. It removes schedules, stops runs (and notifies), and deletes all resources level by level. You can
interrupt and repeat it. First remove the parameter file from your folder, or the next \`apply\` creates the group again. Removing only the file does not remove
the group: \`plan\` and \`apply\` of the folder name each such group.

- Without a terminal or with \`--json\`, it needs \`--yes\`; otherwise it exits with 2 and removes nothing.
- A dataset group with neither a file in force nor a recorded run of an accepted file may be another team's: \`destroy\` refuses it. With \`--unmanaged\`, it asks for the name, also with
  \`--yes\`: in a script, the name is the first line of the input.
- Data in the bucket stays by default. \`--with-data\` removes the parameter file, csv of its datasets that no other dataset group reads, now or after an upload that waits, and the folders of
  the dataset group below \`batch/\`, \`attribution/\` and \`delete/\`, all with old versions. It also removes parameter files and csv under earlier keys, if runs of them are still
  recorded. Two kinds of files stay with their csv, and are listed: files that may belong to another dataset group, for example because their latest version names it, and files at other keys whose uploads for this group were all refused. But if all uploads of the group were refused, their files and csv are deleted too. Just before the data are deleted,
  the command determines again what other groups read. Objects written after the removal has begun stay too, and are listed: call the command again to delete them.
- Import and batch jobs stay, since Amazon Personalize cannot delete them. So do schemas in use by other groups, the run history, logs, and records of deletions of
  users; records of deletions in progress become FAILED.
- If something else uses a resource, \`destroy\` exits with 1 and says what is left and why.
- An upload that is put in force after \`destroy\` has stopped the runs creates the dataset group again: its records and all data stay, and \`destroy\` says so.
- If a call is denied or fails, it exits with 1, and says if the removal has begun. Run it again to continue; until then, \`doctor\` names the dataset group.
`;
  });
}
