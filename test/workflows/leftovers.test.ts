import { join } from 'node:path';
import { limitExceeded } from '../../emulator/services/personalize/errors';
import { quotaMessage } from '../../emulator/services/personalize/quotas';
import type { ResourceType } from '../../lib/personalize/resource-types';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample, interactions, interactionsKey, parameterFileOf, type Sample, sample } from '../support/sample';

const { openQuick } = accounts();

/**
 * Resource types that can fail, each with the failing resource, as `failNext` expects it. All types of an inner list fail
 * in the same run.
 */
const FAILURES: readonly (readonly (readonly [ResourceType, string])[])[] = [
  [['datasetGroup', 'dataset-group/small']],
  [['dataset', 'dataset/small']],
  [['datasetImportJob', 'dataset-import-job*']],
  [
    ['eventTracker', 'event-tracker*'],
    ['metricAttribution', 'metric-attribution/small-attribution'],
    ['solutionVersion', 'solution/small-solution'],
  ],
  [
    ['filter', 'filter/small-filter'],
    ['campaign', 'campaign/small-campaign'],
    ['batchInferenceJob', 'batch-inference-job*'],
    ['batchSegmentJob', 'batch-segment-job*'],
  ],
];

const SHOP = join(__dirname, '../../examples/shop');

const JOBS: readonly ResourceType[] = ['datasetImportJob', 'solutionVersion', 'batchInferenceJob', 'batchSegmentJob'];

describe('a resource that failed in an earlier run', () => {
  it.each(FAILURES.map((failures) => [failures.map(([type]) => type).join(', '), failures] as const))(
    'is replaced: %s',
    async (_types, failures) => {
      // Prepare
      const account = await openQuick();
      const file = completeSample();
      for (const [, resource] of failures)
        account.local.personalize.failNext({ resource, reason: 'Internal service error.' });
      await account.run(file);
      const failed = account.changes.filter(({ status }) => status === 'CREATE FAILED');

      // Act
      await account.passSeconds(60);
      await account.runFile(file);

      // Assess
      const types = failures.map(([type]) => type);
      expect(failed.map((change) => change.type).sort()).toEqual([...types].sort());
      expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
      const left = account.local.personalize.snapshot().filter(({ status }) => status !== 'ACTIVE');
      expect(left.map((one) => one.type).sort()).toEqual(types.filter((type) => JOBS.includes(type)).sort());
      expect(activeCounts(account)).toEqual({
        datasetGroup: 1,
        schema: 1,
        dataset: 1,
        datasetImportJob: 1,
        eventTracker: 1,
        filter: 1,
        metricAttribution: 1,
        solution: 2,
        solutionVersion: 2,
        campaign: 1,
        batchInferenceJob: 1,
        batchSegmentJob: 1,
      });
    },
  );
});

describe('a recommender', () => {
  it('is replaced if it failed in an earlier run', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.failNext({ resource: 'recommender*', reason: 'Internal service error.' });
    await account.runFolder(SHOP);
    const desired = account.count('recommender');

    // Act
    await account.passSeconds(60);
    await account.runFolder(SHOP);

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
    expect(activeCounts(account).recommender).toBe(desired);
    expect(account.count('recommender')).toBe(desired);
  });

  it('is created again after its deletion if an upload begins while it is being deleted', async () => {
    // Prepare
    const account = await openQuick();
    await account.runFolder(SHOP);
    const before = account.named('recommender');
    account.local.personalize.setDuration('delete', 600);
    await remove(account, 'recommender');

    // Act
    await account.runFolder(SHOP);

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect([...account.named('recommender')].sort()).toEqual([...before].sort());
  });
});

