import { destroy } from '../../cli/commands/destroy';
import { ServiceError } from '../../emulator/core/service';
import type { DataDeletion } from '../../lib/record-table/data-deletions';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import {
  completeSample,
  filter,
  interactions,
  interactionsKey,
  parameterFileOf,
  type Sample,
  sample,
  solution,
  withItems,
} from '../support/sample';
import { type Served, served } from '../support/served';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

const QUICK = ['--interval', '0.001'];

function scheduled(file: Sample = completeSample()): Sample {
  file.datasetGroup.workflowConfig = { schedules: { import: 'rate(1 day)' } };
  return file;
}

async function uploaded(file = scheduled()): Promise<Served> {
  const deployment = await serve(await openQuick());
  await deployment.account.run(file);
  return deployment;
}

/** Runs `destroy --yes` to its end. */
function destroyed(deployment: Served, group: string, ...options: readonly string[]) {
  return deployment.whileTimeRuns(deployment.run(['destroy', group, '--yes', ...options, ...QUICK]));
}

/** Makes `work` run once, just before the command first calls the operation. */
function onceBefore(operation: string, { account }: Served, work: () => Promise<void>): void {
  let isDone = false;
  account.local.aws.intercept(async ({ call, overWire }, perform) => {
    if (overWire && call.operation === operation && !isDone) {
      isDone = true;
      await work();
    }
    return perform();
  });
}

/** Makes `work` run once, just after the command or a Lambda function first calls the operation. */
function onceAfter(operation: string, { account }: Served, work: () => Promise<unknown>): void {
  let isDone = false;
  account.local.aws.intercept(async ({ call }, perform) => {
    const output = await perform();
    if (call.operation === operation && !isDone) {
      isDone = true;
      await work();
    }
    return output;
  });
}

/** Resource types that Personalize cannot delete. */
const JOBS: readonly string[] = ['datasetImportJob', 'batchInferenceJob', 'batchSegmentJob'];

/** Resources, schedules and records that exist, except jobs, which cannot be deleted, and the history, which expires. */
async function left(account: Account): Promise<readonly string[]> {
  const resources = account.local.personalize.snapshot().filter(({ type }) => !JOBS.includes(type));
  const items = (await account.items()).filter(({ expiresAt }) => expiresAt === undefined);
  return [
    ...resources.map(({ type, name }) => `${type} ${name}`),
    ...(await account.scheduleNames()),
    ...items.map(({ datasetGroup, item }) => `${datasetGroup?.S} ${item?.S}`),
  ];
}

/** Metadata of an upload that replaces `train/small/config.json`. */
const REPLACING = { replaces: encodeURIComponent('train/small/config.json') };

