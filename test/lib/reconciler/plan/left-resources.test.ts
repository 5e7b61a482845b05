import { OWNER_TAG } from '../../../../lib/aws/owner-tag';
import { desiredState } from '../../../../lib/parameter-file/desired-state';
import { type DeployedAccount, leftResources } from '../../../../lib/reconciler/plan/left-resources';
import { OwnResources, type RemovableType } from '../../../../lib/record-table/own-resources';
import { recordTable } from '../../../support/record-table';

const STATE = desiredState({ datasetGroup: { serviceConfig: { name: 'shop' } } } as never);
const SOLUTION = 'arn:aws:personalize:us-east-1:123456789012:solution/top';

/**
 * Returns each billed use of a resource that this deployment created and that left the file: its price, and its amount
 * or, if the amount is unknown, its number of times.
 */
async function usesOf(type: RemovableType, description: object, recipe = 'aws-sims') {
  const { table: records } = await recordTable();
  const arn = `arn:aws:personalize:us-east-1:123456789012:${type}/top`;
  await new OwnResources(records).add('shop', { type, name: 'top', arn, recordedAt: '2026-01-05T00:00:00.000Z' });
  const recipeArn = `arn:aws:personalize:::recipe/${recipe}`;
  const found = { status: 'ACTIVE', creationDateTime: new Date(0), solutionVersionArn: `${SOLUTION}/1`, recipeArn };
  const personalize = {
    describe: async () => ({ ...found, ...description }),
    tags: async () => [{ tagKey: OWNER_TAG, tagValue: 'personalize' }],
    attributionMetrics: async () => [{}, {}],
    list: async () => [],
  };
  const account = { records, personalize, deployment: 'personalize', mayDelete: false };
  const [left] = await leftResources(STATE, undefined, account as unknown as DeployedAccount);
  return left?.uses.map(({ price, amount, times }) => [price, amount ?? times]);
}

it.each<readonly [string, RemovableType, object, string | undefined, readonly unknown[]]>([
  ['a campaign', 'campaign', { minProvisionedTPS: 2 }, undefined, [['campaignTpsHours', 1440]]],
  ['a campaign of a -v2 recipe', 'campaign', {}, 'aws-user-personalization-v2', [['campaignV2TpsHours', 720]]],
  ['a campaign that could not be created', 'campaign', { status: 'CREATE FAILED' }, undefined, []],
  ['a recommender', 'recommender', {}, undefined, [['recommenderTpsHours', 720]]],
  ['a stopped recommender', 'recommender', { status: 'INACTIVE' }, undefined, []],
  ['a metric attribution', 'metricAttribution', {}, undefined, [['attributionMetrics', 2]]],
  ['a solution', 'solution', {}, undefined, []],
  ['a solution with automatic training', 'solution', { performAutoTraining: true }, undefined, [['trainingHours', 5]]],
  ['a filter', 'filter', {}, undefined, []],
])('counts the billed uses of %s that has left the file', async (_, type, description, recipe, uses) => {
  expect(await usesOf(type, description, recipe)).toEqual(uses);
});
