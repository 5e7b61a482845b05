import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { monthAt } from '../../../../lib/personalize/billing-month';
import type { Description, PersonalizeApi } from '../../../../lib/reconciler/account/personalize-api';
import { type UsageServices, usageOf } from '../../../../lib/reconciler/usage/usage';
import type { Run } from '../../../../lib/record-table/runs';

const NOVEMBER = monthAt(Date.parse('2026-11-10T00:00:00Z'));
const SCOPE = { partition: 'aws', region: 'us-east-1', accountId: '1' };
const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const SOLUTION = 'arn:aws:personalize:us-east-1:1:solution/top';

/** @param recipe name of the only solution's recipe */
function usageWith(
  recipe: string,
  resources: Readonly<Record<string, readonly Description[]>>,
  runs: readonly Run[] = [],
  settings: Partial<UsageServices> = {},
) {
  const lists: Readonly<Record<string, readonly Description[]>> = {
    solution: [{ solutionArn: SOLUTION, name: 'top', recipeArn: `arn:aws:personalize:::recipe/${recipe}` }],
    dataset: [{ datasetArn: 'arn:aws:personalize:us-east-1:1:dataset/shop/ITEMS', name: 'items' }],
    ...resources,
  };
  const all = Object.values(lists).flat();
  const personalize = {
    list: async (type: string) => lists[type] ?? [],
    describe: async (type: string, arn: string) =>
      type === 'datasetGroup' ? {} : all.find((each) => Object.values(each).includes(arn)),
    attributionMetrics: async () => [{}, {}],
  } as unknown as PersonalizeApi;
  return usageOf('shop', NOVEMBER, {
    scope: SCOPE,
    personalize,
    cloudWatch: {} as CloudWatchClient,
    sizeAt: async (uri) => (uri.startsWith('s3://data/') ? 2e9 : undefined),
    history: { ofWorkflow: async () => runs },
    // CloudWatch has no data of that month any more.
    now: NOVEMBER.to + 100 * 86_400_000,
    ...settings,
  });
}

const version = (id: string, created: Date, more: object = {}): Description => ({
  solutionVersionArn: `${SOLUTION}/${id}`,
  status: 'ACTIVE',
  creationDateTime: created,
  trainingMode: 'FULL',
  trainingHours: 3,
  ...more,
});

test('adds up the hours of the trainings of the month, by mode, without failed ones', async () => {
  // Act
  const uses = await usageWith('aws-user-personalization', {
    solutionVersion: [
      version('1', new Date('2026-10-31T23:59:59Z')),
      version('2', day(1)),
      version('3', day(8), { trainingHours: 4 }),
      version('4', day(9), { trainingMode: 'UPDATE' }),
      version('5', day(10), { trainingType: 'AUTOMATIC' }),
      version('6', day(11), { status: 'CREATE FAILED' }),
      version('7', day(12), { status: 'CREATE IN_PROGRESS', trainingHours: undefined }),
    ],
  });
  // Assess
  const hours = { unit: 'trainingHours', price: 'trainingHours' };
  expect(uses).toEqual([
    { what: "FULL trainings of solution 'top'", ...hours, times: 3, amount: 7, unknown: 1 },
    { what: "UPDATE trainings of solution 'top'", ...hours, times: 1, amount: 3 },
    { what: "automatic trainings of solution 'top'", ...hours, times: 1, amount: 3 },
  ]);
});

test('counts the trainings that succeeded in the month if countsByEnd is set, whenever they began, and no training in progress', async () => {
  // Prepare
  const october = new Date('2026-10-31T22:00:00Z');
  const ended = (end: Date | undefined) => ({ lastUpdatedDateTime: end });
  const solutionVersion = [
    version('before', october, ended(new Date('2026-10-31T23:59:59Z'))),
    version('across', october, ended(day(1))),
    version('failed', day(2), { status: 'CREATE FAILED', ...ended(day(2)) }),
    version('in-progress', day(30), { status: 'CREATE IN_PROGRESS', trainingHours: undefined, ...ended(day(30)) }),
    version('after', day(30), ended(day(31))),
  ];

  // Act
  const uses = await usageWith('aws-user-personalization', { solutionVersion }, [], { countsByEnd: true });

  // Assess
  expect(uses).toMatchObject([{ what: "FULL trainings of solution 'top'", times: 1, amount: 3 }]);
  expect(uses[0]).not.toHaveProperty('unknown');
});