describe('destroy', () => {
  test('deletes every resource of the dataset group except jobs, and keeps its data in the bucket', async () => {
    // Prepare
    const deployment = await uploaded();
    const objects = await deployment.account.objects('');

    // Act
    const { status, stdout, stderr } = await destroyed(deployment, 'small');

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain("- campaign 'small-campaign'\n");
    expect(stdout.trimEnd().split('\n').at(-1)).toBe("Dataset group 'small' is deleted.");
    expect(await left(deployment.account)).toEqual([]);
    expect(await deployment.account.objects('')).toEqual(objects);
  });

  test('deletes the data too with --with-data, and lists deleted resources and schedules in one JSON document', async () => {
    // Prepare
    const deployment = await uploaded();

    // Act
    const document = await deployment.whileTimeRuns(
      deployment.json<{ removed: { type: string }[]; objects: number }>([
        'destroy',
        'small',
        '--yes',
        '--with-data',
        ...QUICK,
      ]),
    );

    // Assess
    expect(document.removed.map(({ type }) => type)).toEqual([
      'campaign',
      'filter',
      'metricAttribution',
      'solution',
      'solution',
      'eventTracker',
      'dataset',
      'schema',
      'datasetGroup',
    ]);
    expect(document).toMatchObject({ schedules: ['personalize-dataset-import-small'] });
    expect(await deployment.account.objects('')).toEqual([]);
  });

  test('deletes, with --with-data, only objects that belong to the dataset group', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const own = sample('own');
    const below = sample('below');
    await account.put({
      'train/interactions.csv': interactions(),
      'train/own.json': JSON.stringify(own),
      'train/interactions/interactions.csv': interactions(),
      'train/interactions/config.json': JSON.stringify(below),
    });
    const others = {
      'train/items.csv': 'ITEM_ID\n',
      'train/own.json.bak': '{}',
      'train/interactions.csv.bak': '',
      'train/own/interactions.csv': interactions(),
      'batch/owner/job_config.json': '{}',
    };
    await account.put({
      ...others,
      'batch/own/own-solution/job_config.json': '{}',
      // DeleteObjects sends keys in XML, which cannot hold the control characters of this key.
      'batch/own/own-solution/\u001b[2J\u0007.json': '{}',
    });
    await account.settle();

    // Act
    const { status, stdout } = await destroyed(deployment, 'own', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain('  - in the data bucket, with old versions: train/interactions.csv\n');
    expect(await account.objects('')).toEqual(
      [...Object.keys(others), 'train/interactions/interactions.csv', 'train/interactions/config.json'].sort(),
    );
  });

  test('keeps csv that another dataset group reads from the same folder, even with --with-data', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.put({
      'train/shared/interactions.csv': interactions(),
      'train/shared/own.json': JSON.stringify(sample('own')),
      'train/shared/other.json': JSON.stringify(sample('other')),
    });
    await account.settle();

    // Act
    const { status, stdout } = await destroyed(deployment, 'own', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(stdout).not.toContain('train/shared/interactions.csv');
    expect(await account.objects('')).toEqual(['train/shared/interactions.csv', 'train/shared/other.json']);
  });

  test('keeps and lists csv that another dataset group begins to read during the removal', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const csv = { 'train/shared/interactions.csv': interactions() };
    await account.put({ ...csv, 'train/shared/own.json': JSON.stringify(sample('own')) });
    await account.settle();
    const other = { ...csv, 'train/shared/other.json': JSON.stringify(sample('other')) };
    onceBefore('DeleteCampaign', deployment, async () => {
      await account.put(other);
      await account.passSeconds(300);
    });

    // Act
    const { status, stdout } = await destroyed(deployment, 'own', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(
      / {2}Kept: s3:\S+: train\/shared\/interactions\.csv \(another dataset group reads it now\)\.\n/,
    );
    expect(stdout).toContain('- 1 object of ');
    expect(await account.objects('')).toEqual(Object.keys(other));
  });

  test('keeps csv that a waiting upload of another dataset group will read, even with --with-data', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const csv = { 'train/shared/interactions.csv': interactions() };
    await account.put({ ...csv, 'train/shared/own.json': JSON.stringify(sample('own')) });
    await account.settle();
    account.local.personalize.setDuration('solutionVersion', 100 * 3600);
    await account.put({
      [interactionsKey('small')]: interactions(),
      'train/small/config.json': JSON.stringify(sample()),
    });
    await account.passSeconds(3600);
    const waiting = { 'train/shared/small.json': JSON.stringify(sample()) };
    await account.put(waiting, REPLACING);
    await account.passSeconds(60);

    // Act
    const { status, stdout } = await destroyed(deployment, 'own', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(stdout).not.toContain('train/shared/interactions.csv');
    expect(await account.objects('train/shared/')).toEqual(Object.keys({ ...csv, ...waiting }));
  });

  /** A dataset group whose only run failed before it created a dataset. */
  async function failedEarly(): Promise<Served> {
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    account.local.aws.intercept(async ({ call }, perform) => {
      if (call.operation === 'CreateDataset') throw new ServiceError('InvalidInputException', 'Not today.');
      return perform();
    });
    await account.run(sample());
    return deployment;
  }

  test('deletes, with --with-data, the csv and schemas of a dataset group whose run failed before it created a dataset', async () => {
    // Prepare
    const deployment = await failedEarly();
    const schemas = deployment.account.named('schema');

    // Act
    const { status, stdout } = await destroyed(deployment, 'small', '--with-data');

    // Assess
    expect(schemas).toEqual(['small-interactions-schema']);
    expect(status).toBe(0);
    expect(stdout).toContain("- schema 'small-interactions-schema'\n");
    expect(stdout).toContain('in the data bucket, with old versions: train/small/interactions.csv\n');
    expect(await left(deployment.account)).toEqual([]);
    expect(await deployment.account.objects('')).toEqual([]);
  });

  test('when called again, lists the remaining data and deletes them only with --with-data; a further call finds nothing', async () => {
    // Prepare
    const deployment = await failedEarly();
    await destroyed(deployment, 'small');

    // Act
    const second = await deployment.run(['destroy', 'small', '--yes', ...QUICK]);
    const third = await destroyed(deployment, 'small', '--with-data');
    const fourth = await deployment.run(['destroy', 'small', '--yes', '--with-data', ...QUICK]);

    // Assess
    expect([second.status, third.status, fourth.status]).toEqual([1, 0, 1]);
    const none = "Neither dataset group 'small' nor a task of it was found.";
    expect(second.stderr).toMatch(
      /Objects of the dataset group remain in s3:\/\/\S+: train\/small\/config\.json, train\/small\/interactions\.csv\./,
    );
    expect(second.stderr).toContain('`personalize-mlops destroy small --with-data`');
    expect(await deployment.account.objects('')).toEqual([]);
    expect(fourth.stderr).toContain(none);
    expect(fourth.stderr).not.toContain('What is left');
  });

  test('deletes the parameter file, its csv and the list of deleted users when called again with --with-data', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    await deployment.account.put({ 'delete/small/users.csv': 'USER_ID\nuser-1\n' });
    await deployment.account.settle();
    await destroyed(deployment, 'small');

    // Act
    const { status } = await destroyed(deployment, 'small', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(await deployment.account.objects('')).toEqual([]);
  });

  test('lists and deletes, with --with-data, a parameter file under an earlier key and the csv beside it', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    const text = JSON.stringify(sample());
    await account.put({ 'train/moved/config.json': text, 'train/moved/interactions.csv': interactions() }, REPLACING);
    await account.settle();

    // Act
    const { stdout, status } = await destroyed(deployment, 'small', '--with-data');

    // Assess
    expect(status).toBe(0);
    for (const key of ['train/small/config.json', 'train/small/interactions.csv', 'train/moved/config.json'])
      expect(stdout).toContain(`in the data bucket, with old versions: ${key}\n`);
    expect(await account.objects('')).toEqual([]);
  });

  test('deletes, with --with-data, a parameter file under an earlier key, even if the last upload under that key was refused', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    const text = JSON.stringify(sample());
    await account.put({ 'train/moved/config.json': text, 'train/moved/interactions.csv': interactions() }, REPLACING);
    await account.settle();
    await account.put({ 'train/small/config.json': `${text}\n` });
    await account.settle();

    // Act
    const { status } = await destroyed(deployment, 'small', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(await account.objects('')).toEqual([]);
  });

  test('keeps and lists, even with --with-data, a file of another, destroyed dataset group under an earlier key of the parameter file', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    const moved = {
      'train/moved/config.json': JSON.stringify(sample()),
      'train/moved/interactions.csv': interactions(),
    };
    await account.put(moved, REPLACING);
    await account.settle();
    await account.put({ 'train/small/config.json': JSON.stringify(sample('other')) });
    await account.settle();
    await destroyed(deployment, 'other');

    // Act
    const { stdout, status } = await destroyed(deployment, 'small', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /s3:\/\/\S+: train\/small\/config.json, and csv beside it \(the latest version of the file was never in force for this dataset group: delete/,
    );
    expect(await account.objects('')).toEqual(['train/small/config.json', 'train/small/interactions.csv']);
  });

  test('keeps and lists, even with --with-data, the parameter file and csv of a refused upload under another key', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    const refused = ['train/typo/config.json', 'train/typo/interactions.csv'];
    await account.put({ 'train/typo/interactions.csv': interactions() });
    await account.put({ 'train/typo/config.json': JSON.stringify(sample()) });
    await account.settle();

    // Act
    const { stdout, status } = await destroyed(deployment, 'small', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(/s3:\/\/\S+: train\/typo\/config.json, and csv beside it \(/);
    expect(await account.objects('')).toEqual(refused);
  });

  /** A dataset group whose only upload was refused, because an existing schema has the same name and other fields. */
  async function onlyRefused(): Promise<Served> {
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await preventSchema(account, 'small');
    await account.run(sample());
    return deployment;
  }

  /** Creates a schema that conflicts with the dataset group's parameter file, so that all uploads of this group are refused. */
  async function preventSchema(account: Account, group: string): Promise<void> {
    const fields = ['USER_ID', 'ITEM_ID', 'DEVICE'].map((name) => ({ name, type: 'string' }));
    fields.push({ name: 'TIMESTAMP', type: 'long' });
    const namespace = 'com.amazonaws.personalize.schema';
    const schema = JSON.stringify({ type: 'record', name: 'Interactions', namespace, fields, version: '1.0' });
    await account.call('personalize', 'CreateSchema', { name: `${group}-interactions-schema`, schema });
  }

  test('removes a dataset group whose uploads were all refused from the list that `status` shows, and keeps its data', async () => {
    // Prepare
    const deployment = await onlyRefused();
    const { account } = deployment;
    const before = await account.objects('');

    // Act
    const { status, stdout } = await destroyed(deployment, 'small');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain('  - its name in the list of dataset groups that `status` shows\n');
    expect(await left(account)).toEqual(['schema small-interactions-schema']);
    expect(await account.objects('')).toEqual(before);
  });

  test('deletes, with --with-data, the parameter file and csv of a group whose uploads were all refused, but no schema', async () => {
    // Prepare
    const deployment = await onlyRefused();
    const { account } = deployment;
    await account.put({ 'train/small/notes.txt': '' });

    // Act
    const { status, stdout } = await destroyed(deployment, 'small', '--with-data');
    const again = await deployment.run(['destroy', 'small', '--yes', '--with-data', ...QUICK]);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain('in the data bucket, with old versions: train/small/interactions.csv\n');
    expect(await account.objects('')).toEqual(['train/small/notes.txt']);
    expect(await left(account)).toEqual(['schema small-interactions-schema']);
    expect(again.stderr).toContain("Neither dataset group 'small' nor a task of it was found.");
  });

  test.each([
    ['another dataset group reads', false],
    ['another dataset group would read if its upload had not been refused', true],
  ])('of a group whose uploads were all refused keeps csv that %s, even with --with-data', async (_, isRefused) => {
    // Prepare
    const deployment = await onlyRefused();
    const { account } = deployment;
    if (isRefused) await preventSchema(account, 'other');
    await account.put({ 'train/small/other.json': JSON.stringify(sample('other')) });
    await account.settle();

    // Act
    const { status } = await destroyed(deployment, 'small', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(await account.objects('')).toEqual(['train/small/interactions.csv', 'train/small/other.json']);
  });

  test('keeps a refused file and the csv beside it, even with --with-data, if the file now names another dataset group', async () => {
    // Prepare
    const deployment = await onlyRefused();
    const { account } = deployment;
    await account.put({ 'train/small/config.json': JSON.stringify(sample('renamed')) });
    await account.settle();
    await destroyed(deployment, 'renamed');
    const before = await account.objects('');

    // Act
    const { status, stdout } = await destroyed(deployment, 'small', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /s3:\/\/\S+: train\/small\/config.json, and csv beside it \(the latest version of the file was never/,
    );
    expect(await account.objects('')).toEqual(before);
  });

  test('refuses a dataset group that another team manages, even if the deployment has a refused upload that names the group', async () => {
    // Prepare
    const deployment = await onlyRefused();
    await deployment.account.call('personalize', 'CreateDatasetGroup', { name: 'small' });
    await deployment.account.settle();

    // Act
    const { status, stderr } = await deployment.run(['destroy', 'small', '--with-data', '--yes', ...QUICK]);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain("Deployment 'personalize' does not manage dataset group 'small'");
    expect(deployment.account.named('datasetGroup')).toEqual(['small']);
  });

  test('keeps and lists, with --with-data, a refused file in the folder of the file in force, but deletes the csv of that folder', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    await account.put({ 'train/small/new.json': JSON.stringify(sample()) });
    await account.settle();

    // Act
    const { stdout } = await destroyed(deployment, 'small', '--with-data');

    // Assess
    expect(stdout).toMatch(/s3:\/\/\S+: train\/small\/new\.json \(/);
    expect(await account.objects('')).toEqual(['train/small/new.json']);
  });

  test('keeps a parameter file if another dataset group follows an earlier version of it, even with --with-data, and names that group', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    await deployment.account.put({ 'train/small/config.json': JSON.stringify(sample('other')) });
    await deployment.account.settle();
    const before = await deployment.account.objects('');

    // Act
    const { stdout, status } = await destroyed(deployment, 'other', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /s3:\/\/\S+: train\/small\/config\.json, and csv beside it \(dataset group 'small' follows a version of it\)\n/,
    );
    expect(await deployment.account.objects('')).toEqual(before);
  });

  test('keeps the parameter file and its csv, even with --with-data, if the latest version of the file names another group', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    const renamed = sample('renamed');
    renamed.solutions = [solution('small-solution')];
    await account.put({ 'train/small/config.json': JSON.stringify(renamed) });
    await account.settle();
    const before = await account.objects('');

    // Act
    const { stdout, status } = await destroyed(deployment, 'small', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /s3:\/\/\S+: train\/small\/config.json, and csv beside it \(the latest version of the file was never in force/,
    );
    expect(await account.objects('')).toEqual(before);
  });

  test('does not list a parameter file under an earlier key as kept if its object was deleted', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    await account.put({ 'train/moved/config.json': JSON.stringify(sample()) }, REPLACING);
    await account.settle();
    const Key = 'train/small/config.json';
    await account.put({ [Key]: JSON.stringify(sample('other')) });
    await account.settle();
    await account.call('s3', 'DeleteObject', { Bucket: account.local.names.dataBucket, Key });

    // Act
    const { stdout } = await destroyed(deployment, 'small');

    // Assess
    expect(stdout).not.toContain('train/small/config.json');
  });

  test.each([
    ['an empty input', [], ''],
    ['the name of the group as input', [], 'small\n'],
    ['the name of the group as input and --json', ['--json'], 'small\n'],
  ])('deletes nothing if it has neither --yes nor a terminal, but %s', async (_input, options, input) => {
    // Prepare
    const deployment = await uploaded(sample());

    // Act
    const { status, stderr } = await deployment.run(['destroy', 'small', ...options, ...QUICK], input);

    // Assess
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /Delete dataset group 'small' and everything in it, in us-east-1, account \d{12}\? This cannot be confirmed: /,
    );
    expect(stderr).toContain('Pass --yes');
    expect(deployment.account.count('datasetGroup')).toBe(1);
  });

  test('refuses, without --unmanaged, a dataset group that the deployment does not manage', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.call('personalize', 'CreateDatasetGroup', { name: 'otherteam' });
    await deployment.account.settle();

    // Act
    const { status, stderr } = await deployment.run(['destroy', 'otherteam', '--with-data', '--yes']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /Deployment 'personalize' does not manage dataset group 'otherteam': .*Nothing was deleted\.\n.*--unmanaged/,
    );
    expect(await left(deployment.account)).toEqual(['datasetGroup otherteam']);
  });

  test('needs, with --unmanaged, both --yes and the name of the dataset group as input', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.call('personalize', 'CreateDatasetGroup', { name: 'otherteam' });
    await deployment.account.settle();
    const withoutYes = ['destroy', 'otherteam', '--unmanaged', ...QUICK];
    const command = [...withoutYes, '--yes'];

    // Act
    const unconfirmed = await deployment.run(withoutYes, 'otherteam\n');
    const unanswered = await deployment.run(command, '');
    const answered = await deployment.whileTimeRuns(deployment.run(command, 'otherteam\n'));

    // Assess
    expect(unconfirmed).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("Pass --yes, and the name 'otherteam' as the first line of the input."),
    });
    expect(unanswered).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing was deleted.') });
    expect(answered.status).toBe(0);
    expect(answered.stdout).toContain(
      "To be deleted of dataset group 'otherteam', which deployment 'personalize' in us-east-1, account 123456789012 does not manage:\n",
    );
    expect(await left(deployment.account)).toEqual([]);
  });

  test('also deletes schemas that only an earlier version of the parameter file used', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.put({ 'train/small/items.csv': 'ITEM_ID,GENRE\nitem-1,drama\n' });
    await account.run(withItems(sample()));
    await account.put({ 'train/small/items.csv': 'ITEM_ID,GENRE,BRAND\nitem-1,drama,acme\n' });
    await account.run(withItems(sample(), ['BRAND'], 'new-schema'));
    const before = account.named('schema');

    // Act
    const { stdout } = await destroyed(deployment, 'small');

    // Assess
    expect(before).toEqual(['small-interactions-schema', 'small-items-schema', 'small-new-schema']);
    for (const schema of before) expect(stdout).toContain(`- schema '${schema}'\n`);
    expect(await left(account)).toEqual([]);
  });

  test('keeps a schema that another dataset group uses', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const other = sample('other');
    const [own] = Object.values(sample().datasets);
    for (const dataset of Object.values(other.datasets)) if (own !== undefined) dataset.schema = own.schema;
    await deployment.account.run(other);

    // Act
    const { status } = await destroyed(deployment, 'small');

    // Assess
    expect(status).toBe(0);
    expect(deployment.account.named('schema')).toEqual(['small-interactions-schema']);
    expect(deployment.account.named('datasetGroup')).toEqual(['other']);
  });

  test('keeps the schedule of another dataset group, even if the files of both groups describe a solution of the same name', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    // The solution of group 'small' is never created, so group 'other' may create one with the same name.
    account.local.personalize.failNext({ resource: 'dataset/small/INTERACTIONS', reason: 'Internal error.' });
    for (const group of ['small', 'other']) {
      const file = sample(group);
      file.solutions = [solution('top')];
      for (const each of file.solutions) each.workflowConfig = { schedules: { full: 'rate(7 days)' } };
      await account.run(file);
    }
    await deployment.run(['retry', 'small', '--no-wait']);
    await account.settle();
    const before = await account.scheduleNames();
    const tasks = (await account.tasks()).map(({ datasetGroup }) => datasetGroup?.S);

    // Act
    const { status, stdout } = await destroyed(deployment, 'small');

    // Assess
    expect(tasks.sort()).toEqual(['other', 'small']);
    expect(status).toBe(0);
    expect(stdout).not.toContain('schedule');
    expect(before).toHaveLength(1);
    expect(await account.scheduleNames()).toEqual(before);
  });

  test('stops runs and trainings in progress', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    deployment.account.local.personalize.setDuration('solutionVersion', 100 * 3600);
    await deployment.account.upload(scheduled());
    await deployment.account.passSeconds(900);

    // Act
    const { status, stdout } = await destroyed(deployment, 'small');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(/- run arn:aws:states:\S+ stopped\n/);
    expect(stdout).toMatch(/- training of solution version 'small-solution\/\w+' stopped\n/);
    expect(await left(deployment.account)).toEqual([]);
    expect(await deployment.account.executions('run', 'RUNNING')).toEqual([]);
  });

  test('is given as the reason in the mail about a run that it has stopped, and the mail says that there is nothing to do', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    account.local.personalize.setDuration('solutionVersion', 100 * 3600);
    await account.upload(scheduled());
    await account.passSeconds(900);

    // Act
    await destroyed(deployment, 'small');
    await account.settle();

    // Assess
    const mail = account.lastNotification();
    expect(mail).toContain(
      'What to do: Nothing. `personalize-mlops destroy` stopped this run, to delete the dataset group.',
    );
    expect(mail).not.toMatch(/again|`personalize-mlops retry|are not changed/);
  });

  test('stops a run that began after the command had shown what it deletes', async () => {
    // Prepare
    const deployment = await uploaded();
    const { account } = deployment;
    account.local.personalize.setDuration('datasetImportJob', 3600);
    onceBefore('DeleteItem', deployment, async () => {
      await account.put({ [interactionsKey('small')]: interactions(1040, 60) });
      await account.runTask('personalize-dataset-import-small');
      await account.passSeconds(300);
    });

    // Act
    const { status, stdout } = await destroyed(deployment, 'small');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(/- run arn:aws:states:\S+ stopped\n/);
    expect(await account.executions('run', 'RUNNING')).toEqual([]);
  });

  test('stops the run of a file that is uploaded after the removal has begun, and deletes the resources and records of the dataset group', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    const file = sample();
    file.filters.push(filter('another'));
    // The first item that the command deletes is the record of the file in force. Then it stops the runs.
    onceAfter('DeleteItem', deployment, async () => {
      account.local.personalize.setDuration('filter', 2000);
      await account.put(parameterFileOf(file));
      await account.passSeconds(300);
    });

    // Act
    const { status, stdout } = await destroyed(deployment, 'small');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(/- run arn:aws:states:\S+ stopped\n/);
    expect(stdout).not.toContain('Kept: ');
    expect(await left(account)).toEqual([]);
  });

  test('stops a run in progress, even if 150 runs that began later are recorded', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    account.local.personalize.setDuration('solutionVersion', 100 * 3600);
    await account.upload(sample());
    await account.passSeconds(900);
    for (let number = 100; number < 250; number += 1) {
      const startedAt = `2026-01-06T00:00:00.${number}Z`;
      const run = { datasetGroup: 'small', item: `run#${startedAt}#later`, startedAt, status: 'UNCHANGED' };
      const Item = Object.fromEntries(Object.entries(run).map(([name, text]) => [name, { S: text }]));
      await account.call('dynamodb', 'PutItem', { TableName: account.local.names.recordTable, Item });
    }

    // Act
    const { status, stdout } = await destroyed(deployment, 'small');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(/- run arn:aws:states:\S+ stopped\n/);
  });

  test('reports a deletion of users that is in progress, and keeps its record with the status FAILED', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    account.local.personalize.setDuration('dataDeletionJob', 80_000);
    await account.put({ 'delete/small/users.csv': 'USER_ID\nuser-1\n' });
    await account.passSeconds(900);

    // Act
    const { stdout } = await destroyed(deployment, 'small');
    const listed = await deployment.json<readonly DataDeletion[]>(['data-deletions', 'list']);

    // Assess
    expect(stdout).toMatch(
      /- deletion in progress of the users in s3:\S+\/users\.csv, which will be recorded as FAILED: Amazon Personalize may still complete arn:/,
    );
    expect(stdout).toContain('\n  records of deletions of users: 1 (`data-deletions list` shows them)\n');
    expect(listed).toEqual([expect.objectContaining({ datasetGroup: 'small', status: 'FAILED' })]);
  });

  test('deletes all resources and records when called again after an interruption at change 1, 4, 7 and so on', async () => {
    // Prepare: AWS refuses all changes from the first on in the first attempt, from the fourth on in the second, and so on
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    Object.assign(process.env, deployment.environment, { AWS_MAX_ATTEMPTS: '1' });
    let allowed = Number.POSITIVE_INFINITY;
    account.local.aws.intercept(async ({ call, overWire, caller }, perform) => {
      if (overWire && caller.kind === 'administrator' && CHANGES.test(call.operation)) {
        if (allowed === 0)
          throw new ServiceError('ExpiredTokenException', 'The security token included in the request is expired');
        allowed -= 1;
      }
      return perform();
    });
    const options = {
      json: true,
      yes: true,
      withData: false,
      unmanaged: false,
      interval: 0.001,
      name: 'personalize',
      endpointUrl: deployment.url,
    };
    const quiet = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const results: { readonly interrupted: boolean; readonly left: readonly string[] }[] = [];

    // Act
    for (let step = 0; results.at(-1)?.interrupted !== false; step += 3) {
      allowed = Number.POSITIVE_INFINITY;
      await account.run(scheduled(sample()));
      allowed = step;
      const interrupted = await deployment.whileTimeRuns(
        destroy('small', options).then(
          () => false,
          () => true,
        ),
      );
      allowed = Number.POSITIVE_INFINITY;
      if (interrupted) await deployment.whileTimeRuns(destroy('small', options));
      results.push({ interrupted, left: await left(account) });
    }
    quiet.mockRestore();

    // Assess
    expect(results.length).toBeGreaterThan(4);
    expect(results.flatMap((result) => result.left)).toEqual([]);
  });
});

