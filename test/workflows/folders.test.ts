import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mirroredFiles } from '../../local/mirror';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { batchInputKey, type Files, interactions, type Sample, sample } from '../support/sample';

const EXAMPLES = join(__dirname, '../../examples');

const { openQuick } = accounts();

/** A sample's parameter file and its csv files in one folder of the data bucket. */
function inFolder(folder: string, file: Sample, name = 'config.json'): Files {
  return {
    [`${folder}interactions.csv`]: interactions(),
    [`${folder}${name}`]: JSON.stringify(file),
  };
}

async function dataLocations(account: Account): Promise<readonly string[]> {
  const { datasetImportJobs } = await account.call<{
    datasetImportJobs: { datasetImportJobArn: string }[];
  }>('personalize', 'ListDatasetImportJobs', {});
  const locations = await Promise.all(
    datasetImportJobs.map(async ({ datasetImportJobArn }) => {
      const { datasetImportJob } = await account.call<{
        datasetImportJob: { dataSource: { dataLocation: string } };
      }>('personalize', 'DescribeDatasetImportJob', { datasetImportJobArn });
      return datasetImportJob.dataSource.dataLocation;
    }),
  );
  return locations.map((location) => location.replace(/^s3:\/\/[^/]+\//, '')).sort();
}

/** Files of an example, with renamed keys. */
async function renamedExample(example: string, rename: (key: string) => string): Promise<Files> {
  const files = await mirroredFiles(join(EXAMPLES, example));
  const texts = await Promise.all(
    files.map(async ({ path, key }) => [rename(key), await readFile(path, 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}

describe('the csv files of a dataset group', () => {
  it.each([
    ['movies', 2],
    ['tags', 4],
  ])('are read from folders that are not named like the group, in the example %s', async (example, imports) => {
    // Prepare
    const account = await openQuick();
    const files = await renamedExample(example, (key) =>
      key.replace(/^train\/dataset-group-name-(\d)\//, 'train/eu/folder $1/'),
    );

    // Act
    await account.put(files);
    await account.settle();

    // Assess
    expect(new Set((await account.runs()).map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));
    expect(account.resources().filter((resource) => !resource.endsWith(' ACTIVE'))).toEqual([]);
    const locations = await dataLocations(account);
    expect(locations).toHaveLength(imports);
    expect(locations.filter((location) => !/^train\/eu\/folder \d\/\w+\.csv$/.test(location))).toEqual([]);
  });

  it('are read from train/ itself if the parameter file is there', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.put(inFolder('train/', sample()));
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(await dataLocations(account)).toEqual(['train/interactions.csv']);
  });

  it('are shared by dataset groups whose parameter files are in the same folder', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.put({
      ...inFolder('train/shared/', sample('one'), 'one.json'),
      ...inFolder('train/shared/', sample('two'), 'two.json'),
    });
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await dataLocations(account)).toEqual(['train/shared/interactions.csv', 'train/shared/interactions.csv']);
  });

  it('are read from the folder of the newest parameter file, by scheduled runs too', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 * * ? *)' } };
    await account.put(inFolder('train/old/', file));
    await account.settle();

    // Act
    await account.put(inFolder('train/new/place/', file), { replaces: encodeURIComponent('train/old/config.json') });
    await account.settle();
    await account.put({ 'train/old/interactions.csv': interactions(1040, 60) });
    await account.put({ 'train/new/place/interactions/part.csv': interactions(1040, 120) });
    await account.waitForHour(2);
    await account.passHours(1);

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(Array(3).fill('SUCCEEDED'));
    expect(await dataLocations(account)).toEqual([
      'train/new/place/interactions.csv',
      'train/new/place/interactions/',
      'train/old/interactions.csv',
    ]);
  });

  it('are reported as missing if their names have the wrong case, and the notification names the expected keys', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.put({
      'train/eu/shop/Interactions.CSV': 'USER_ID\n',
      'train/eu/shop/config.json': JSON.stringify(sample()),
    });
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    expect(account.lastNotification()).toContain(
      'train/eu/shop/Interactions.CSV does not match: names are case-sensitive.',
    );
    expect(account.lastNotification()).toContain(
      `no csv file found; expected s3://${account.local.names.dataBucket}/train/eu/shop/interactions/*.csv or s3://${account.local.names.dataBucket}/train/eu/shop/interactions.csv.`,
    );
  });
});

describe('a parameter file in a folder that Personalize cannot read', () => {
  it.each([
    [
      'the name of the folder has a line break',
      'train/a\nb/',
      'its name has a line break or another control character',
    ],
    ['the path of the folder is too long', `train/${'long/'.repeat(60)}`, 'it must have at most 256'],
  ])('is refused before anything is created, because %s', async (_, folder, reason) => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.put(inFolder(folder, sample()));
    await account.settle();

    // Assess
    expect(account.resources()).toEqual([]);
    expect(account.local.sns.messages().map(({ subject = '' }) => subject)).toEqual([
      'FAILED small: parameter file refused',
    ]);
    expect(account.lastNotification()).toContain(reason);
  });
});

describe('csv files in sub-folders', () => {
  it('make the import fail with a message that counts them and names five, because Personalize would ignore them', async () => {
    // Prepare
    const account = await openQuick();
    const deep = Array.from({ length: 8 }, (_, index) => `train/shop/interactions/2024/part-${index}.csv`);

    // Act
    await account.put(Object.fromEntries(deep.map((key) => [key, interactions()])));
    await account.put({
      'train/shop/interactions/part.csv': interactions(),
      'train/shop/config.json': JSON.stringify(sample()),
    });
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    expect(account.count('datasetImportJob')).toBe(0);
    const bucket = account.local.names.dataBucket;
    expect(account.lastNotification()).toContain(
      `dataset import job of the interactions dataset 'small-interactions': 8 csv files are in sub-folders of s3://${bucket}/train/shop/interactions/, where Personalize does not read them: 2024/part-0.csv, 2024/part-1.csv, 2024/part-2.csv, 2024/part-3.csv, 2024/part-4.csv and 3 more. Move them up into that folder, or remove them.`,
    );
  });

  it('have no effect after they have been removed', async () => {
    // Prepare
    const account = await openQuick();
    const Key = 'train/shop/interactions/2024/part.csv';
    await account.put({ [Key]: interactions() });
    await account.call('s3', 'DeleteObject', { Bucket: account.local.names.dataBucket, Key });

    // Act
    await account.put({
      'train/shop/interactions/part.csv': interactions(),
      'train/shop/config.json': JSON.stringify(sample()),
    });
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });
});

describe('the input of batch jobs', () => {
  it('is read from batch/, under the name of the dataset group', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    for (const solution of file.solutions) solution.batchInferenceJobs = [{ serviceConfig: {} }];

    // Act
    await account.put({ [batchInputKey('small', 'small-solution')]: '{"userId":"user-1"}\n' });
    await account.put(inFolder('train/elsewhere/', file));
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.count('batchInferenceJob')).toBe(1);
  });
});
