import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import {
  batchInputKey,
  interactions,
  interactionsKey,
  largeInteractions,
  parameterFileOf,
  type Sample,
  sample,
  withChecks,
} from '../support/sample';

const { openQuick } = accounts();

const CSV = interactionsKey('small');
const INPUT = batchInputKey('small', 'small-solution');
/** Two different contents of the csv. */
const [A, B] = [interactions(), interactions(1040, 3600)];
/** Seconds that an import takes, so that csv can change during it. */
const LONG = 600;

/** Opens an account in which the first import is in progress, with the csv `A`. */
async function importing(file: Sample = sample()): Promise<Account> {
  const account = await openQuick();
  account.local.personalize.setDuration('datasetImportJob', LONG);
  await account.put({ [CSV]: A });
  await account.put(parameterFileOf(file));
  await account.passSeconds(LONG / 2);
  expect(account.count('datasetImportJob')).toBe(1);
  return account;
}

/** Uploads the parameter file again, with the csv files unchanged. */
async function uploadAgain(account: Account, file: Sample = sample()): Promise<void> {
  await account.put(parameterFileOf(file));
  await account.settle();
  expect((await account.lastRun()).status).toBe('SUCCEEDED');
}

async function etagOf(account: Account, Key: string): Promise<string> {
  const { ETag } = await account.call<{ ETag: string }>('s3', 'HeadObject', {
    Bucket: account.local.names.dataBucket,
    Key,
  });
  return ETag;
}

/** True if Personalize has imported the csv that is in the bucket. */
async function holdsCsv(account: Account): Promise<boolean> {
  const arn = account.local.aws.arn('personalize', 'dataset/small/INTERACTIONS');
  return account.local.personalize.objectsRead(arn).get(CSV) === (await etagOf(account, CSV));
}

/**
 * Makes the next invocation of `ensure-resources` use another execution environment. Two invocations at once need two environments, and the
 * environment that ends last serves the next invocation. Both invocations are refused, because they belong to no run.
 */
async function changeEnvironment(account: Account): Promise<void> {
  const request = {
    FunctionName: 'personalize-ensure-resources',
    Payload: JSON.stringify({ datasetGroup: 'small', record: 'run#none' }),
  };
  const answers = await Promise.all([0, 1].map(() => account.call('lambda', 'Invoke', request)));
  expect(answers).toEqual([0, 1].map(() => expect.objectContaining({ FunctionError: 'Unhandled' })));
}

