import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { monthAt } from '../../../../lib/personalize/billing-month';
import type { ServingResource } from '../../../../lib/reconciler/usage/serving';
import { servingUses } from '../../../../lib/reconciler/usage/serving-use';
import { stateOf } from '../../../support/planned';

const NOVEMBER = monthAt(Date.parse('2026-11-10T00:00:00Z'));
const NOW = NOVEMBER.to;

const CAMPAIGN: ServingResource = {
  type: 'campaign',
  name: 'top',
  arn: 'arn:top',
  status: 'ACTIVE',
  createdAt: new Date('2026-10-01T00:00:00Z'),
  provisioned: 2,
  isMeasured: true,
};

/** @param requests in each five minutes from the beginning of the month, of the first metric */
async function useOf(
  resource: Partial<ServingResource>,
  requests: readonly number[] = [],
  now = NOW,
  tasks: Tasks = [],
) {
  const queried: string[] = [];
  const send = async ({
    input,
  }: {
    readonly input: { readonly MetricDataQueries: readonly { readonly Id: string }[] };
  }) => {
    queried.push(...input.MetricDataQueries.map(({ Id }) => Id));
    const times = requests.map((_, index) => new Date(NOVEMBER.from + index * 300_000));
    return {
      MetricDataResults: input.MetricDataQueries.map(({ Id }, index) => ({
        Id,
        StatusCode: 'Complete',
        Timestamps: index === 0 ? times : [],
        Values: index === 0 ? requests : [],
      })),
    };
  };
  const cloudWatch = Object.assign(Object.create(CloudWatchStub.prototype), { send }) as CloudWatchClient;
  const [use] = await servingUses([{ ...CAMPAIGN, ...resource }], NOVEMBER, {
    cloudWatch,
    tasks,
    timeZone: 'UTC',
    now,
  });
  return { use, queried };
}

type Tasks = Parameters<typeof servingUses>[2]['tasks'];
const { CloudWatchClient: CloudWatchStub } =
  jest.requireActual<typeof import('@aws-sdk/client-cloudwatch')>('@aws-sdk/client-cloudwatch');

test('bills the minimum of a campaign for the whole month, and calls it unused without a request', async () => {
  // Act
  const { use } = await useOf({});
  // Assess
  expect(use).toEqual({
    what: "campaign 'top'",
    unit: 'provisionedTpsHours',
    price: 'campaignTpsHours',
    amount: 1440,
    requests: 0,
    isUnused: true,
  });
});

test('bills requests above the minimum by the average of each five minutes', async () => {
  // Act: 3 a second for five minutes, then 1
  const { use } = await useOf({}, [900, 300]);
  // Assess
  expect(use?.amount).toBeCloseTo(1440 + 1 / 12, 6);
  expect(use).toMatchObject({ requests: 1200 });
  expect(use).not.toHaveProperty('isUnused');
});

test('bills requests to a recommender by the average of each hour', async () => {
  // Act: 24 a second for five minutes are 2 a second in the hour
  const { use } = await useOf({ type: 'recommender' }, [7200]);
  // Assess
  expect(use).toMatchObject({ amount: 1440, price: 'recommenderTpsHours' });
});

test('counts hours from the creation, and until a recommender was stopped', async () => {
  // Prepare
  const createdAt = new Date('2026-11-29T00:00:00Z');
  const stoppedAt = new Date('2026-11-29T12:00:00Z');
  // Act & Assess
  expect((await useOf({ createdAt })).use).toMatchObject({ amount: 96 });
  expect((await useOf({ type: 'recommender', createdAt, stoppedAt })).use).toMatchObject({ amount: 24 });
});

test('leaves out hours in which the schedules of the file stop a recommender', async () => {
  // Prepare
  const { tasks } = stateOf(
    JSON.stringify({
      datasetGroup: { serviceConfig: { name: 'shop', domain: 'ECOMMERCE' } },
      recommenders: [
        {
          serviceConfig: { name: 'top', recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views' },
          workflowConfig: { schedules: { start: 'cron(0 6 * * ? *)', stop: 'cron(0 18 * * ? *)' } },
        },
      ],
    }),
  );
  // Act
  const { use } = await useOf({ type: 'recommender' }, [], NOW, tasks);
  // Assess
  expect(use).toMatchObject({ amount: 720 });
});

test('knows no requests of a month whose data CloudWatch no longer has', async () => {
  // Act
  const { use, queried } = await useOf({}, [], NOW + 40 * 86_400_000);
  // Assess
  expect(queried).toEqual([]);
  expect(use).not.toHaveProperty('requests');
});
