import { CloudWatchClient, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { CloudWatchService } from '../../../../emulator/services/cloudwatch/service';
import { requestsOf, type Served } from '../../../../lib/reconciler/usage/requests';
import { inProcess, testAws } from '../../../support/in-process';

const FROM = new Date('2026-01-05T00:00:00Z');
const TO = new Date('2026-01-19T00:00:00Z');
const at = (minutes: number) => new Date(FROM.getTime() + minutes * 60_000);

interface Input {
  readonly MetricDataQueries?: readonly MetricDataQuery[];
  readonly NextToken?: string;
}

type Answer = (input: Input) => object;

/** @param answer gives CloudWatch's answer to a call of GetMetricData */
function prepare(answer: Answer) {
  const inputs: Input[] = [];
  const aws = testAws();
  aws.register(new CloudWatchService(aws));
  aws.intercept(async ({ call: { input } }) => {
    inputs.push(input);
    return answer(input);
  });
  const client = new CloudWatchClient(inProcess(aws));
  const ask = (served: readonly Served[], to = TO) => requestsOf(client, served, { from: FROM, to });
  return { ask, inputs };
}

/** @param values by metric name, pairs of the minutes after `FROM` and the number of requests. Others have no data. */
const complete =
  (values: Readonly<Record<string, readonly (readonly [minutes: number, requests: number])[]>>): Answer =>
  ({ MetricDataQueries = [] }) => ({
    MetricDataResults: MetricDataQueries.map(({ Id = '', MetricStat }) => {
      const data = values[MetricStat?.Metric?.MetricName ?? ''] ?? [];
      return {
        Id,
        StatusCode: 'Complete',
        Timestamps: data.map(([minutes]) => at(minutes)),
        Values: data.map(([, requests]) => requests),
      };
    }),
  });

const CAMPAIGN: Served = { type: 'campaign', arn: 'arn:campaign' };

describe('requests of a campaign', () => {
  it('are counted over all operations and include refused requests; the peak is the rate of the busiest five minutes', async () => {
    // Prepare
    const { ask } = prepare(
      complete({
        GetRecommendations: [
          [0, 600],
          [5, 30],
          [20, 0],
        ],
        GetPersonalizedRanking4xxErrors: [
          [0, 300],
          [10, 3],
        ],
      }),
    );

    // Act
    const found = await ask([CAMPAIGN]);

    // Assess
    expect(found.get('arn:campaign')).toEqual({ count: 933, peak: 3, last: at(10) });
  });

  it('are 0, also for a recommender, if CloudWatch has no data for any of the queried metrics', async () => {
    // Prepare
    const { ask, inputs } = prepare(complete({}));

    // Act
    const found = await ask([CAMPAIGN, { type: 'recommender', arn: 'arn:recommender' }]);

    // Assess
    expect([...found]).toEqual([
      ['arn:campaign', { count: 0, peak: 0 }],
      ['arn:recommender', { count: 0, peak: 0 }],
    ]);
    const asked = inputs.flatMap(({ MetricDataQueries = [] }) => MetricDataQueries.map(({ MetricStat }) => MetricStat));
    expect(asked.map((stat) => [stat?.Metric?.MetricName, stat?.Metric?.Dimensions?.[0], stat?.Stat])).toEqual([
      ...['', '4xxErrors', '5xxErrors'].map((end) => [
        ...[`GetRecommendations${end}`, { Name: 'CampaignArn', Value: 'arn:campaign' }, 'Sum'],
      ]),
      ...['', '4xxErrors', '5xxErrors'].map((end) => [
        ...[`GetPersonalizedRanking${end}`, { Name: 'CampaignArn', Value: 'arn:campaign' }, 'Sum'],
      ]),
      ...['', '4xxErrors', '5xxErrors'].map((end) => [
        ...[`GetRecommendations${end}`, { Name: 'RecommenderArn', Value: 'arn:recommender' }, 'Sum'],
      ]),
    ]);
  });

  it.each([0, 999])('are 0, without a call of CloudWatch, if the period has only %i ms', async (milliseconds) => {
    // Prepare
    const { ask, inputs } = prepare(complete({}));
    // Act
    const found = await ask([CAMPAIGN], new Date(FROM.getTime() + milliseconds));
    // Assess
    expect([...found]).toEqual([['arn:campaign', { count: 0, peak: 0 }]]);
    expect(inputs).toEqual([]);
  });

  it('are read with several calls if there are too many data points for one call, and every page of each answer is read', async () => {
    // Prepare
    const { ask, inputs } = prepare((input) => ({
      MetricDataResults: [
        {
          Id: input.MetricDataQueries?.[0]?.Id,
          Timestamps: [at(inputs.length)],
          Values: [1],
          StatusCode: input.NextToken === undefined ? 'PartialData' : 'Complete',
        },
      ],
      ...(input.NextToken === undefined && { NextToken: 'more' }),
    }));

    // Act
    const found = await ask(Array.from({ length: 5 }, (_, index) => ({ type: 'campaign', arn: `arn:${index}` })));

    // Assess
    expect(inputs.map(({ MetricDataQueries = [], NextToken }) => [MetricDataQueries.length, NextToken])).toEqual([
      ...[
        [25, undefined],
        [25, 'more'],
        [5, undefined],
        [5, 'more'],
      ],
    ]);
    expect([...found.values()].map(({ count }) => count)).toEqual([2, 0, 0, 0, 2]);
  });

  it('cause an error if CloudWatch failed to read them', async () => {
    // Prepare
    const { ask } = prepare(() => ({ MetricDataResults: [{ Id: 'q0', StatusCode: 'InternalError' }] }));

    // Act and assess
    await expect(ask([CAMPAIGN])).rejects.toThrow('CloudWatch answered InternalError.');
  });
});
