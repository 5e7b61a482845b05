import { accounts } from '../support/accounts';
import { batchInputKey, interactions, parameterFileOf, sample, solution } from '../support/sample';

const { openQuick } = accounts();

const MINUTE = 60_000;

/** Opens an account in which an import takes 15 minutes. */
async function openSlowImports() {
  const account = await openQuick();
  account.local.personalize.setDuration('datasetImportJob', 900);
  account.local.personalize.setQuota('datasetGroup', 100);
  return account;
}

/** A file without a training. */
function fileOf(group: string) {
  const file = sample(group);
  file.solutions = [];
  return file;
}

describe('dataset groups that wait for the quota of imports in progress', () => {
  it('import soon after another import has ended, even if imports take an hour', async () => {
    // Prepare: five imports of an hour each, with at most two in progress at once
    const account = await openSlowImports();
    account.local.personalize.setDuration('datasetImportJob', 3600);
    account.local.personalize.setQuota('datasetImportJob', 2);
    const groups = Array.from({ length: 5 }, (_, index) => `group-${index}`);

    // Act
    for (const group of groups) await account.upload(fileOf(group));
    await account.settle();

    // Assess
    const begun = account.changes
      .filter(({ type, status }) => type === 'datasetImportJob' && status === 'CREATE PENDING')
      .map(({ at }) => at);
    expect(begun).toHaveLength(groups.length);
    expect((Math.max(...begun) - Math.min(...begun)) / MINUTE).toBeLessThan(2 * 60 + 25);
    expect((await account.runs()).map(({ status }) => status)).toEqual(Array(groups.length).fill('SUCCEEDED'));
  });

  it('do not queue behind a waiting run that was stopped', async () => {
    // Prepare: two imports, and a third one that waits
    const account = await openSlowImports();
    account.local.personalize.setQuota('datasetImportJob', 2);
    for (let index = 0; index < 3; index += 1) {
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
    expect(started).toHaveLength(3);
    expect((started.at(-1)?.at ?? 0) - ended).toBeLessThan(11 * MINUTE);
  });
});

describe('a dataset group that waits for the quota of trainings in progress', () => {
  it('holds no lock on its data in the meantime, so that a new import of the group can begin', async () => {
    // Prepare: at most one training at a time. A second group waits for a training of three hours.
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

  it('begins no training during an import of the group, even if a training of another group ends and frees the quota', async () => {
    // Prepare: the other training ends after three hours, in the middle of an import
    const account = await openQuick();
    account.local.personalize.setQuota('solutionVersion', 1);
    account.local.personalize.setDuration('solutionVersion', 3 * 3600);
    const file = sample('second');
    file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 1 * * ? *)' } };
    await account.upload(sample('first'));
    await account.passSeconds(600);
    await account.upload(file);
    await account.passSeconds(1800);
    account.local.personalize.setDuration('datasetImportJob', 4 * 3600);

    // Act
    await account.put({ 'train/second/interactions.csv': interactions(1080) });
    await account.settle();

    // Assess
    const timeOf = (pattern: RegExp) =>
      account.changes.findLast(({ arn, status }) => pattern.test(`${arn} ${status}`))?.at ?? Number.NaN;
    const imported = timeOf(/dataset-import-job.*second.* ACTIVE/);
    expect(timeOf(/first-solution\/.* ACTIVE/)).toBeLessThan(imported);
    expect(timeOf(/second-solution\/.* CREATE PENDING/)).toBeGreaterThan(imported);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  });
});

describe('a run with more trainings than may be in progress', () => {
  it('begins the next training as soon as it notices that one has ended', async () => {
    // Prepare: one training of three hours at a time
    const account = await openQuick();
    account.local.personalize.setQuota('solutionVersion', 1);
    account.local.personalize.setDuration('solutionVersion', 3 * 3600);
    const file = sample();
    file.solutions = [1, 2, 3].map((number) => solution(`solution-${number}`, [`campaign-${number}`]));

    // Act
    await account.run(file);

    // Assess: the run creates a campaign when it notices the end of a training
    const begun = (of: string) =>
      account.changes.flatMap(({ type, status, at }) => (type === of && status === 'CREATE PENDING' ? [at] : []));
    const campaigns = begun('campaign');
    const [, ...trainings] = begun('solutionVersion');
    expect(trainings).toHaveLength(2);
    const delays = trainings.map((at, index) => (at - (campaigns[index] ?? Number.NaN)) / MINUTE);
    expect(Math.max(...delays)).toBeLessThan(1);
  });
});

describe('a training that waits for the quota', () => {
  it('waits for another four days once a training of its run has ended, because that end shows that the quota is not stuck', async () => {
    // Prepare: one training of 60 hours at a time
    const account = await openQuick();
    account.local.personalize.setQuota('solutionVersion', 1);
    account.local.personalize.setDuration('solutionVersion', 60 * 3600);
    const file = sample();
    file.solutions = ['one', 'two'].map((name) => solution(name));
    await account.upload(file);
    await account.passSeconds(59 * 3600);

    // Act: others use the quota before the first training ends, and for two days afterwards
    account.local.personalize.setQuota('solutionVersion', 0);
    await account.passSeconds(50 * 3600);
    account.local.personalize.setQuota('solutionVersion', 1);
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.count('solutionVersion')).toBe(2);
  });
});

describe('a solution whose batch job waits for a quota', () => {
  it('is trained by its schedule in the meantime', async () => {
    // Prepare: from 1:00 on, no batch job can begin
    const account = await openQuick();
    const file = sample();
    file.solutions = ['one', 'two'].map((name) => ({
      ...solution(name),
      batchInferenceJobs: [{ serviceConfig: {} }],
      workflowConfig: { schedules: { full: 'cron(0 2 * * ? *)' } },
    }));
    await account.run(file);
    await account.waitForHour(1);
    account.local.personalize.setQuota('batchInferenceJob', 0);
    const input = '{"userId":"user-2"}\n';
    await account.put({ [batchInputKey('small', 'one')]: input, [batchInputKey('small', 'two')]: input });
    await account.put(parameterFileOf(file));
    await account.passSeconds(1800);
    account.changes.length = 0;

    // Act
    await account.passSeconds(2 * 3600);

    // Assess
    const trained = account.changes.filter(({ type, status }) => type === 'solutionVersion' && status === 'ACTIVE');
    expect(trained).toHaveLength(2);
    account.local.personalize.setQuota('batchInferenceJob', 5);
    await account.settle();
    expect((await account.runs()).map(({ status }) => status)).toEqual(Array(4).fill('SUCCEEDED'));
  });
});
