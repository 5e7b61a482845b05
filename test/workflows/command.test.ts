import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOSTILE, OBEYED } from '../support/hostile';
import { type Ended, localHere } from '../support/local-program';
import { dataOf, type Files, parameterFileKey, parameterFileOf, sample } from '../support/sample';
import { synthesizedStack } from '../support/synthesized-stack';
import { removeResource, withEdited } from './support/edited-stack';

const ROOT = join(__dirname, '../..');
const PROMOTION = join(ROOT, 'examples/promotion');

const stackFile = synthesizedStack();
let folder = '';
/**
 * Path of a folder with a small dataset group that can be trained. Tables of tests are made before the path is known,
 * so they contain {@link SMALL} in its place.
 */
let small = '';
const SMALL = 'SMALL';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-tests-'));
  small = await written('small', { ...dataOf(sample()), ...parameterFileOf(sample()) });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Writes the files below a folder with this name, and returns the path of the folder. */
async function written(name: string, files: Files): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, name, path, '..'), { recursive: true });
    await writeFile(join(folder, name, path), text);
  }
  return join(folder, name);
}

/** Runs the command in a separate process, as npm does. */
function local(...args: readonly string[]): Promise<Ended> {
  return ended('local/main.ts', ...args);
}

function ended(program: string, ...args: readonly string[]): Promise<Ended> {
  const command = [join(ROOT, 'scripts/bundled.mjs'), join(ROOT, program), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: ROOT, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** Runs a program in a separate process, and closes its output after `lines` lines, as `| head` does. */
function endedAfter(lines: number, program: string, ...args: readonly string[]): Promise<Omit<Ended, 'stdout'>> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/bundled.mjs'), join(ROOT, program), ...args]);
  let [seen, stderr] = ['', ''];
  const close = () => seen.split('\n').length > lines && child.stdout.destroy();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen += text;
    close();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  close();
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code: Number(code ?? 128), stderr }));
  });
}

/** Runs `run` on the synthesized stack, in a separate process. */
function run(dir: string, ...args: readonly string[]): Promise<Ended> {
  return local('run', dir, '--stack', stackFile, ...args);
}

/** Runs `run` in this process. */
function runHere(dir: string, ...args: readonly string[]): Promise<Ended> {
  return localHere('run', dir, '--stack', stackFile, ...args);
}

/** A scenario of the simulation in which nothing happens. */
const NOTHING = JSON.stringify({ groups: [], steps: [], faults: 0, permanentFaults: [] });

