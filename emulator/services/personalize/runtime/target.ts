import type { Recipe } from '../../../../lib/personalize/recipes';
import type { Context } from '../context';
import { invalidInput } from '../errors';
import { recipeOf } from '../recipe-of';
import { type Resource, textMember } from '../resource';
import { isActive } from '../statuses';
import { answerOf, type RecipeAnswer } from './recipe-answers';

/** Campaign or recommender that answers a request, with everything that its answers depend on. */
export interface Target {
  /** The campaign or recommender itself. */
  readonly resource: Resource;
  /** Trained resource: the solution version of the campaign, or the recommender itself. */
  readonly trained: Resource;
  readonly recipe: Recipe;
  readonly answer: RecipeAnswer;
  readonly datasetGroupArn: string;
  readonly config: ServingConfig;
}

/** Settings of a campaign or recommender that affect its answers. */
export interface ServingConfig {
  readonly enableMetadataWithRecommendations?: boolean;
  readonly itemExplorationConfig?: Readonly<Record<string, string>>;
}

export interface TargetRequest {
  readonly campaignArn?: string;
  readonly recommenderArn?: string;
}

/**
 * Finds the campaign or recommender that a request names. It is unconfirmed which error AWS returns if this resource is not ACTIVE:
 * `personalize-runtime-not-active` in docs/local-aws.md.
 * @throws ServiceError ResourceNotFoundException if the resource does not exist; InvalidInputException if the request names both a campaign
 * and a recommender or neither of them, or if the resource cannot answer the operation
 */
export function targetOf(operation: string, { campaignArn, recommenderArn }: TargetRequest, context: Context): Target {
  if (operation !== 'GetRecommendations' && campaignArn === undefined)
    throw invalidInput(`${operation} needs campaignArn, which is missing.`);
  const arns = [campaignArn, recommenderArn].filter((arn) => arn !== undefined);
  if (arns.length !== 1) {
    const given = arns.length === 0 ? 'neither is' : 'both are';
    throw invalidInput(`${operation} needs campaignArn or recommenderArn: ${given} given.`);
  }
  const resource = context.store.get(campaignArn === undefined ? 'recommender' : 'campaign', arns[0] ?? '');
  if (!isActive(resource.status)) {
    throw invalidInput(
      `${resource.arn} is not ACTIVE: its status is ${resource.status}. Only an ACTIVE campaign or recommender answers.`,
    );
  }
  const trained =
    campaignArn === undefined
      ? resource
      : context.store.get('solutionVersion', textMember(resource, 'solutionVersionArn'));
  const recipe = recipeOf(trained);
  const answer = answerOf(recipe);
  if (answer.operation !== operation) {
    throw invalidInput(`Recipe ${recipe.name} of ${resource.arn} supports ${answer.operation}, not ${operation}.`);
  }
  const config = resource.members.campaignConfig ?? resource.members.recommenderConfig ?? {};
  const datasetGroupArn = textMember(trained, 'datasetGroupArn');
  return { resource, trained, recipe, answer, datasetGroupArn, config: config as ServingConfig };
}