test('counts trainings of -v2 recipes, whose interactions are unknown', async () => {
  // Act
  const uses = await usageWith('aws-user-personalization-v2', { solutionVersion: [version('1', day(1))] });
  // Assess
  expect(uses).toEqual([
    {
      what: "FULL trainings of solution 'top'",
      unit: 'trainingInteractions',
      price: 'trainingInteractions',
      times: 1,
      unknown: 1,
    },
  ]);
});

test('adds up the sizes of imports as far as they are known, and counts metrics and batch jobs', async () => {
  // Prepare
  const job = (name: string, dataLocation: string) => ({
    datasetImportJobArn: name,
    datasetArn: 'arn:aws:personalize:us-east-1:1:dataset/shop/ITEMS',
    creationDateTime: day(2),
    status: 'ACTIVE',
    dataSource: { dataLocation },
  });
  // Act
  const uses = await usageWith('aws-sims', {
    datasetImportJob: [job('a', 's3://data/items.csv'), job('b', 's3://other/items.csv')],
    metricAttribution: [{ metricAttributionArn: 'arn:m', name: 'clicks' }],
    solutionVersion: [version('1', new Date('2026-09-01T00:00:00Z'))],
    batchInferenceJob: [
      { batchInferenceJobArn: 'arn:b', creationDateTime: day(3), solutionVersionArn: `${SOLUTION}/1` },
    ],
  });
  // Assess
  expect(uses).toEqual([
    { what: 'imports of ITEMS', unit: 'importGigabytes', price: 'importGigabytes', times: 2, amount: 2, unknown: 1 },
    { what: "batch jobs of solution 'top'", unit: 'batchJobs', price: 'batchJobs', times: 1, amount: 1 },
    { what: "metric attribution 'clicks'", unit: 'attributionMetrics', price: 'attributionMetrics', amount: 2 },
  ]);
});

test('omits a recommender whose creation has failed, but not one whose update has failed', async () => {
  // Prepare
  const recommender = (name: string, status: string) => ({
    recommenderArn: `arn:aws:personalize:us-east-1:1:recommender/${name}`,
    name,
    status,
    creationDateTime: new Date('2026-09-01T00:00:00Z'),
  });

  // Act
  const uses = await usageWith('aws-user-personalization', {
    recommender: [recommender('failed', 'CREATE FAILED'), recommender('serving', 'UPDATE FAILED')],
  });

  // Assess
  expect(uses.map(({ what }) => what)).toEqual(["recommender 'serving'"]);
});

test('leaves out a recommender that was created after the month', async () => {
  // Prepare
  const recommender = {
    recommenderArn: 'arn:aws:personalize:us-east-1:1:recommender/later',
    name: 'later',
    status: 'ACTIVE',
    creationDateTime: new Date(NOVEMBER.to),
  };
  // Act
  const uses = await usageWith('aws-user-personalization', { recommender: [recommender] });
  // Assess
  expect(uses).toEqual([]);
});

test('counts the hours of a recommender from the successful runs that started or stopped it, manual ones included', async () => {
  // Prepare
  const recommender = {
    recommenderArn: 'arn:aws:personalize:us-east-1:1:recommender/rest',
    name: 'rest',
    status: 'ACTIVE',
    creationDateTime: new Date('2026-09-01T00:00:00Z'),
  };
  const run = (trigger: string, finishedAt: Date, status = 'SUCCEEDED') =>
    ({ trigger, status, finishedAt: finishedAt.toISOString() }) as Run;

  // Act
  const uses = await usageWith('aws-user-personalization', { recommender: [recommender] }, [
    run('recommender-stop-rest', day(2)),
    run('recommender-start-other', day(3)),
    run('recommender-start-rest', day(4), 'FAILED'),
    run('recommender-start-rest (manual)', day(5)),
    run('recommender-start-rest', day(6)),
  ]);

  // Assess
  expect(uses).toContainEqual(expect.objectContaining({ what: "recommender 'rest'", amount: 720 - 72 }));
});
