import { forecast, keyOf } from '../../../../lib/parameter-file/forecast/forecast';
import { monthAt } from '../../../../lib/personalize/billing-month';
import { stateOf } from '../../../support/planned';
import { type Sample, sample } from '../../../support/sample';

const NOVEMBER = monthAt(Date.parse('2026-11-10T00:00:00Z'));
const UTC = { timeZone: 'UTC' };

const usesOf = (file: Sample, facts: Parameters<typeof forecast>[2] = UTC) =>
  forecast(stateOf(JSON.stringify(file)), NOVEMBER, facts).map(
    ({ what, times, amount, by, value, pointer, isAtMost }) => ({
      what,
      times,
      amount,
      pointer,
      order: `${by} ${value}`.trim(),
      ...(isAtMost && { isAtMost }),
    }),
  );

/** A sample whose only solution has these settings. */
function withSolution(serviceConfig: object, workflowConfig: object = {}): Sample {
  const file = sample('shop');
  const [solution] = file.solutions;
  if (solution === undefined) throw new Error('The sample has no solution.');
  Object.assign(solution.serviceConfig, serviceConfig);
  solution.workflowConfig = workflowConfig;
  return file;
}

test('counts the TPS-hours of a campaign for the whole month, and points at its minProvisionedTPS', () => {
  // Prepare
  const file = sample('shop');
  file.solutions[0]?.campaigns?.[0] &&
    Object.assign(file.solutions[0].campaigns[0].serviceConfig, { minProvisionedTPS: 3 });
  // Act & Assess
  expect(usesOf(file)).toEqual([
    {
      what: "campaign 'shop-campaign'",
      times: undefined,
      amount: 2160,
      pointer: '/solutions/0/campaigns/0/serviceConfig/minProvisionedTPS',
      order: 'minProvisionedTPS 3',
    },
  ]);
});

test('counts scheduled trainings, each with the hours of the last training of its mode, if there was one', () => {
  // Prepare
  const schedules = { full: 'cron(0 3 ? * SUN *)', update: 'rate(1 day)' };
  const file = withSolution({}, { schedules });
  const trainings = new Map([['shop-solution', { FULL: 4 }]]);
  // Act
  const [full, update] = usesOf(file, { ...UTC, trainings });
  // Assess
  expect(full).toEqual({
    what: "FULL trainings of solution 'shop-solution'",
    times: 5,
    amount: 20,
    pointer: '/solutions/0/workflowConfig/schedules/full',
    order: 'schedules.full cron(0 3 ? * SUN *)',
  });
  // A rate first runs one period after the schedule's start.
  expect(update).toMatchObject({ times: 29, amount: undefined, isAtMost: true });
});

test('counts the runs of a schedule in its own time zone', () => {
  // Prepare
  const full = { expression: 'cron(30 0 1 12 ? *)', timezone: 'Asia/Tokyo' };
  // Act
  const [training] = usesOf(withSolution({}, { schedules: { full } }));
  // Assess: 1 December, 00:30 in Tokyo, is still November in UTC
  expect(training).toMatchObject({ times: 1 });
});

test('counts the trainings that Personalize starts itself, and measures trainings of a -v2 recipe in interactions', () => {
  // Prepare
  const file = withSolution({
    recipeArn: 'arn:aws:personalize:::recipe/aws-user-personalization-v2',
    performAutoTraining: true,
    solutionConfig: { autoTrainingConfig: { schedulingExpression: 'rate(10 days)' } },
  });
  const trainings = new Map([['shop-solution', { FULL: 5000 }]]);
  // Act
  const [training] = forecast(stateOf(JSON.stringify(file)), NOVEMBER, { ...UTC, trainings });
  // Assess
  expect(training).toMatchObject({
    what: "automatic trainings of solution 'shop-solution'",
    unit: 'trainingInteractions',
    times: 3,
    amount: 15_000,
    isAtMost: true,
    value: 'rate(10 days)',
  });
});

test('counts the imports and trainings of the upload, and assumes changed csv before each scheduled import', () => {
  // Prepare
  const file = sample('shop');
  file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 * * ? *)' } };
  const created = new Set(
    [
      { type: 'datasetImportJob', pointer: '/datasets/interactions' },
      { type: 'solutionVersion', pointer: '/solutions/0' },
    ].map(keyOf),
  );
  const gigabytes = new Map([['/datasets/interactions', 2]]);
  // Act
  const uses = usesOf(file, { ...UTC, created, gigabytes });
  // Assess
  expect(uses.slice(0, 3)).toMatchObject([
    { what: 'import of interactions', times: 1, amount: 2, order: 'this upload' },
    { what: 'scheduled imports', times: 30, amount: 60 },
    { what: "training of solution 'shop-solution'", times: 1, amount: undefined, order: 'this upload' },
  ]);
});

describe('a recommender that is stopped every night', () => {
  const file = {
    datasetGroup: { serviceConfig: { name: 'shop', domain: 'ECOMMERCE' } },
    recommenders: [
      {
        serviceConfig: {
          name: 'popular',
          recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views',
          recommenderConfig: { minRecommendationRequestsPerSecond: 2 },
        },
        workflowConfig: { schedules: { start: 'cron(0 6 * * ? *)', stop: 'cron(0 22 * * ? *)' } },
      },
    ],
  };

  test('is not billed while it is stopped', () => {
    // Act
    const [use] = forecast(stateOf(JSON.stringify(file)), NOVEMBER, UTC);
    // Assess: 16 hours on each of 30 days
    expect(use).toMatchObject({ what: "recommender 'popular'", amount: 2 * 16 * 30, price: 'recommenderTpsHours' });
  });

  test('is also billed before its first scheduled start if the upload creates it', () => {
    // Prepare
    const created = new Set([keyOf({ type: 'recommender', pointer: '/recommenders/0' })]);
    // Act
    const [use] = forecast(stateOf(JSON.stringify(file)), NOVEMBER, { ...UTC, created });
    // Assess: the first six hours too
    expect(use).toMatchObject({ amount: 2 * (16 * 30 + 6) });
  });
});

test('marks as new a campaign that the upload creates', () => {
  // Prepare
  const created = new Set([keyOf({ type: 'campaign', pointer: '/solutions/0/campaigns/0' })]);
  // Act
  const [use] = forecast(stateOf(JSON.stringify(sample('shop'))), NOVEMBER, { ...UTC, created });
  // Assess
  expect(use).toMatchObject({ what: "campaign 'shop-campaign'", amount: 720, isNew: true });
});
