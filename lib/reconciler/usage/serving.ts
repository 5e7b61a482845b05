import { datasetGroupArn, type Scope } from '../../personalize/arn';
import { findRecipe } from '../../personalize/recipes';
import { SERVING_TYPES, type ServingType } from '../../personalize/request-metrics';
import { isInactive } from '../../personalize/statuses';
import { present } from '../../record-table/item';
import type { Description, PersonalizeApi } from '../account/personalize-api';
import type { Served } from './requests';

/** An existing campaign or recommender. */
export interface ServingResource extends Served {
  readonly name: string;
  readonly status: string;
  readonly createdAt: Date;
  /** Time of the latest update; absent if the resource was never updated. */
  readonly updatedAt?: Date;
  /** Provisioned requests per second. */
  readonly provisioned: number;
  /** False if CloudWatch has no metric for requests to the resource. */
  readonly isMeasured: boolean;
  /** Recipe of a campaign's solution. */
  readonly recipeArn?: string;
  /** Time at which the recommender was stopped; only for a recommender that is stopped now. */
  readonly stoppedAt?: Date;
}

/**
 * Minimum of billed requests per second. The default is 1 for both types, and Describe may leave it out (API reference,
 * CreateCampaign and RecommenderConfig, November 2026).
 */
export function provisionedRequests(type: ServingType, description: Description): number {
  const { recommenderConfig } = description;
  return Number({ ...description, ...(recommenderConfig as object) }[SERVING_TYPES[type].minimum] ?? 1);
}

type Personalize = Pick<PersonalizeApi, 'list' | 'describe'>;

/**
 * All campaigns and recommenders of a dataset group. Resources that have left the parameter file are included, because they
 * cost money too. Empty if the dataset group does not exist.
 */
export async function servingOf(
  personalize: Personalize,
  scope: Scope,
  datasetGroup: string,
): Promise<ServingResource[]> {
  const group = { datasetGroupArn: datasetGroupArn(scope, datasetGroup) };
  const found: ServingResource[] = [];
  const add = async (
    type: ServingType,
    arn: unknown,
    isMeasured = true,
    recipe: { readonly recipeArn?: string } = {},
  ) => {
    const description = await personalize.describe(type, String(arn));
    if (description === undefined) return;
    const { name, status = '', creationDateTime: createdAt = new Date(0), lastUpdatedDateTime } = description;
    const update = description[SERVING_TYPES[type].latestUpdate] as
      | Pick<Description, 'lastUpdatedDateTime'>
      | undefined;
    const provisioned = provisionedRequests(type, description);
    const stopped = isInactive(status) && lastUpdatedDateTime !== undefined && { stoppedAt: lastUpdatedDateTime };
    const updated = present({ updatedAt: update?.lastUpdatedDateTime });
    const measured = { provisioned, isMeasured, ...recipe, ...stopped };
    found.push({ type, arn: String(arn), name: String(name), status, createdAt, ...updated, ...measured });
  };
  // The lists below would fail for a missing group: ListSolutions and ListRecommenders declare InvalidInputException (API model of Personalize).
  if ((await personalize.describe('datasetGroup', group.datasetGroupArn)) === undefined) return found;
  for (const { solutionArn, recipeArn } of await personalize.list('solution', group)) {
    // The developer guide lists no metric for requests of GetActionRecommendations (2026-11).
    const isMeasured = findRecipe(String(recipeArn))?.recipeType !== 'PERSONALIZED_ACTIONS';
    for (const { campaignArn } of await personalize.list('campaign', { solutionArn }))
      await add('campaign', campaignArn, isMeasured, { recipeArn: String(recipeArn) });
  }
  for (const { recommenderArn } of await personalize.list('recommender', group))
    await add('recommender', recommenderArn);
  return found;
}