describe('csv files whose first import has begun', () => {
  it('are imported again if they change during the import, even if they have changed back by the next upload', async () => {
    // Prepare
    const account = await importing();

    // Act
    await account.put({ [CSV]: B });
    await account.settle();
    const heldB = account.local.personalize.objectsRead(
      account.local.aws.arn('personalize', 'dataset/small/INTERACTIONS'),
    );
    await account.put({ [CSV]: A });
    await uploadAgain(account);

    // Assess
    expect(heldB.get(CSV)).not.toBe(await etagOf(account, CSV));
    expect(await holdsCsv(account)).toBe(true);
    expect(account.count('datasetImportJob')).toBe(2);
  });

  it('are imported again if they were deleted during an import and uploaded again after it', async () => {
    // Prepare
    const account = await importing();
    const part = 'train/small/interactions/part.csv';
    await account.settle();
    await account.put({ [part]: B });
    await account.put(parameterFileOf(sample()));
    await account.passSeconds(LONG / 2);

    // Act
    await account.put({ 'train/small/interactions/other.csv': A });
    await account.call('s3', 'DeleteObject', { Bucket: account.local.names.dataBucket, Key: part });
    await account.settle();
    await account.put({ [part]: B });
    await account.call('s3', 'DeleteObject', {
      Bucket: account.local.names.dataBucket,
      Key: 'train/small/interactions/other.csv',
    });
    await uploadAgain(account);

    // Assess
    const held = account.local.personalize.objectsRead(
      account.local.aws.arn('personalize', 'dataset/small/INTERACTIONS'),
    );
    expect([...held.keys()]).toEqual([part]);
    expect(account.count('datasetImportJob')).toBe(3);
  });

  it('are imported again if their folder had another file during the import', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('datasetImportJob', LONG);
    const [part, other] = ['train/small/interactions/part.csv', 'train/small/interactions/other.csv'];
    await account.put({ [part]: A });
    await account.put(parameterFileOf(sample()));
    await account.passSeconds(LONG / 2);

    // Act
    await account.put({ [other]: B });
    await account.settle();
    await account.call('s3', 'DeleteObject', { Bucket: account.local.names.dataBucket, Key: other });
    await uploadAgain(account);

    // Assess
    const arn = account.local.aws.arn('personalize', 'dataset/small/INTERACTIONS');
    expect([...account.local.personalize.objectsRead(arn).keys()]).toEqual([part]);
    expect(account.count('datasetImportJob')).toBe(2);
  });

  it('are in the dataset with their new content at the end, even if a stopped run had begun to import the old content', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.choose('personalize-import-reads');
    account.local.personalize.setDuration('datasetImportJob', LONG);
    await account.put({ [CSV]: A });
    await account.put(parameterFileOf(sample()));
    await account.passSeconds(LONG / 2);
    const [run] = await account.executions('run', 'RUNNING');

    // Act
    await account.call('states', 'StopExecution', { executionArn: run?.executionArn });
    account.local.personalize.setDuration('datasetImportJob', 60);
    await account.put({ [CSV]: B });
    await uploadAgain(account);

    // Assess
    expect(await holdsCsv(account)).toBe(true);
    expect(account.count('datasetImportJob')).toBe(2);
  });

  it('cause a warning that the dataset may have unchecked rows, if they change during the import', async () => {
    // Prepare
    const account = await importing(withChecks(sample(), { minimumRows: 1030 }));

    // Act
    await account.put({ [CSV]: interactions(1010) });
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.lastNotification()).toMatch(
      /dataset import job of the interactions dataset.*may have rows that no check has read/,
    );
  });

  it('cause no warning of unchecked rows if they change after the import, but before the run notices the end of the import', async () => {
    // Prepare
    const account = await importing(withChecks(sample(), { minimumRows: 1030 }));
    const isActive = () =>
      account.local.personalize
        .snapshot()
        .some(({ type, status }) => type === 'datasetImportJob' && status === 'ACTIVE');

    // Act
    for (let seconds = 0; seconds < LONG && !isActive(); seconds += 1) await account.passSeconds(1);
    await account.passSeconds(2);
    await account.put({ [CSV]: interactions(1010) });
    await account.settle();

    // Assess
    expect(account.lastNotification()).not.toContain('no check has read');
  });

  it('are imported once if only their modification time has changed', async () => {
    // Prepare
    const account = await importing();

    // Act
    await account.put({ [CSV]: A });
    await account.settle();
    await account.passHours(1);
    await account.put({ [CSV]: A });
    await uploadAgain(account);

    // Assess
    expect(await holdsCsv(account)).toBe(true);
    expect(account.count('datasetImportJob')).toBe(1);
  });

  it('are imported again if they change during the import and then change back, even if S3 has expired the other content', async () => {
    // Prepare
    const account = await importing();

    // Act
    await account.put({ [CSV]: largeInteractions() });
    await account.settle();
    for (let upload = 0; upload < 4; upload += 1) await account.put({ [CSV]: A });
    await account.passHours(10 * 24);
    await uploadAgain(account);

    // Assess
    expect(await holdsCsv(account)).toBe(true);
    expect(account.count('datasetImportJob')).toBe(2);
  });

  it('are imported once if equal content is uploaded every day, and the parameter file again after two weeks', async () => {
    // Prepare
    const account = await openQuick();
    await account.put({ [CSV]: largeInteractions() });
    await account.put(parameterFileOf(sample()));
    await account.settle();

    // Act
    for (let day = 0; day < 14; day += 1) {
      await account.passHours(24);
      await account.put({ [CSV]: largeInteractions() });
    }
    await uploadAgain(account);

    // Assess
    expect(account.count('datasetImportJob')).toBe(1);
  });

  it('are imported each time that their content changes, even if it changes back', async () => {
    // Prepare
    const account = await importing();
    await account.settle();

    // Act
    for (const content of [B, A]) {
      await account.put({ [CSV]: content });
      await uploadAgain(account);
    }

    // Assess
    expect(await holdsCsv(account)).toBe(true);
    expect(account.count('datasetImportJob')).toBe(3);
  });

  it('are not imported again by an upload days later, whichever execution environment Lambda uses', async () => {
    // Prepare: one execution environment knows what the first import has read, another environment imports other data
    const account = await importing();
    await account.settle();
    await uploadAgain(account);
    await changeEnvironment(account);
    await account.put({ [CSV]: B });
    await uploadAgain(account);
    await changeEnvironment(account);
    await account.passHours(4 * 24);

    // Act
    await uploadAgain(account);

    // Assess
    expect(await holdsCsv(account)).toBe(true);
    expect(account.count('datasetImportJob')).toBe(2);
  });

  it('are imported again without a change if a person has meanwhile imported other csv in the console', async () => {
    // Prepare
    const account = await importing();
    await account.settle();
    const { aws, names } = account.local;
    await account.put({ 'train/other/interactions.csv': B });
    await account.call('personalize', 'CreateDatasetImportJob', {
      jobName: 'manual',
      datasetArn: aws.arn('personalize', 'dataset/small/INTERACTIONS'),
      dataSource: { dataLocation: `s3://${names.dataBucket}/train/other/interactions.csv` },
      roleArn: 'arn:aws:iam::123456789012:role/personalize-service-us-east-1',
    });
    await account.settle();

    // Act
    await uploadAgain(account);

    // Assess
    expect(account.count('datasetImportJob')).toBe(3);
    expect(await holdsCsv(account)).toBe(true);
  });

  it('are imported again if an operator has undone a change by deleting the newest version of a csv', async () => {
    // Prepare
    const account = await importing();
    await account.settle();
    await account.put({ [CSV]: B });
    await uploadAgain(account);

    // Act
    const Bucket = account.local.names.dataBucket;
    const { VersionId } = await account.call<{ VersionId: string }>('s3', 'HeadObject', { Bucket, Key: CSV });
    await account.call('s3', 'DeleteObject', { Bucket, Key: CSV, VersionId });
    await uploadAgain(account);

    // Assess
    expect(await holdsCsv(account)).toBe(true);
    expect(account.count('datasetImportJob')).toBe(3);
  });
});

