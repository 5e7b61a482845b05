import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Switch } from '../../../../lib/parameter-file/forecast/scheduled-runs';
import { recommenderTask } from '../../../../lib/parameter-file/tasks';
import { monthAt } from '../../../../lib/personalize/billing-month';
import type { ServingResource } from '../../../../lib/reconciler/usage/serving';
import { recordedSwitches, servingUses } from '../../../../lib/reconciler/usage/serving-use';
import type { Run } from '../../../../lib/record-table/runs';

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

/** @param requests numbers of requests in each five minutes from the beginning of the month, for the first metric */
async function useOf(
  resource: Partial<ServingResource>,
  requests: readonly number[] = [],
  now = NOW,
  switches: readonly Switch[] = [],
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
    switchesOf: () => switches,
    now,
  });
  return { use, queried };
}

const { CloudWatchClient: CloudWatchStub } =
  jest.requireActual<typeof import('@aws-sdk/client-cloudwatch')>('@aws-sdk/client-cloudwatch');

test('bills the minimum of a campaign for the whole month, and reports the campaign as unused if it had no request', async () => {
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
  // Act: 3 requests a second for five minutes, then 1
  const { use } = await useOf({}, [900, 300]);
  // Assess
  expect(use?.amount).toBeCloseTo(1440 + 1 / 12, 6);
  expect(use).toMatchObject({ requests: 1200 });
  expect(use).not.toHaveProperty('isUnused');
});

test('bills requests to a recommender by the average of each hour', async () => {
  // Act: 24 requests a second for five minutes are 2 a second in the hour
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

describe('the hours of a recommender', () => {
  const at = (day: number, hour: number, serves: boolean) => ({ time: Date.UTC(2026, 10, day, hour), serves });

  test.each<[string, readonly Switch[], number]>([
    ['are none if it was stopped before the month', [{ time: Date.UTC(2026, 9, 20), serves: false }], 0],
    ['do not include the hours between a stop and a start', [at(2, 0, false), at(3, 0, true)], 2 * (720 - 24)],
    ['do not include the hours before its first known start', [at(3, 0, true)], 2 * (720 - 48)],
    [
      'do not include the hours of several stops',
      [at(2, 18, false), at(3, 6, true), at(3, 18, false), at(4, 6, true)],
      2 * (720 - 24),
    ],
  ])('%s', async (_what, switches, amount) => {
    // Act
    const { use } = await useOf({ type: 'recommender' }, [], NOW, switches);
    // Assess
    expect(use).toMatchObject({ amount });
  });

  test('are none in a month in which it never served, even if it has started since', async () => {
    // Prepare
    const trigger = recommenderTask('START', 'top');
    const finishedAt = '2026-12-20T00:00:00Z';
    const history = {
      ofWorkflow: async () => [{ trigger, status: 'SUCCEEDED', finishedAt }] as unknown as readonly Run[],
    };
    const switches = await recordedSwitches('small', NOVEMBER, history);
    // Act
    const { use } = await useOf({ type: 'recommender' }, [], Date.parse('2026-12-25T00:00:00Z'), switches('top'));
    // Assess
    expect(use).toMatchObject({ amount: 0 });
  });

  test('end when it was stopped manually, after its last start', async () => {
    // Prepare
    const stoppedAt = new Date('2026-11-11T00:00:00Z');
    // Act
    const { use } = await useOf({ type: 'recommender', stoppedAt }, [], NOW, [at(2, 0, false), at(3, 0, true)]);
    // Assess
    expect(use).toMatchObject({ amount: 2 * (240 - 24) });
  });
});

test('does not read or report requests of a month whose data CloudWatch no longer has', async () => {
  // Act
  const { use, queried } = await useOf({}, [], NOW + 40 * 86_400_000);
  // Assess
  expect(queried).toEqual([]);
  expect(use).not.toHaveProperty('requests');
});