const CHANGES = /^(Delete|Stop|Put|Update)/;

describe('an upload after or during destroy', () => {
  test('creates the resources again, up to the campaign, if it comes after destroy', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    await destroyed(deployment, 'small');

    // Act
    await deployment.account.put(parameterFileOf(sample()));
    await deployment.account.settle();

    // Assess
    expect((await deployment.account.lastRun()).status).toBe('SUCCEEDED');
    expect(deployment.account.named('campaign')).toEqual(['small-campaign']);
  });

  test('creates the resources again, up to the campaign, if it comes during destroy', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    onceAfter('DeleteDatasetGroup', deployment, () => account.put(parameterFileOf(sample())));

    // Act
    const { stdout } = await destroyed(deployment, 'small');
    await account.settle();

    // Assess
    expect(stdout).toContain(
      '  Kept: the record of parameter file train/small/config.json (an upload has put it in force',
    );
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.named('campaign')).toEqual(['small-campaign']);
    expect(await left(account)).toEqual(expect.arrayContaining(['small parameter-file', '#dataset-groups small']));
  });

  test('keeps its csv if it comes during destroy --with-data, even without a parameter file', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    onceAfter('DeleteDatasetGroup', deployment, () =>
      account.put({ [interactionsKey('small')]: interactions(1040, 60) }),
    );

    // Act
    const { status, stdout } = await destroyed(deployment, 'small', '--with-data');

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(
      / {2}Kept: s3:\S+: train\/small\/interactions\.csv \(written after the removal had begun\)\.\n/,
    );
    expect(await account.objects('')).toEqual([interactionsKey('small')]);
  });

  test('keeps its parameter file and csv if it comes during destroy --with-data', async () => {
    // Prepare
    const deployment = await uploaded(sample());
    const { account } = deployment;
    const objects = await account.objects('');
    onceAfter('DeleteDatasetGroup', deployment, async () => {
      await account.put({ ...parameterFileOf(sample()), [interactionsKey('small')]: interactions(1040, 60) });
      await account.passSeconds(60);
    });

    // Act
    const { status, stdout } = await destroyed(deployment, 'small', '--with-data');
    await account.settle();

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(
      / {2}Kept: s3:\S+: train\/small\/config\.json, train\/small\/interactions\.csv \(an upload has put/,
    );
    expect(stdout).not.toContain(' of personalize-data');
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(await account.objects('')).toEqual(objects);
  });
});
