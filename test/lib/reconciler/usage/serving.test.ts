import { InvalidInputException } from '@aws-sdk/client-personalize';
import type { Request } from '../../../../lib/reconciler/account/personalize-api';
import { servingOf } from '../../../../lib/reconciler/usage/serving';

const SCOPE = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
const CREATED = new Date('2026-01-05T00:00:00Z');
const recipe = (name: string) => `arn:aws:personalize:::recipe/${name}`;

const LISTS: Readonly<Record<string, (request: Request) => readonly Request[]>> = {
  solution: ({ datasetGroupArn }) => [
    { solutionArn: 'arn:items', recipeArn: recipe('aws-user-personalization'), in: datasetGroupArn },
    { solutionArn: 'arn:actions', recipeArn: recipe('aws-next-best-action') },
  ],
  campaign: ({ solutionArn }) => [{ campaignArn: `${solutionArn}-campaign` }, { campaignArn: 'arn:gone' }],
  recommender: () => [{ recommenderArn: 'arn:recommender' }, { recommenderArn: 'arn:default' }],
};

describe('serving resources of a dataset group', () => {
  it('include each existing campaign and recommender, with its capacity, and say if CloudWatch counts its requests', async () => {
    // Prepare
    const common = { name: 'one', status: 'ACTIVE', creationDateTime: CREATED };
    const personalize: Parameters<typeof servingOf>[0] = {
      list: async (type, request) => LISTS[type]?.(request) ?? [],
      describe: async (type, arn) => {
        if (arn === 'arn:gone') return undefined;
        const config = { minRecommendationRequestsPerSecond: 5 };
        if (arn === 'arn:default') return { ...common, recommenderConfig: {} };
        return { ...common, ...(type === 'campaign' ? { minProvisionedTPS: 2 } : { recommenderConfig: config }) };
      },
    };

    // Act
    const found = await servingOf(personalize, SCOPE, 'shop');

    // Assess
    const one = { name: 'one', status: 'ACTIVE', createdAt: CREATED };
    expect(found).toEqual([
      {
        ...one,
        type: 'campaign',
        arn: 'arn:items-campaign',
        provisioned: 2,
        isMeasured: true,
        recipeArn: expect.stringContaining('user-personalization'),
      },
      {
        ...one,
        type: 'campaign',
        arn: 'arn:actions-campaign',
        provisioned: 2,
        isMeasured: false,
        recipeArn: expect.stringContaining('next-best-action'),
      },
      { ...one, type: 'recommender', arn: 'arn:recommender', provisioned: 5, isMeasured: true },
      { ...one, type: 'recommender', arn: 'arn:default', provisioned: 1, isMeasured: true },
    ]);
  });

  it('are none if the dataset group does not exist', async () => {
    // Prepare
    const personalize: Parameters<typeof servingOf>[0] = {
      list: () => Promise.reject(new InvalidInputException({ message: 'no such group', $metadata: {} })),
      describe: async () => undefined,
    };

    // Act
    const found = await servingOf(personalize, SCOPE, 'shop');

    // Assess
    expect(found).toEqual([]);
  });
});
