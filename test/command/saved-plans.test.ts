import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import {
  completeSample,
  filter,
  interactions,
  interactionsKey,
  parameterFileKey,
  parameterFileOf,
  sample,
} from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const QUICK = ['--interval', '0.001'];

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

/** A deployment, and a folder with a plan that was saved there. */
async function withSavedPlan() {
  const account = await openQuick();
  const deployment = await serve(account);
  const folder = await folderOf(completeSample());
  const file = join(folder, 'plan.json');
  const { status, stderr } = await deployment.run(['plan', folder, '--out', file]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return { account, deployment, folder, file };
}

const objects = async (account: Account) => {
  const { Contents = [] } = await account.call<{ Contents?: { Key: string }[] }>('s3', 'ListObjectsV2', {
    Bucket: account.local.names.dataBucket,
  });
  return Contents.map(({ Key }) => Key);
};

describe('A saved plan', () => {
  test('is applied without a confirmation, but only once', async () => {
    // Prepare
    const { deployment, file } = await withSavedPlan();

    // Act
    const first = await deployment.whileTimeRuns(deployment.run(['apply', file, ...QUICK]));
    const second = await deployment.run(['apply', file, ...QUICK]);

    // Assess
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toContain('small: SUCCEEDED');
    expect(second.status).toBe(1);
    expect(second.stdout).toContain("  the file in force of dataset group 'small' is new\n");
    expect(second.stdout).toContain("  not planned any more: small: + create campaign 'small-campaign'\n");
  });

  test('can be saved beside a parameter file and applied from there, and is not uploaded', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const path = join(await folderOf(sample()), 'train/small');
    const file = join(path, 'plan.json');

    // Act
    const planned = await deployment.run(['plan', path, '--out', file]);
    const applied = await deployment.run(['apply', file, '--no-wait']);

    // Assess
    expect([planned, applied]).toMatchObject([
      { status: 0, stderr: '' },
      { status: 0, stderr: '' },
    ]);
    expect(await deployment.account.objects('train/')).toEqual([
      ...['train/small/config.json', 'train/small/interactions.csv'],
    ]);
  });

  test.each(['train/small/plan', 'batch/plan.json'])(
    'is not saved to %s in the planned folder, because files there are uploaded as data',
    async (place) => {
      // Prepare
      const deployment = await serve(await openQuick());
      const folder = await folderOf(sample());
      await mkdir(join(folder, 'batch'));

      // Act
      const { status, stdout, stderr } = await deployment.run(['plan', folder, '--out', join(folder, place)]);

      // Assess
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr.replaceAll('\n', ' ')).toMatch(
        /--out \S+: files in '\S+(train|batch)' are sent to the data bucket\. Nothing was planned\./,
      );
      expect(existsSync(join(folder, place))).toBe(false);
    },
  );

  test('cannot be saved to a folder that does not exist; plan says so before it calls AWS', async () => {
    // Prepare
    const account = await openQuick();
    const deployment = await serve(account);
    const file = join(await folderOf(completeSample()), 'missing', 'plan.json');
    const calls: string[] = [];
    account.local.aws.onCall(({ service }) => calls.push(service));

    // Act
    const { status, stdout, stderr } = await deployment.run(['plan', '.', '--out', file]);

    // Assess
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.replaceAll('\n', ' ')).toMatch(
      /--out .*missing.plan\.json: folder '.*missing' not found\. Create it first\./,
    );
    expect(calls).toEqual([]);
  });

  test('replaces an earlier saved plan, but neither a parameter file nor a text file', async () => {
    // Prepare
    const { deployment, folder, file } = await withSavedPlan();
    const [parameterFile, notes] = [join(folder, parameterFileKey('small')), join(folder, 'notes.txt')];
    await writeFile(notes, 'my notes');
    const before = await readFile(parameterFile, 'utf8');
    // The earlier plan is of another release.
    await writeFile(file, '{ "personalizeMlopsPlan": 0 }');

    // Act
    const overParameterFile = await deployment.run(['plan', parameterFile, '--out', parameterFile]);
    const overNotes = await deployment.run(['plan', folder, '--out', notes]);
    const overPlan = await deployment.run(['plan', folder, '--out', file]);

    // Assess
    expect(overParameterFile).toEqual({
      status: 2,
      stdout: '',
      stderr: `Error: --out ${parameterFile} exists already, and is not a saved plan.\nNothing was planned. Give another --out.\n`,
    });
    expect(await readFile(parameterFile, 'utf8')).toBe(before);
    expect(overNotes).toMatchObject({ status: 2, stdout: '' });
    expect(await readFile(notes, 'utf8')).toBe('my notes');
    expect(overPlan).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ personalizeMlopsPlan: 1 });
  });

  test('can be written to an empty file, such as mktemp creates', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(completeSample());
    const file = join(folder, 'empty');
    await writeFile(file, '');

    // Act
    const { status, stderr } = await deployment.run(['plan', folder, '--out', file]);

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ personalizeMlopsPlan: 1 });
  });

  test('has fingerprints, and neither data nor credentials', async () => {
    // Prepare
    const { folder, file } = await withSavedPlan();

    // Act
    const saved = await readFile(file, 'utf8');

    // Assess
    expect(Object.keys(JSON.parse(saved)).sort()).toEqual([
      ...['changes', 'deployment', 'fingerprints', 'madeAt', 'path', 'personalizeMlopsPlan'],
    ]);
    const csv = await readFile(join(folder, interactionsKey('small')), 'utf8');
    const [, row = ''] = csv.split('\n');
    expect(saved).not.toContain(row.split(',')[0]);
    expect(saved).not.toMatch(/any|secret|token/i);
  });

  interface Change {
    readonly what: string;
    readonly change: (account: Account, folder: string) => Promise<unknown>;
    readonly says: RegExp;
  }
  const CHANGES: readonly Change[] = [
    {
      what: 'the parameter file',
      change: (_, folder) =>
        writeFile(
          join(folder, parameterFileKey('small')),
          Object.values(parameterFileOf({ ...completeSample(), filters: [filter('another')] }))[0] ?? '',
        ),
      says: /the file \S+config\.json has changed: \w{40}… -> \w{40}…\n[\s\S]*not in the saved plan: small: \+ create filter 'another'/,
    },
    {
      what: 'a csv on this machine',
      change: (_, folder) => writeFile(join(folder, interactionsKey('small')), interactions(1200)),
      says: /the file \S+interactions\.csv has changed/,
    },
    {
      what: 'a csv in the bucket',
      change: (account) => account.put({ [interactionsKey('small')]: interactions(1200) }),
      says: /s3:\/\/\S+\/train\/small\/interactions\.csv is new/,
    },
    {
      what: 'the set of resources in the account',
      change: async (account) => {
        await account.call('personalize', 'CreateDatasetGroup', { name: 'small' });
        await account.settle();
      },
      says: /not planned any more: small: \+ create dataset group 'small'/,
    },
    {
      what: 'the release of the command',
      change: async (_, folder) => {
        const file = join(folder, 'plan.json');
        await writeFile(
          file,
          (await readFile(file, 'utf8')).replace(/(release of the command": )"[^"]+"/, '$1"0.0.1"'),
        );
      },
      says: /the release of the command has changed: 0\.0\.1 -> \d/,
    },
  ];

  test.each(CHANGES)('is not applied if $what has changed, and apply names the change', async ({ change, says }) => {
    // Prepare
    const { account, deployment, folder, file } = await withSavedPlan();
    await change(account, folder);
    const before = await objects(account);

    // Act
    const { status, stdout } = await deployment.run(['apply', file, ...QUICK]);

    // Assess
    expect(status).toBe(1);
    expect(stdout).toMatch(says);
    expect(stdout).toMatch(
      /Nothing was sent\. Make the plan again: `personalize-mlops plan \S+ --out \S+`, or apply \S+ without a saved plan\.\n$/,
    );
    expect(await objects(account)).toEqual(before);
  });

  test('makes apply list, in its JSON document, what has changed since the plan', async () => {
    // Prepare
    const { deployment, folder, file } = await withSavedPlan();
    await writeFile(join(folder, interactionsKey('small')), interactions(1200));

    // Act
    const document = await deployment.json<{ outdated: readonly string[] }>(['apply', file]);

    // Assess
    expect(document).toMatchObject({ uploaded: [], runs: [] });
    expect(document.outdated).toEqual([expect.stringContaining('interactions.csv has changed')]);
  });

  const REFUSED: readonly [string, (text: string) => string, readonly string[], number, RegExp][] = [
    [
      'for another region',
      (text) => text.replace('in us-east-1', 'in eu-west-1'),
      [],
      1,
      /made for deployment 'personalize' in eu-west-1, account \d+, but this is deployment 'personalize' in us-east-1, account/,
    ],
    [
      'in the format of another release',
      (text) => text.replace('Plan": 1', 'Plan": 7'),
      [],
      1,
      /has another format: another release/,
    ],
    [
      'of a folder that does not exist',
      (text) => text.replace(/"path": ".*"/, '"path": "none"'),
      [],
      1,
      /made from 'none'/,
    ],
    ['applied with --value', (text) => text, ['--value', 'a=b'], 2, /--value cannot be given with a saved plan/],
    ['applied with --replaces', (text) => text, ['--replaces', 'a'], 2, /--replaces cannot be given/],
    ['applied with --force', (text) => text, ['--force'], 2, /--force cannot be given/],
  ];

  test.each(REFUSED)('is refused if it is %s', async (_what, edited, options, status, says) => {
    // Prepare
    const { deployment, file } = await withSavedPlan();
    await writeFile(file, edited(await readFile(file, 'utf8')));

    // Act
    const result = await deployment.run(['apply', file, ...options]);

    // Assess
    expect(result.status).toBe(status);
    expect(result.stderr).toMatch(says);
  });

  test('is not saved if it has a conflict, because it cannot be applied', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const file = sample();
    const folder = await folderOf(file);
    await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', ...QUICK]));
    for (const each of file.solutions)
      Object.assign(each.serviceConfig, { recipeArn: 'arn:aws:personalize:::recipe/aws-sims' });
    await writeFile(join(folder, parameterFileKey('small')), JSON.stringify(file));

    // Act
    const { status, stderr } = await deployment.run(['plan', folder, '--out', join(folder, 'plan.json')]);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toMatch(/not saved to \S+plan\.json, since it cannot be applied\.\nResolve what is marked with !/);
    await expect(readFile(join(folder, 'plan.json'))).rejects.toThrow('ENOENT');
  });
});