describe('a resource that is being deleted', () => {
  it.each(['campaign', 'filter', 'eventTracker', 'solution'] as const)(
    'is created again after its deletion: %s',
    async (type) => {
      // Prepare
      const account = await openQuick();
      const file = completeSample();
      await account.run(file);
      account.local.personalize.setDuration('delete', 600);
      if (type === 'solution') await remove(account, 'campaign');
      await remove(account, type);

      // Act
      await account.put(parameterFileOf(file));
      await account.settle();

      // Assess
      expect((await account.lastRun()).status).toBe('SUCCEEDED');
      const gone = account.changes.findIndex((change) => change.type === type && change.status === 'DELETED');
      const [...again] = account.changes.slice(gone).filter((change) => change.type === type);
      expect(again.at(-1)).toMatchObject({ status: 'ACTIVE' });
      expect(activeCounts(account)[type]).toBe(type === 'solution' ? 2 : 1);
    },
  );
});

describe("Personalize's quotas on resources in progress", () => {
  it('let at most five imports be in progress at once', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('datasetImportJob', 900);
    const files = ['one', 'two', 'three'].map(twoDatasets);

    // Act
    for (const file of files) {
      await account.put({
        [`train/${file.datasetGroup.serviceConfig.name}/users.csv`]: 'USER_ID,AGE\nuser-1,30\n',
      });
      await account.upload(file);
    }
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(Array(3).fill('SUCCEEDED'));
    expect(account.count('datasetImportJob')).toBe(6);
    expect(mostAtOnce(account, 'datasetImportJob')).toBe(5);
  });

  it('let an import start before a training that waits for its quota', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 * * ? *)' } };
    for (const each of file.solutions) each.workflowConfig = { schedules: { full: 'cron(0 1 * * ? *)' } };
    await account.run(file);
    await account.put({ [interactionsKey('small')]: interactions(1040, 3600) });
    const capacityAt = account.local.clock.now() + 6 * 3_600_000;
    account.local.aws.intercept(async ({ call }, perform) => {
      if (call.operation === 'CreateSolutionVersion' && account.local.clock.now() < capacityAt)
        throw limitExceeded(quotaMessage('pending', 20));
      return perform();
    });

    // Act
    await account.waitForHour(1);
    await account.passHours(1.5);

    // Assess
    const second = (type: ResourceType) =>
      account.changes.filter((change) => change.type === type && change.status === 'ACTIVE').at(1)?.at ?? 0;
    expect(second('datasetImportJob')).toBeLessThan(capacityAt);
    expect(second('solutionVersion')).toBeGreaterThan(capacityAt);
    expect((await account.runs()).map(({ status }) => status)).toEqual(Array(3).fill('SUCCEEDED'));
    expect(await account.locks()).toEqual([]);
  });
});

async function remove(account: Account, type: ResourceType): Promise<void> {
  const { delete: operation = '', arnMember } = RESOURCE_TYPES[type];
  const found = account.local.personalize.snapshot().find((resource) => resource.type === type);
  await account.call('personalize', operation, { [arnMember]: found?.arn });
  if (type === 'campaign') await account.settle();
}

function activeCounts(account: Account): Readonly<Partial<Record<ResourceType, number>>> {
  const counts: Partial<Record<ResourceType, number>> = {};
  for (const { type, status } of account.local.personalize.snapshot()) {
    if (status === 'ACTIVE') counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

/** A file with interactions and users, so that a group imports twice. */
function twoDatasets(group: string): Sample {
  const file = sample(group);
  file.solutions = [];
  const { interactions } = file.datasets;
  file.datasets.users = {
    dataset: { serviceConfig: { name: `${group}-users` } },
    schema: {
      serviceConfig: {
        name: `${group}-users-schema`,
        schema: {
          ...(interactions?.schema.serviceConfig.schema as object),
          name: 'Users',
          fields: [
            { name: 'USER_ID', type: 'string' },
            { name: 'AGE', type: 'int' },
          ],
        },
      },
    },
  };
  return file;
}

/** Maximum number of resources of a type in progress at the same time. */
function mostAtOnce(account: Account, type: ResourceType): number {
  const pending = new Set<string>();
  let most = 0;
  for (const change of account.changes.filter((one) => one.type === type)) {
    if (/PENDING|IN_PROGRESS/.test(change.status)) pending.add(change.arn);
    else pending.delete(change.arn);
    most = Math.max(most, pending.size);
  }
  return most;
}
