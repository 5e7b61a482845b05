import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample, dataOf } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick, shared } = accounts();
const serve = served(cli);
const folderOf = folders();

const empty = shared(() => openQuick());

describe('a refused file in a folder whose name no dataset group can have', () => {
  test.each([
    ['a name that is too long', 'a'.repeat(300)],
    ['a name of two lines', 'a\nPlan: 0 to create'],
  ])('is shown by `status` in addition to the existing dataset group: %s', async (_, name) => {
    // Prepare
    const account = await openQuick();
    await account.run(completeSample());
    await account.put({ [`train/${name}/config.json`]: '{}' });
    await account.settle();
    const deployment = await serve(account);

    // Act
    const all = await deployment.run(['status']);
    const one = await deployment.run(['status', name]);

    // Assess
    const shown = name.replace('\n', '\\u000a');
    expect(all).toMatchObject({ status: 0, stderr: '' });
    expect(all.stdout).toContain("Dataset group 'small'\n");
    for (const { stdout } of [all, one])
      expect(stdout).toMatch(new RegExp(`^Refused files in s3://[^/]+/train/${shown.replace('\\', '\\\\')}/$`, 'm'));
  });
});

test('A line break in the name of a file begins no new line in the output of plan and apply', async () => {
  // Prepare
  const deployment = await serve(await openQuick());
  const folder = await folderOf(completeSample());
  const interactions = join(folder, 'train/small/interactions');
  await mkdir(interactions);
  await rename(`${interactions}.csv`, join(interactions, 'a\nPlan: 0 to create.csv'));
  await writeFile(join(folder, 'train/small/notes\n+ nothing'), 'x');

  // Act
  const planned = await deployment.run(['plan', folder]);
  const applied = await deployment.run(['apply', folder, '--yes', '--no-wait']);

  // Assess
  for (const { stdout } of [planned, applied]) {
    expect(stdout).not.toMatch(/^(?:Plan: 0 to create|\+ nothing)/m);
    expect(stdout).toContain('train/small/interactions/a\\u000aPlan: 0 to create.csv');
  }
  expect(applied.stdout).toContain('+ train/small/notes\\u000a+ nothing\n');
});

test.each([
  ['plan', []],
  ['apply', ['--yes']],
])(
  '%s refuses a folder whose name has a line break, because Personalize could not read csv from it, and sends nothing',
  async (name, options) => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(completeSample());
    await rename(join(folder, 'train/small'), join(folder, 'train/small\nPlan: 0 to create'));

    // Act
    const { status, stdout, stderr } = await deployment.run([name, folder, ...options]);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain(
      'Amazon Personalize cannot read csv from the folder "train/small\\nPlan: 0 to create/": its name has a line break or another control character. Move the parameter file and its csv to another folder.\n',
    );
    expect(`${stdout}${stderr}`).not.toMatch(/^Plan: 0 to create/m);
    expect(await deployment.account.objects('')).toEqual([]);
  },
);

test('A line break in the key of a parameter file begins no new line in the output of logs and destroy', async () => {
  // Prepare
  const account = await openQuick();
  const sample = completeSample();
  await account.put(dataOf(sample));
  await account.put({ 'train/small/a\nDataset group is deleted.json': JSON.stringify(sample) });
  await account.settle();
  const deployment = await serve(account);
  const { stdout } = await deployment.run(['runs', 'list', 'small', '--json']);
  const [{ id }] = JSON.parse(stdout);

  // Act
  const logged = await deployment.run(['logs', id]);
  const destroyed = await deployment.whileTimeRuns(
    deployment.run(['destroy', 'small', '--yes', '--with-data', '--interval', '0.01']),
  );

  // Assess
  for (const { status, stdout } of [logged, destroyed]) {
    expect(status).toBe(0);
    expect(stdout).not.toMatch(/^Dataset group is deleted/m);
    expect(stdout).toMatch(/small\/a\\(?:u000a|n)Dataset group is deleted/);
  }
});

test.each(["''", 'train/gone.json'])(
  'plan says that --replaces %s has no effect if the dataset groups have no other parameter file',
  async (key) => {
    // Prepare
    const deployment = await serve(await empty());
    const folder = await folderOf(completeSample());

    // Act
    const { status, stdout } = await deployment.run(['plan', folder, '--replaces', key === "''" ? '' : key]);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain(
      `--replaces ${key} has no effect: these dataset groups have no other parameter file, in force or waiting.\n`,
    );
  },
);

test.each([
  ['is empty', ['runs', 'list', ''], "The dataset group is ''."],
  ['is an empty value of an option', ['import-dataset-group', '-d', ''], "The dataset group is ''."],
  [
    'is longer than any key',
    ['runs', 'list', 'a'.repeat(9000)],
    'The name of the dataset group has 9000 bytes; at most 1024 are allowed.',
  ],
])('A command refuses a name of a dataset group that %s before it calls AWS', async (_, args, message) => {
  // Act
  const result = await cli.run(args);

  // Assess
  expect(result).toEqual({
    status: 2,
    stdout: '',
    stderr: `Error: ${message}\nGive a name: \`personalize-mlops status\` shows the dataset groups.\n`,
  });
});

test.each([
  [['versions', 'list', 'a\nb'], "Error: Solution 'a\n  b' not found.\n"],
  [['import-dataset-group', '-d', 'a\nb', '--stdout'], "Error: Dataset group 'a\n  b' not found in us-east-1.\n"],
  [['usage', 'a\nb'], "Error: Dataset group 'a\n  b' not found"],
])(
  'A name with a line break is not found, and the error indents what follows the line break: %p',
  async (args, message) => {
    // Prepare
    const deployment = await serve(await empty());

    // Act
    const { status, stderr } = await deployment.run(args);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  },
);

test.each(['null', '{bad', '[]'])(
  'status prints an error without a stack trace if the SSM parameter of the deployment is %s',
  async (value) => {
    // Prepare
    const account = await openQuick();
    await account.call('ssm', 'PutParameter', { Name: '/personalize/names', Value: value, Overwrite: true });
    const deployment = await serve(account);

    // Act
    const { status, stderr } = await deployment.run(['status']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Error: SSM parameter \/personalize\/names (?:must have dataBucket, |is not JSON: )/);
    expect(stderr).not.toContain('    at ');
  },
);

test('An error of usage indents what follows a line break in an argument', async () => {
  // Act
  const { status, stderr } = await cli.run(['plan', '--x\nPlan: 0 to create']);

  // Assess
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: unknown option '--x\n {2}Plan: 0 to create'\n/);
});

test('usage refuses a month of a year below 1000', async () => {
  // Act
  const { status, stderr } = await cli.run(['usage', '--month', '0026-11']);

  // Assess
  expect(status).toBe(2);
  expect(stderr).toContain("--month '0026-11' is not a month.\nWrite a year and a month, such as 2026-11.\n");
});
