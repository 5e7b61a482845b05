import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { control } from '../../local/control';
import { startHttpServer } from '../../local-aws/core/http-server';
import { LocalAws } from '../../local-aws/local-aws';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { synthesize } from '../../stacks/synth/synthesize';
import { buildCli } from '../build-cli';
import { copyFolder } from '../copy-folder';

const GROUP = 'dataset-group-name-1';
const FILE = `movies/train/${GROUP}/config.json`;
const TRAINING = 'solution-maintenance-full-sims-solution';
const HOUR = 3600;

/** Reads a text and returns the changed one. */
type Edit = (text: string) => string;

/** An operator at a terminal, with a deployment in a local AWS and a folder with the example. */
class Terminal {
  private constructor(
    private readonly folder: string,
    private readonly cliFile: string,
    private readonly local: LocalAws,
    private readonly endpoint: string,
  ) {}

  static async use<T>(work: (terminal: Terminal) => Promise<T>): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), 'operations-'));
    const local = new LocalAws({ seed: 1 });
    await local.load(synthesize(join(folder, 'stack')));
    copyFolder(join(PROJECT_ROOT, 'examples', 'movies'), join(folder, 'movies'));
    const server = await startHttpServer(local.aws, {
      port: 0,
      local: (method, path, body) => control(local, method, path, body),
    });
    try {
      return await work(new Terminal(folder, buildCli(join(folder, 'cli')), local, server.url));
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

  /** Advances virtual time. */
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

/** Replaces a table of a command's output, up to the next empty line, by an ellipsis. */
function withoutTable(output: string, heading: string): string {
  return output.replace(new RegExp(`^${heading} [\\s\\S]*?\n\n`, 'm'), '...\n\n');
}

/** The operations guide, with what the commands really print. */
export function operationsDocument(): Promise<string> {
  return Terminal.use(async (terminal) => {
    const shell = (...args: readonly string[]) => terminal.shell(...args);
    const firstPlan = await shell('plan', 'movies');
    const upload = await shell('upload', 'movies');
    await terminal.wait(0.75);
    const running = await shell('status', GROUP);
    await terminal.wait(8.5);
    const finished = withoutTable(await shell('status'), 'RESOURCE');
    const list = await shell('schedules', 'list');
    const describe = await shell('schedules', 'describe', `personalize-dataset-import-${GROUP}`);
    const run = await shell('schedules', 'run', TRAINING);
    const deactivate = await shell('schedules', 'deactivate', TRAINING);
    const activate = await shell('schedules', 'activate', TRAINING);
    terminal.edit(FILE, (text) => text.replace('"minProvisionedTPS": 1', '"minProvisionedTps": 2'));
    const validate = await shell('validate', FILE);
    terminal.edit(FILE, (text) => text.replace('"minProvisionedTps": 2', '"minProvisionedTPS": 2'));
    const change = await shell('plan', FILE);
    terminal.edit(FILE, (text) => text.replace('recipe/aws-sims', 'recipe/aws-similar-items'));
    const conflict = await shell('plan', FILE);
    const imported = await shell('import-dataset-group', '-d', GROUP, '-i', 'cron(0 2 * * ? *)');
    const destroy = await shell('destroy', GROUP);
    return `<!-- Generated by \`npm run docs\` from scripts/docs/operations.ts and the output of the commands. Do not edit. -->

# Operations guide

How do you operate a deployment with the command \`personalize-mlops\`? This page is generated: the output is what the commands print.

Install the command with \`npm ci\`, and run it as \`npx personalize-mlops\`. Like the \`aws\` command it uses credentials, region and
profile from the environment or from \`--region\`, \`--profile\` and \`--endpoint-url\`. It finds the deployment by \`--name\`, in an SSM
parameter, or by \`--outputs FILE\`, the output of \`terraform output -json\`. \`--json\` prints one JSON document.

| Exit status | Meaning |
|---|---|
| 0 | success |
| 1 | failed: an invalid file, a conflict or something blocked in a plan, a watched run that failed |
| 2 | wrong usage; with \`plan --detailed-exitcode\`: there are changes |

## Start a dataset group

\`plan\` shows what an upload would do. It reads Amazon Personalize, the schedules and the bucket, and changes nothing. Data in the local
folder counts as uploaded.

${firstPlan}

\`upload\` checks the files, sends data before the parameter file, and skips what is in the bucket already. \`--watch\` follows the run to its end
and exits with its result.

${upload}

An unchanged parameter file is sent again if there is new data beside it, or if its last run or that of one of its tasks did not succeed. While its run is in
progress it is not sent again, and \`--watch\` follows that run. \`--force\` always sends it.

${running}

## Check the status

${finished}

A failed run shows the first line of its reason; the notification has all of it. Fix the cause and upload the parameter file again: the
upload only does what is missing. After a failed task, \`personalize-mlops schedules run <task>\` repeats its work. \`status --watch\` prints the
status again whenever it changes.

A run that is stopped, with \`aws stepfunctions stop-execution\` or in the console, is a failed run. Work in Amazon Personalize continues, and the
next upload picks it up. Do not redrive the execution: its end is already recorded and notified, so a second end would not be notified. Upload
the file again or run the task.

\`WaitedTooLong\` means that a [wait limit](architecture.md#wait-limits) was reached; the message says what to do. Trainings and imports may take
days: a run in progress for more than \`overdue_after_hours\` (72) is reported once, with the status \`UPDATE OVERDUE\`.

## Manage schedules

${list}

${describe}

\`run\` runs a task once, now. Its schedule stays the same.

${run}

A deactivated task stays so through later uploads, until it is activated or its schedule in the file changes.

${deactivate}

${activate}

## Change a parameter file

Editors (with \`"$schema"\`), \`validate\`, \`plan\` and \`upload\` find errors before anything is uploaded:

${validate}

${change}

A conflict (\`!\`) is a change that Amazon Personalize cannot make to an existing resource: the upload would fail. The plan shows both values and how
to resolve it. Blocked (\`!\`) is what would fail because something is missing: csv to import, the input of a batch job, a dataset.

${conflict}

## Adopt an existing dataset group

\`import-dataset-group\` generates a parameter file from a dataset group that was built manually or by the AWS solution. It checks that an upload of the file
changes nothing in Amazon Personalize, and uploads it; from then on the deployment manages the group. \`--stdout\` prints the file instead.

The csv must be beside the file (\`-p\`). If Personalize has read its data from elsewhere, such as the bucket of the AWS solution,
\`--import-data\` imports those csv; no model is trained for it. \`-i\` sets the import schedule, \`-f SOLUTION@SCHEDULE\` full
training, \`-u SOLUTION@SCHEDULE\` updates. Schedules that the deployment already has are kept.

Solutions with AutoML or a retired recipe (\`aws-hrnn\`, \`aws-hrnn-metadata\`, \`aws-hrnn-coldstart\`) are left out, since no parameter file can
describe them: the command names them on stderr, and with \`--json\` in \`leftOut\`. They stay unchanged, with versions, campaigns and batch
jobs, and \`plan\` lists them as not in the file. To replace one, add a solution with another name, and move clients to its campaign.

${imported}

## Remove a dataset group

\`destroy\` lists what it will remove and asks for the group's name (\`--yes\` does not ask). It removes schedules, stops runs, which notifies
the topic, and then deletes everything level by level, waiting for each and for updates in progress. You can interrupt it and run it again.

- Data in the bucket stays, unless you pass \`--with-data\`. Then the parameter file, the csv beside it that no other dataset group reads, and
  \`batch/<dataset group>/\` are removed, old versions included.
- Import and batch jobs stay: Amazon Personalize cannot delete them. So do schemas that datasets of other groups use, the run history, and logs.
- A metric attribution is named, not removed: use \`aws personalize delete-metric-attribution\`.
- If something else uses a resource, the command ends with 1 and says what is left and why.

${destroy}
`;
  });
}
