import { accounts } from '../support/accounts';
import { sample } from '../support/sample';

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
  it('import first come, first served within a few minutes, and ask Personalize seldom', async () => {
    // Prepare: an upload every two minutes, while an import can begin every three
    const account = await openSlowImports();
    const groups = Array.from({ length: 14 }, (_, index) => `group-${String(index).padStart(2, '0')}`);
    let attempts = 0;
    account.local.aws.onCall(({ call }) => {
      if (call.operation === 'CreateDatasetImportJob') attempts += 1;
    });

    // Act
    for (const group of groups) {
      await account.upload(fileOf(group));
      await account.passSeconds(120);
    }
    await account.settle();

    // Assess
    const begun = groups.map((group) => {
      const isOwn = ({ type, arn, status }: (typeof account.changes)[number]) =>
        type === 'datasetImportJob' && arn.includes(group) && status === 'CREATE PENDING';
      return account.changes.find(isOwn)?.at ?? Number.NaN;
    });
    const minutesBehind = begun.map((at, index) => (at - Math.min(...begun.slice(index))) / MINUTE);
    expect(Math.max(...minutesBehind)).toBeLessThan(3);
    expect((Math.max(...begun) - Math.min(...begun)) / MINUTE).toBeLessThan(38);
    expect(attempts / groups.length).toBeLessThan(5);
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
    expect((Math.max(...begun) - Math.min(...begun)) / MINUTE).toBeLessThan(2 * 60 + 8);
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
    expect((started.at(-1)?.at ?? 0) - ended).toBeLessThan(2 * MINUTE);
  });
});

describe('a dataset group that waits for the quota of trainings in progress', () => {
  it('holds no lock on its data meanwhile, and asks for it when a training may end', async () => {
    // Prepare: one training of an hour at a time
    const wait = 'Wait for the training quota';
    const account = await openQuick();
    account.local.personalize.setQuota('solutionVersion', 1);
    account.local.personalize.setDuration('solutionVersion', 3600);
    const entered = new Map<string, string[]>();
    account.local.stepFunctions.onEvent((event) => {
      if (event.kind !== 'stateEntered' || !event.execution.stateMachine.name.endsWith('solution-maintenance')) return;
      const { arn } = event.execution;
      entered.set(arn, [...(entered.get(arn) ?? []), event.state]);
    });

    // Act
    await account.upload(sample('first'));
    await account.upload(sample('second'));
    await account.settle();

    // Assess
    const attempts = [...entered.values()].flatMap((states) =>
      states.flatMap((state, index) => (state === wait ? [states.slice(index + 1, index + 4)] : [])),
    );
    expect(attempts.length).toBeGreaterThan(3);
    expect(new Set(attempts.map((states) => states.join()))).toEqual(
      new Set(['Acquire or release locks,What is next?,Train and deploy']),
    );
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });
});
