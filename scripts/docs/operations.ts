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

/** Reads a text, gives back another. */
type Edit = (text: string) => string;

/** An operator at a terminal: a deployment in a local AWS of its own, and a folder with the example. */
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

  /** A command and what it prints, as a block of Markdown. */
  async shell(...args: readonly string[]): Promise<string> {
    const line = `$ personalize-mlops ${args.map(quoted).join(' ')}`;
    return `\`\`\`console\n${line}\n${(await this.output(args)).trimEnd()}\n\`\`\``;
  }

  /** Virtual time passes. */
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
      // Nobody answers questions.
      child.stdin.end();
    });
  }
}

function quoted(arg: string): string {
  return /[\s*?()]/.test(arg) ? `'${arg}'` : arg;
}

/** The day of an operator, with what the commands really print. */
export function operationsDocument(): Promise<string> {
  return Terminal.use(async (terminal) => {
    const shell = (...args: readonly string[]) => terminal.shell(...args);
    const firstPlan = await shell('plan', 'movies');
    const upload = await shell('upload', 'movies');
    await terminal.wait(0.75);
    const running = await shell('status', GROUP);
    await terminal.wait(8.5);
    const morning = await shell('status');
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
    return `<!-- Written by \`npm run docs\`, with what the commands print. -->

# The day of an operator

The command \`personalize-mlops\` looks after a deployment: what is there, what would change, what runs, what is to go. It comes with
this project: \`npm ci\`, then \`npx personalize-mlops\`. It takes credentials, region and profile as the \`aws\` command does
(\`--region\`, \`--profile\`, \`--endpoint-url\`), and finds the deployment by its \`--name\`: in the SSM parameter that the stack has
written, or with \`--outputs FILE\` in what \`terraform output -json\` has printed. \`--json\` prints one JSON document for programs.

| Exit status | Meaning                                                                |
| ----------- | ---------------------------------------------------------------------- |
| 0           | done                                                                   |
| 1           | failed: an invalid file, a conflict or something blocked in a plan, a run that was watched and failed |
| 2           | wrong usage; with \`plan --detailed-exitcode\`: there is something to do |

## A dataset group begins

What would an upload do? The plan reads Amazon Personalize, the schedules and the bucket, and changes nothing. Data in the folder
counts as uploaded.

${firstPlan}

The upload checks the files, sends data before the parameter file, and leaves out what is in the bucket already. With \`--watch\` it
follows the run to its end, and exits with its result. A parameter file that is in the bucket already is sent again if there is new
data beside it, if its last run did not succeed (it failed, was stopped, timed out, was never begun, or the file was refused), or if the
last run of one of its tasks failed. While its run is in progress it is not sent again, and \`--watch\` follows that run. \`--force\` always
sends it, to run everything again.

${upload}

Where is it now?

${running}

## In the morning

${morning}

A run that failed shows the first line of its reason here; the notification has all of it. Mend the cause and upload the parameter
file again: what is done is left alone. After a failed run of a task, \`personalize-mlops schedules run <task>\` does what it did; an upload
makes only what is missing. A run that somebody stops, with \`aws stepfunctions stop-execution\` or in the console, has failed
too: what goes on in Amazon Personalize goes on, and the next upload takes it up. Do not redrive such an execution: its end is
recorded and told already, and what it does then is told to nobody. Upload the file again, unchanged, or run the task. \`status --watch\` shows
all this again whenever it changes.

\`WaitedTooLong\` means that something did not pass within the time that [architecture.md](architecture.md#one-resource) gives it: the
message says what, for how long, and what to do. A training or an import may take days; a run that is still going on after
\`overdue_after_hours\` (72) is reported once, with the status \`UPDATE OVERDUE\`.

## Schedules

${list}

${describe}

A task runs at once, and once, by \`run\`. Its schedule stays as it is.

${run}

A task that is deactivated stays so through later uploads, until it is activated or its schedule in the file changes.

${deactivate}

${activate}

## A change

A slip of the pen is found before anything is uploaded, in an editor (\`"$schema"\`), by \`validate\`, by \`plan\` and by \`upload\`:

${validate}

${change}

A conflict (\`!\`) is a change that Amazon Personalize cannot make to what exists: the upload would fail there. Both values and the ways
out are named. What is blocked (\`!\`) would fail as well, since something is missing: csv to import, the input of a batch job, a dataset.

${conflict}

## A dataset group that exists already

Built by hand, or by the AWS solution: \`import-dataset-group\` makes a parameter file of what exists, checks that an upload of it changes
nothing in Amazon Personalize, and uploads it. From then on the deployment looks after the group. \`--stdout\` prints the file instead.
The csv must lie beside the file (\`-p\` says where). If Personalize has read its data from elsewhere, such as the bucket of the AWS
solution, \`--import-data\` lets those csv be imported; no model is trained for it.
Schedules are given by \`-i\` (import), \`-f SOLUTION@SCHEDULE\` (full training) and \`-u SOLUTION@SCHEDULE\` (update); those of a group that
this deployment knows already stay.

A solution of a retired recipe (\`aws-hrnn\`, \`aws-hrnn-metadata\`, \`aws-hrnn-coldstart\`) or with AutoML is left out, since no parameter file can
ask for one: the command names it on stderr, and in \`leftOut\` with \`--json\`. It stays as it is, with its versions, campaigns and batch jobs, and
\`plan\` lists it among what the file does not name. To replace it, add a solution with another name, and move clients to its campaign.

${imported}

## The end of a dataset group

\`destroy\` shows what goes, and asks for the group's name (\`--yes\` does not ask). It takes schedules first and stops what runs, of
which the topic is told, then everything level by level, and waits for each. It can be interrupted at any time: run it again. Data in
the bucket stays unless \`--with-data\` is given: then the parameter file, the csv beside it that no other dataset group reads, and what
is under \`batch/<dataset group>/\` go too, old versions included. Import and batch jobs stay in Amazon Personalize's lists, which has no operation that
deletes them. What else stays is listed: schemas, which belong to the account, if datasets of other groups use them; the history of
runs; logs. What is being updated goes once that has ended. If something cannot be removed, since something else uses it, the command
ends with 1 and says what is left and why. A
metric attribution is named and not touched: delete it with \`aws personalize delete-metric-attribution\`.

${destroy}
`;
  });
}
