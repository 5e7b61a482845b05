import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { planOf } from '../support/planned';
import { parameterFileKey, type Sample, sample } from '../support/sample';
import { served } from '../support/served';

const { openQuick } = accounts();
const serve = served();

type Members = Readonly<Record<string, unknown>>;

/** A sample whose only campaign has these members besides its name. */
function file(campaign: Members, recipeArn?: string): Sample {
  const made = sample();
  for (const solution of made.solutions) {
    if (recipeArn !== undefined) solution.serviceConfig.recipeArn = recipeArn;
    solution.campaigns = [{ serviceConfig: { name: 'small-campaign', ...campaign } as never }];
  }
  return made;
}

async function campaignOf(account: Account): Promise<Members> {
  const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');
  return (await account.call<{ campaign: Members }>('personalize', 'DescribeCampaign', { campaignArn })).campaign;
}

const FOLDER = join(PROJECT_ROOT, 'examples/shop');
const NAME = 'shop-recommended-for-you';

/** The parameter file of example `shop`, without its budget. The recommender `NAME` has the given configuration, by default none. */
function shop(recommenderConfig?: object): Sample {
  const text = readFileSync(join(FOLDER, parameterFileKey('shop')), 'utf8');
  const { budget: _, ...made } = JSON.parse(text) as Sample & {
    budget: object;
    recommenders: { serviceConfig: Record<string, unknown> }[];
  };
  for (const { serviceConfig } of made.recommenders) {
    if (serviceConfig.name !== NAME) continue;
    if (recommenderConfig === undefined) delete serviceConfig.recommenderConfig;
    else serviceConfig.recommenderConfig = recommenderConfig;
  }
  return made;
}

describe('a member that an upload removes from the parameter file', () => {
  it.each<[string, Members, Members]>([
    ['minProvisionedTPS', { minProvisionedTPS: 3 }, { minProvisionedTPS: 1 }],
    [
      'syncWithLatestSolutionVersion',
      { campaignConfig: { syncWithLatestSolutionVersion: true } },
      { campaignConfig: { syncWithLatestSolutionVersion: false } },
    ],
    [
      'enableMetadataWithRecommendations',
      {
        campaignConfig: {
          enableMetadataWithRecommendations: true,
          itemExplorationConfig: { explorationWeight: '0.2' },
        },
      },
      {
        campaignConfig: {
          enableMetadataWithRecommendations: false,
          itemExplorationConfig: { explorationWeight: '0.2' },
        },
      },
    ],
  ])(
    'returns to its default in a campaign, and members without a default keep their values: %s',
    async (_what, before, expected) => {
      // Prepare
      const deployment = await serve(await openQuick());
      const { account } = deployment;
      await account.run(file(before));

      // Act
      const plan = await planOf(deployment, file({}));
      await account.runFile(file({}));

      // Assess
      expect(plan.changes.filter(({ action }) => action === 'update').map(({ name }) => name)).toEqual([
        'small-campaign',
      ]);
      expect((await account.lastRun()).status).toBe('SUCCEEDED');
      expect(await campaignOf(account)).toMatchObject(expected);
    },
  );

  it('returns to its default in a recommender, and members without a default keep their values', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.uploadFolder(FOLDER);
    await account.runFile(
      shop({
        minRecommendationRequestsPerSecond: 3,
        enableMetadataWithRecommendations: true,
        itemExplorationConfig: { explorationWeight: '0.2' },
      }),
    );

    // Act
    const plan = await planOf(deployment, shop());
    await account.runFile(shop());

    // Assess
    expect(plan.changes.filter(({ action }) => action === 'update').map(({ name }) => name)).toEqual([NAME]);
    const recommenderArn = account.local.aws.arn('personalize', `recommender/${NAME}`);
    const { recommender } = await account.call<{ recommender: Members }>('personalize', 'DescribeRecommender', {
      recommenderArn,
    });
    expect(recommender.recommenderConfig).toEqual({
      minRecommendationRequestsPerSecond: 1,
      enableMetadataWithRecommendations: false,
      itemExplorationConfig: { explorationWeight: '0.2' },
    });
  });
});

describe('a member that the parameter file does not have', () => {
  it('is reported the next night if an operator raises its value', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(file({}));
    const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');

    // Act
    await account.call('personalize', 'UpdateCampaign', { campaignArn, minProvisionedTPS: 7 });
    await account.settle();
    await account.waitForHour(5);
    await account.settle();

    // Assess
    expect(account.lastNotification()).toContain('minProvisionedTPS: 7 -> 1');
  });

  it.each(['aws-user-personalization-v2', 'aws-personalized-ranking-v2'])(
    'is not updated if the recipe has no default for it: enableMetadataWithRecommendations with %s',
    async (recipe) => {
      // Prepare
      const made = file({}, `arn:aws:personalize:::recipe/${recipe}`);
      const deployment = await serve(await openQuick());
      const { account } = deployment;
      await account.run(made);
      const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');
      await account.call('personalize', 'UpdateCampaign', {
        campaignArn,
        campaignConfig: { enableMetadataWithRecommendations: true },
      });
      await account.settle();

      // Act
      const plan = await planOf(deployment, made);

      // Assess
      expect(plan.changes.filter(({ action }) => action !== 'unchanged')).toEqual([]);
    },
  );

  it('is not updated if Personalize returns no value for it', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(file({ minProvisionedTPS: 1 }));

    // Act
    const plan = await planOf(deployment, file({}));

    // Assess
    expect(await campaignOf(account)).not.toHaveProperty('campaignConfig');
    expect(plan.changes.filter(({ action }) => action !== 'unchanged')).toEqual([]);
  });
});
