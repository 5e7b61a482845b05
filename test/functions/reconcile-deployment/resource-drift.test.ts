import { correctResources } from '../../../functions/reconcile-deployment/resource-drift';
import type { Notification } from '../../../functions/shared/notifications';
import type { DriftSetting } from '../../../lib/reconciler/campaign-drift';
import { DriftRecords } from '../../../lib/record-table/drift-records';
import type { RunningRun } from '../../../lib/record-table/run-history';
import type { RunRequest } from '../../../lib/record-table/run-request';
import { stateOf } from '../../support/planned';
import { recordTable } from '../../support/record-table';
import { completeSample, filter, type Sample } from '../../support/sample';

const NOW = new Date('2026-01-05T04:17:00Z');
const FILE = { bucket: 'data', key: 'train/small/config.json', versionId: 'v1', sequencer: '0A', since: '' };

/**
 * An account with the datasets of the file, an import, a solution version and, by type, the resources in `exists`. All
 * other resources of the file are missing.
 */
async function prepare({
  setting = 'notify' as DriftSetting,
  file = completeSample(),
  isInForce = true,
  isStarted = true,
  exists = {} as Readonly<Record<string, object>>,
  records = recordTable(),
} = {}) {
  const { table } = await records;
  const [notified, started, names]: [Notification[], RunRequest[], string[]] = [[], [], []];
  const created = new Date('2026-01-01T00:00:00Z');
  const correct = (running: readonly Partial<RunningRun>[] = [], later = running, moved: readonly string[] = []) =>
    correctResources(
      { state: stateOf(JSON.stringify(file)), file: FILE, running: running as RunningRun[], moved },
      NOW,
      {
        setting,
        logger: { warn: () => undefined },
        drift: new DriftRecords(table),
        filesInForce: { isInForce: async () => isInForce },
        runs: { begunBefore: async () => later as RunningRun[], pages: async function* () {} },
        results: { of: async () => [] },
        isDestroyed: async () => false,
        starter: {
          start: async (name, request) => {
            names.push(name);
            started.push(request);
            return isStarted;
          },
        },
        notify: async (notification) => void notified.push(notification),
        driftSources: {
          scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
          records: table,
          decisions: { serving: async () => undefined, ofSolution: async () => [] },
          roleArn: 'arn:role',
          bucket: { attributionUri: () => 's3://data/attribution/' } as never,
          personalize: {
            describe: async (type: string) => {
              const found = type === 'dataset' ? {} : exists[type];
              return found && { status: 'ACTIVE', creationDateTime: created, ...found };
            },
            list: async (type: string) =>
              type === 'datasetImportJob' || type === 'solutionVersion'
                ? [{ status: 'ACTIVE', creationDateTime: created, solutionVersionArn: 'arn:version' }]
                : [],
          } as never,
        },
      },
    );
  const labels = () =>
    notified.flatMap(({ resources }) => resources.map((each) => (each as { resource: string }).resource));
  return { correct, notified, started, names, labels };
}

const upload = { workflow: 'personalize-workflow' };
const training = { workflow: 'solution-maintenance', solution: 'small-solution' };