describe('batch job input that changes while it is read', () => {
  it('is read again, even if it has changed back before the next upload of the parameter file', async () => {
    // Prepare
    const file = sample();
    for (const solution of file.solutions) solution.batchInferenceJobs = [{ serviceConfig: {} }];
    const account = await openQuick();
    account.local.personalize.setDuration('batchInferenceJob', LONG);
    const [one, other] = ['{"userId":"user-1"}\n', '{"userId":"user-2"}\n'];
    await account.put({ [CSV]: A, [INPUT]: one });
    await account.put(parameterFileOf(file));
    while (account.count('batchInferenceJob') === 0) await account.passSeconds(60);

    // Act
    await account.put({ [INPUT]: other });
    await account.settle();
    await account.put({ [INPUT]: one });
    await uploadAgain(account, file);

    // Assess
    const jobs = account.local.personalize.snapshot().filter(({ type }) => type === 'batchInferenceJob');
    const read = jobs.map(({ arn }) => account.local.personalize.objectsRead(arn).get(INPUT));
    expect(read).toEqual([expect.any(String), await etagOf(account, INPUT)]);
    expect(read[0]).not.toBe(read[1]);
  });

  it('is read again after it has changed back, although an earlier job has read the same content', async () => {
    // Prepare: the input changes back while the second job reads it, so what that job has read is not known
    const file = sample();
    for (const solution of file.solutions) solution.batchInferenceJobs = [{ serviceConfig: {} }];
    const account = await openQuick();
    const [one, other] = ['{"userId":"user-1"}\n', '{"userId":"user-2"}\n'];
    await account.put({ [CSV]: A, [INPUT]: one });
    await uploadAgain(account, file);
    account.local.personalize.setDuration('batchInferenceJob', LONG);
    await account.put({ [INPUT]: other });
    await account.put(parameterFileOf(file));
    while (account.count('batchInferenceJob') === 1) await account.passSeconds(60);
    await account.put({ [INPUT]: one });
    await account.settle();

    // Act
    await uploadAgain(account, file);

    // Assess
    expect(account.count('batchInferenceJob')).toBe(3);
  });
});