describe('plan --format markdown', () => {
  test('prints the plan of a dataset group as a collapsed part', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(sample());

    // Act
    const { status, stdout } = await deployment.run(['plan', folder, '--format', 'markdown', '--detailed-exitcode']);

    // Assess
    expect(status).toBe(2);
    expect(stdout).toMatch(/^### Plan for <code>deployment 'personalize' in us-east-1, account \d{12}<\/code>\n/);
    expect(stdout).toMatch(/\n<details><summary><b>small<\/b>: Plan: \d+ to create, .* <code>\S+config\.json<\/code>/);
    expect(stdout).toContain("\n\n```diff\n+ create dataset group 'small'\n");
  });

  test('shows what is wrong with invalid files', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(sample());
    await writeFile(join(folder, parameterFileKey('small')), '{"datasetGroup": {}}');

    // Act
    const { status, stdout } = await deployment.run(['plan', folder, '--format', 'markdown']);

    // Assess
    expect(status).toBe(1);
    expect(stdout).toContain('\nNothing was planned: the files are invalid.\n');
    expect(stdout).toMatch(
      /<details open><summary>Checks of files and csv<\/summary>\n\n```diff\n\S+config\.json:1:\d+ error /,
    );
  });

  test('cannot be combined with --json', async () => {
    // Act
    const { status, stderr } = await cli.run(['plan', 'x', '--format', 'markdown', '--json']);

    // Assess
    expect(status).toBe(2);
    expect(stderr).toContain("option '--format <format>' cannot be used with option '--json'");
  });
});