describe('the comparison of resources with their file', () => {
  it('skips a dataset group if an upload is in progress, or begins during the comparison', async () => {
    // Prepare
    const { correct, notified } = await prepare();

    // Act
    await correct([upload]);
    await correct([], [upload]);

    // Assess
    expect(notified).toEqual([]);
  });

  it.each([
    ['is in progress', [training], [training], []],
    ['began during the comparison', [], [training], []],
    ['starts in the same night', [], [], ['small-solution']],
  ])('skips only a solution and its campaigns if a run for this solution %s', async (_, before, later, moved) => {
    // Prepare
    const { correct, labels } = await prepare();

    // Act
    await correct(before, later, moved);

    // Assess
    expect(labels()).toEqual(expect.arrayContaining(["dataset group 'small'"]));
    expect(
      labels().filter((label) => label.includes("'small-solution'") || label.includes("'small-campaign'")),
    ).toEqual([]);
  });

  it('reports resources that it skipped because of a run if they are still missing the next night', async () => {
    // Prepare
    const { correct, labels } = await prepare();
    await correct([training]);

    // Act
    await correct();

    // Assess
    expect(labels().slice(-2)).toEqual(["solution 'small-solution'", "campaign 'small-campaign'"]);
  });

  it('does nothing for a file that is not in force any more', async () => {
    // Prepare
    const { correct, notified, started } = await prepare({ isInForce: false, setting: 'restore' });

    // Act
    await correct();

    // Assess
    expect([...notified, ...started]).toEqual([]);
  });

  it('starts runs with different names for dataset groups whose names begin alike', async () => {
    // Prepare
    const long = 'recommendations-of-the-shop-in-the-north-of-europe';
    const files = ['one', 'two'].map((end) => {
      const file = completeSample();
      file.datasetGroup.serviceConfig.name = `${long}-${end}`;
      return file;
    });

    // Act
    const names: string[] = [];
    for (const file of files) {
      const group = await prepare({ file, setting: 'restore' });
      await group.correct();
      names.push(...group.names);
    }

    // Assess
    expect(new Set(names).size).toBe(2);
  });

  it('restores resources, in one run, that were only reported while drift was set to `notify`', async () => {
    // Prepare
    const records = recordTable();
    const notifying = await prepare({ records });
    await notifying.correct();
    const { correct, started, notified } = await prepare({ records, setting: 'restore' });

    // Act
    await correct();
    await correct();

    // Assess
    expect(notifying.labels()).toContain("campaign 'small-campaign'");
    expect(started.map(({ restored }) => restored)).toEqual([
      expect.arrayContaining(['campaign#/solutions/0/campaigns/0']),
    ]);
    expect(notified).toEqual([]);
  });

  it('does not report resources if a run was started to restore them before drift was set to `notify`', async () => {
    // Prepare
    const records = recordTable();
    const restoring = await prepare({ records, setting: 'restore' });
    await restoring.correct();
    const { correct, notified } = await prepare({ records });

    // Act
    await correct();

    // Assess
    expect(restoring.started).toHaveLength(1);
    expect(notified).toEqual([]);
  });

  it('tries again the next night to start a run for the same resources if the first attempt started none', async () => {
    // Prepare
    const { correct, started } = await prepare({ setting: 'restore', isStarted: false });

    // Act
    await correct();
    await correct();

    // Assess
    expect(started).toHaveLength(2);
    expect(started[1]).toEqual(started[0]);
  });

  it('restores a thousand resources in one run, and the others the next night', async () => {
    // Prepare
    const file: Sample = completeSample();
    file.filters = Array.from({ length: 1001 }, (_, index) => filter(`filter-${index}`));
    const { correct, started } = await prepare({ file, setting: 'restore' });

    // Act
    await correct();
    await correct();
    await correct();

    // Assess
    const restored = started.map(({ restored: items = [] }) => items.length);
    expect(restored[0]).toBe(1000);
    expect(restored).toHaveLength(2);
    expect(new Set(started.flatMap(({ restored: items = [] }) => items)).size).toBe(
      (restored[0] ?? 0) + (restored[1] ?? 0),
    );
  });

  it.each([
    [
      'reports a recommender that differs, but does not restore it, if its update would train it',
      { trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['PRICE'] } } },
      0,
    ],
    [
      'restores a recommender that differs if its update would not train it',
      { minRecommendationRequestsPerSecond: 3 },
      1,
    ],
  ])('%s', async (_, recommenderConfig, runs) => {
    // Prepare
    const file = completeSample();
    const recommender = {
      name: 'popular',
      recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views',
    };
    Object.assign(file.datasetGroup.serviceConfig, { domain: 'ECOMMERCE' });
    Object.assign(file, { solutions: [], recommenders: [{ serviceConfig: { ...recommender, recommenderConfig } }] });
    const actual = {
      ...recommender,
      datasetGroupArn: 'arn:aws:personalize:us-east-1:123456789012:dataset-group/small',
    };
    const { correct, started, labels } = await prepare({ file, setting: 'restore', exists: { recommender: actual } });

    // Act
    await correct();

    // Assess
    const restored = started.flatMap(({ restored: items = [] }) => items);
    expect(restored.filter((item) => item.startsWith('recommender#'))).toHaveLength(runs);
    expect(labels().filter((label) => label === "recommender 'popular'")).toHaveLength(1 - runs);
  });

  it('reports a solution that Personalize would train by itself, but does not restore it', async () => {
    // Prepare
    const file = completeSample();
    for (const solution of file.solutions) Object.assign(solution.serviceConfig, { performAutoTraining: true });
    const { correct, started, labels } = await prepare({ file, setting: 'restore' });

    // Act
    await correct();

    // Assess
    expect(labels()).toContain("solution 'small-solution'");
    expect(started.flatMap(({ restored = [] }) => restored).filter((item) => item.startsWith('solution#'))).toEqual([]);
  });
});
