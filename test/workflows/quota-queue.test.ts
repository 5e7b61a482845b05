import { accounts } from '../support/accounts';
import { interactions, sample } from '../support/sample';

const { openQuick } = accounts();

const MINUTE = 60_000;

/** In which five imports of 15 minutes may be in progress at once. */
async function openSlowImports() {
  const account = await openQuick();
  account.local.personalize.setDuration('datasetImportJob', 900);
  account.local.personalize.setQuota('datasetGroup', 100);
  return account;
}

/** Without a training. */
function fileOf(group: string) {
  const file = sample(group);
  file.solutions = [];
  return file;
}

describe('dataset groups that wait for the quota of imports in progress', () => {
  it('all import, each soon after a place is free', async () => {
    // Prepare: an upload every two minutes, while an import can begin every three
    const account = await openSlowImports();
    const groups = Array.from({ length: 14 }, (_, index) => `group-${String(index).padStart(2, '0')}`);

    // Act
    for (const group of groups) {
      await account.upload(fileOf(group));
      await account.passSeconds(120);
    }
    await account.settle();

    // Assess
    const begun = account.changes
      .filter(({ type, status }) => type === 'datasetImportJob' && status === 'CREATE PENDING')
      .map(({ at }) => at);
    expect((Math.max(...begun) - Math.min(...begun)) / MINUTE).toBeLessThan(55);
    expect((await account.runs()).map(({ status }) => status)).toEqual(Array(groups.length).fill('SUCCEEDED'));
  });

  it('use each place soon after it is free, also of work that takes far longer than any before', async () => {
    // Prepare: three rounds of three imports of an hour, while two minutes are expected
    const account = await openSlowImports();
    account.local.personalize.setDuration('datasetImportJob', 3600);
    account.local.personalize.setQuota('datasetImportJob', 3);
    const groups = Array.from({ length: 8 }, (_, index) => `group-${index}`);

    // Act
    for (const group of groups) await account.upload(fileOf(group));
    await account.settle();

    // Assess
    const begun = account.changes
      .filter(({ type, status }) => type === 'datasetImportJob' && status === 'CREATE PENDING')
      .map(({ at }) => at);
    expect(begun).toHaveLength(groups.length);
    expect((Math.max(...begun) - Math.min(...begun)) / MINUTE).toBeLessThan(2 * 60 + 25);
  });

  it('do not wait for a run that was stopped while it waited', async () => {
    // Prepare: five imports, and one that waits
    const account = await openSlowImports();
    for (let index = 0; index < 6; index += 1) {
      await account.upload(fileOf(`group-${index}`));
      await account.passSeconds(20);
    }
    await account.passSeconds(60);
    const [last] = await account.executions('run', 'RUNNING');
    await account.call('states', 'StopExecution', { executionArn: last?.executionArn });

    // Act
    await account.upload(fileOf('last'));
    await account.settle();

    // Assess
    const started = account.changes.filter(
      ({ type, status }) => type === 'datasetImportJob' && status === 'CREATE PENDING',
    );
    const ended =
      account.changes.find(({ type, status }) => type === 'datasetImportJob' && status === 'ACTIVE')?.at ?? 0;
    expect(started).toHaveLength(6);
    expect((started.at(-1)?.at ?? 0) - ended).toBeLessThan(11 * MINUTE);
  });
});

describe('a dataset group that waits for the quota of trainings in progress', () => {
  it('holds no lock on its data meanwhile, so that an import of the group goes on', async () => {
    // Prepare: one training of three hours at a time, for which a second group waits
    const account = await openQuick();
    account.local.personalize.setQuota('solutionVersion', 1);
    account.local.personalize.setDuration('solutionVersion', 3 * 3600);
    const file = sample('second');
    file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 1 * * ? *)' } };
    await account.upload(sample('first'));
    await account.passSeconds(600);
    await account.upload(file);
    await account.passSeconds(1800);

    // Act
    await account.put({ 'train/second/interactions.csv': interactions(1080) });
    await account.settle();

    // Assess
    const order = account.changes
      .filter(({ arn, status }) => arn.includes('second') && /^(ACTIVE|CREATE PENDING)$/.test(status))
      .map(({ type, status }) => `${type} ${status}`)
      .filter((change) => /^(datasetImportJob ACTIVE|solutionVersion CREATE PENDING)/.test(change));
    expect(order).toEqual(['datasetImportJob ACTIVE', 'datasetImportJob ACTIVE', 'solutionVersion CREATE PENDING']);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  });
});