describe('the local command line', () => {
  it('prints nothing but JSON with --json, and the same bytes for the same seed', async () => {
    // Act
    const one = await run(small, '--json', '--seed', '7');
    const two = await runHere(small, '--json', '--seed', '7');
    const other = await runHere(small, '--json', '--seed', '8');

    // Assess
    expect([one.code, two.code, other.code]).toEqual([0, 0, 0]);
    expect(two.stdout).toBe(one.stdout);
    expect(other.stdout).not.toBe(one.stdout);
    const result = JSON.parse(one.stdout);
    expect(Object.keys(result)).toEqual([
      ...['simulatedSeconds', 'runs', 'resources', 'notifications', 'events', 'localModels', 'counts'],
    ]);
    expect(result.runs).toMatchObject([
      { datasetGroup: 'small', workflow: 'personalize-workflow', status: 'SUCCEEDED' },
    ]);
    expect(result.resources).toHaveLength(7);
    expect(result.counts).toMatchObject({
      stateTransitions: expect.any(Number),
      lambdaInvocations: expect.any(Number),
      personalizeCalls: expect.any(Number),
    });
  });

  it('exits with 1 and the reason if a run fails or a file is refused', async () => {
    // Prepare
    const file = JSON.stringify({ ...sample(), solution: [] });
    const refused = await written('refused', { ...dataOf(sample()), [parameterFileKey('small')]: file });

    // Act
    const failing = await run(small, '--fail', 'campaign/small-campaign=No capacity.');
    const refusing = await runHere(refused, '--json');

    // Assess
    expect(failing.code).toBe(1);
    expect(failing.stdout).toContain("campaign 'small-campaign': No capacity.");
    expect(refusing.code).toBe(1);
    expect(JSON.parse(refusing.stdout).runs).toMatchObject([
      { status: 'REFUSED', error: expect.stringContaining('solutions') },
    ]);
  });

  it('prints no control characters that are in keys, failure reasons or arguments', async () => {
    // Prepare
    const keys = [
      `train/small/${HOSTILE}.json`,
      `train/small/${HOSTILE}.csv`,
      `delete/${HOSTILE}/${HOSTILE}.csv`,
      `train/small/${HOSTILE}.JSON`,
    ];
    const hostile = await written(
      'hostile',
      Object.fromEntries([
        ...Object.entries({ ...dataOf(sample()), ...parameterFileOf(sample()) }),
        ...keys.map((key) => [key, HOSTILE]),
      ]),
    );

    // Act
    const ended = [
      await runHere(hostile, '--fail', `campaign/small-campaign=${HOSTILE}`),
      await runHere(hostile, '--json', '--for', '2d'),
      await runHere(hostile, '--fail', `campaign/nobody-${HOSTILE}=x`, '--for', '1h'),
      await runHere(join(folder, HOSTILE)),
      await localHere(HOSTILE),
    ];

    // Assess
    for (const { stdout, stderr } of ended) expect(`${stdout}${stderr}`).not.toMatch(OBEYED);
    const [failed, , unused, ...ofUsage] = ended;
    expect(failed?.stdout).toContain('train/small/\\u001b[2J');
    expect(failed?.stderr).toMatch(/^train\/small\/.*\.JSON starts nothing: its name must end in \.json below train\//);
    expect(unused?.stderr).toContain('--fail campaign/nobody-\\u001b[2J');
    for (const { stderr } of ofUsage) expect(stderr).toContain('\\u001b[2J');
  });

  it('deletes users after the other runs unless --for ends earlier, and exits with 1 if a csv of users is refused', async () => {
    // Prepare
    const users = {
      'delete/small/good.csv': 'USER_ID\nuser-1\nuser-2\n',
      'delete/small/bad.csv': 'USER_ID,user-3\n',
    };
    const leaving = await written('leaving', { ...dataOf(sample()), ...parameterFileOf(sample()), ...users });

    // Act
    const whole = await runHere(leaving);
    const begun = await runHere(leaving, '--for', '10m');

    // Assess
    expect(whole.code).toBe(1);
    expect(whole.stdout).toMatch(
      /UPLOADED +train\/[\s\S]* ACTIVE +campaign [\s\S]*UPLOADED +delete\/small\/bad\.csv, delete\/small\/good\.csv\n[\s\S]* COMPLETED +data deletion job /,
    );
    expect(whole.stdout).toContain('line 1 must be USER_ID, and nothing else; it has 2 columns.');
    expect(whole.stdout).toContain('Rows in the csv: 2; records that Amazon Personalize deleted: ');
    expect(whole.stdout).not.toMatch(/user-[123]\b/);
    expect(begun).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('because --for ends while the runs of the other files'),
    });
    expect(begun.stdout).not.toContain('delete/small');
  });

  it('shows, with --for 1d, the notification of a held version, and exits with 0', async () => {
    // Act
    const metrics = ['--metric', 'articles:coverage=0.01@2', '--metric', 'articles:coverage=0@99'];
    const { code, stdout, stderr } = await runHere(PROMOTION, '--for', '1d', ...metrics);

    // Assess
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Synthesizing and loading the stack\.\.\.\n/);
    expect(stdout).toContain('Notifications (2)');
    expect(stderr).toContain('--metric articles:coverage@99 had no effect');
    expect(stdout).toContain("HELD magazine: decision needed on solution 'articles'");
    expect(stdout).toMatch(/coverage +[\d.]+ +0\.01 +-[\d.]+ \(-[\d.]+%\) +drops by at most 25% +failed\n/);
  });

  it('exits with 1 and an error if no function received the event of the upload', async () => {
    // Act
    const { code, stdout } = await withEdited(
      stackFile,
      (json) => {
        const notifications = Object.keys(json.resource.aws_s3_bucket_notification ?? {});
        for (const name of notifications) removeResource(json, 'aws_s3_bucket_notification', name);
      },
      (file) => localHere('run', small, '--stack', file, '--json'),
    );

    // Assess
    expect(code).toBe(1);
    expect(JSON.parse(stdout).runs).toMatchObject([
      {
        status: 'FAILED',
        error: expect.stringMatching(
          /No function received the event of the uploaded file .*config\.json.*notification/,
        ),
      },
    ]);
  });

  it.each([
    ['after the first line of `run`', 1, 141, ['local/main.ts', 'run', SMALL, '--stack', stackFile]],
    ['before `run` prints', 0, 0, ['local/main.ts', 'run', SMALL, '--stack', stackFile, '--json']],
    ['before `simulate` prints', 0, 141, ['simulation/main.ts', 'simulate', '--seeds', '1', '--play', NOTHING]],
    ['before the help is printed', 0, 0, ['local/main.ts', '--help']],
  ] as const)('ends silently if its output is closed %s', async (_case, lines, code, [program, ...args]) => {
    // Act
    const closed = await endedAfter(lines, program, ...args.map((each) => (each === SMALL ? small : each)));

    // Assess
    expect(closed).toEqual({ code, stderr: '' });
  });

  it('takes the first seed of `simulate --from clock` from the current time, and prints that seed first', async () => {
    // Act
    const args = ['simulate', '--seeds', '2', '--from', 'clock', '--play', NOTHING];
    const { code, stdout } = await ended('simulation/main.ts', ...args);

    // Assess
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Playing 2 seeds of 'everything', from \d{6,} to \d{6,}\n/);
  });

  it('exits with 2 for wrong usage', async () => {
    // Prepare
    const [first, ...others] = [
      ['walk'],
      ['run'],
      ['run', 'no-such-folder'],
      ['run', join(ROOT, 'docs')],
      ['run', PROMOTION, '--sed', '1'],
      ['run', PROMOTION, '--seed', 'x'],
      ['run', PROMOTION, '--metric', 'nobody:coverage=0.1'],
    ] as const;

    // Act
    const ended = [await local(...first)];
    for (const args of others) ended.push(await localHere(...args));

    // Assess
    expect(ended.map(({ code }) => code)).toEqual(Array(7).fill(2));
    expect(ended.map(({ stdout }) => stdout)).toEqual(Array(7).fill(''));
    expect(ended.filter(({ stderr }) => stderr === '')).toEqual([]);
  });
});

