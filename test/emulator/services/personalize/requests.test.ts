import { accounts } from '../../../support/accounts';
import { sample } from '../../../support/sample';

const { openQuick } = accounts();

const MINUTE = 60_000;
const ARN = 'arn:aws:personalize:us-east-1:123456789012:campaign/small-campaign';

/** Creates an ACTIVE campaign. `counted` returns its numbers of requests per five minutes, by metric. */
async function prepare(recipe = 'aws-user-personalization') {
  const account = await openQuick();
  const file = sample();
  for (const { serviceConfig } of file.solutions) serviceConfig.recipeArn = `arn:aws:personalize:::recipe/${recipe}`;
  await account.run(file);
  const begin = account.local.clock.now();
  const counted = async () => {
    const { MetricDataResults: results } = await account.call<{
      readonly MetricDataResults: readonly { readonly Label: string; readonly Values: readonly number[] }[];
    }>('monitoring', 'GetMetricData', {
      MetricDataQueries: ['GetRecommendations', 'GetPersonalizedRanking'].map((MetricName, index) => {
        const Dimensions = [{ Name: 'CampaignArn', Value: ARN }];
        const Metric = { Namespace: 'AWS/Personalize', MetricName, Dimensions };
        return { Id: `q${index}`, MetricStat: { Metric, Period: 300, Stat: 'Sum' } };
      }),
      StartTime: new Date(begin),
      EndTime: new Date(begin + 60 * MINUTE),
    });
    return Object.fromEntries(results.map(({ Label, Values }) => [Label, Values]));
  };
  return { account, requests: account.local.personalize.requests, counted };
}

describe('simulated requests to a campaign', () => {
  it('are counted every five minutes at the current rate; a rate of 0 gives no data point', async () => {
    // Prepare
    const { account, requests, counted } = await prepare();

    // Act
    requests.set({ name: 'small-campaign', perSecond: 2 });
    await account.passSeconds(11 * 60);
    requests.set({ name: 'small-campaign', perSecond: 0 });
    await account.passSeconds(11 * 60);

    // Assess
    expect(await counted()).toEqual({ GetRecommendations: [600, 600], GetPersonalizedRanking: [] });
  });

  it('are counted as rankings if the campaign ranks items', async () => {
    // Prepare
    const { requests, counted } = await prepare('aws-personalized-ranking');

    // Act
    const isSent = requests.send('small-campaign', 3);

    // Assess
    expect([isSent, await counted()]).toEqual([true, { GetRecommendations: [], GetPersonalizedRanking: [3] }]);
  });

  it('are counted only while the campaign is ACTIVE; `unknown` lists names that do not exist', async () => {
    // Prepare
    const { account, requests, counted } = await prepare();
    requests.set({ name: 'top', perSecond: 1 });
    await account.call('personalize', 'DeleteCampaign', { campaignArn: ARN });

    // Act
    const isSent = requests.send('small-campaign', 3);

    // Assess
    expect([isSent, requests.unknown()]).toEqual([false, ['top']]);
    expect(await counted()).toEqual({ GetRecommendations: [], GetPersonalizedRanking: [] });
  });
});