/** Starts `serve` on the synthesized stack, and waits until it has printed a text. */
async function serving(text: RegExp, ...args: readonly string[]) {
  const command = [join(ROOT, 'scripts/bundled.mjs'), join(ROOT, 'local/main.ts'), 'serve', '--stack', stackFile];
  const child = spawn(process.execPath, [...command, ...args], { cwd: ROOT });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    stdout += more;
  });
  const printed = async (expected: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = expected.exec(stdout);
      if (found !== null) return found;
      await once(child.stdout, 'data');
    }
  };
  const stopped = new Promise<number | null>((resolve) => child.on('close', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return stopped;
  };
  return { found: await printed(text), printed, stop };
}

describe('local serve', () => {
  it('prints shell variables, begins at the current time, logs requests, and stops at once', async () => {
    // Act
    const server = await serving(/^export AWS_ENDPOINT_URL=(\S+) .*$/m, '--port', '0', '--start', 'now', '--log');
    const [line = '', url = ''] = server.found;
    const { now } = (await (await fetch(`${url}/_local/state`)).json()) as { now: string };
    const [logged] = await server.printed(/^\d.*_local.*$/m);
    const code = await server.stop();

    // Assess
    expect(line).toMatch(
      /^export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+ AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 .* AWS_DISABLE_CLOCK_SKEW_CORRECTION=true$/,
    );
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(120_000);
    expect(logged).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}200 GET \/_local\/state$/);
    expect(code).toBe(0);
  });

  it('reports in one line that the port is in use, before it does any work', async () => {
    // Prepare
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;

    // Act
    const refused = await local('serve', '--port', String(port));
    await new Promise((resolve) => taken.close(resolve));

    // Assess
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(new RegExp(`^[^\\n]*${port}[^\\n]*\\n$`));
  });
});
