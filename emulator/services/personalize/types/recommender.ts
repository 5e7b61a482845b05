import type { CreateRecommenderRequest, UpdateRecommenderRequest } from '@aws-sdk/client-personalize';
import { recommenderArn } from '../../../../lib/personalize/arn';
import { findRecipe } from '../../../../lib/personalize/recipes';
import type { Context } from '../context';
import type { EmulatedType } from '../emulated-type';
import { CreationFailure, inUse, invalidInput, notFound } from '../errors';
import { modelMetrics } from '../metrics';
import { datasetsNeededBy } from '../recipe-facts';
import { recipeOf } from '../recipe-of';
import { type Members, type Resource, textMember } from '../resource';
import { isActive, isFailed, isInactive, isPending } from '../statuses';
import { assertTrainable } from '../training';
import { trainModel } from '../training-data';
import type { ValidatedInput } from '../validated-input';

const DEFAULT_REQUESTS_PER_SECOND = 1;

/** Milliseconds between two automatic retrainings. */
const RETRAINING_INTERVAL = 7 * 86_400_000;

export const recommender: EmulatedType = {
  type: 'recommender',

  draft(input, context) {
    const request = input as unknown as ValidatedInput<CreateRecommenderRequest>;
    const group = context.active('CreateRecommender', 'datasetGroup', request.datasetGroupArn);
    assertRecipe(request.recipeArn, group, context);
    return {
      arn: recommenderArn(context.scope, request.name),
      name: request.name,
      members: { recommenderConfig: withDefaults(request.recommenderConfig) },
    };
  },

  creation(resource, context) {
    return {
      work() {
        train(resource, context);
        return {};
      },
      done: () => awaitRetraining(resource, context),
    };
  },

  /**
   * Adds `modelMetrics`, but not if the recommender has failed, or while it is being created, started, stopped or deleted: "modelMetrics is null while
   * creating or deleting" (API reference, Recommender, 2026-11).
   */
  shown(resource, context) {
    if (isPending(resource.status) || isFailed(resource.status)) return {};
    return { modelMetrics: modelMetrics(context, resource, recipeOf(resource)) };
  },

  update(resource, input, context) {
    const { recommenderConfig } = input as unknown as ValidatedInput<UpdateRecommenderRequest>;
    const { arn, status } = resource;
    if (!isActive(status)) throw inUse(`Recommender ${arn} cannot be updated while its status is ${status}.`);
    assertNotUpdating(resource, 'updated');
    const config = withDefaults(recommenderConfig);
    const isRetrained = columnsOf(config) !== columnsOf(resource.members.recommenderConfig as Members);
    return {
      step: 'recommenderUpdate',
      shown: { recommenderConfig: config },
      applied: { recommenderConfig: config },
      ...(isRetrained && { done: () => retrain(resource, context) }),
    };
  },
};

/**
 * Trains a recommender with the current data.
 * @throws CreationFailure if there is too little data, or if the data make the training fail
 */
function train(resource: Resource, context: Context): void {
  const recipe = recipeOf(resource);
  const events = recipe.eventType === undefined ? {} : { eventType: recipe.eventType };
  assertTrainable(recipe, textMember(resource, 'datasetGroupArn'), [events], resource, context);
  trainModel(resource, recipe, context);
}

/** Retrains a recommender. If the training fails, the recommender keeps its earlier model. */
function retrain(resource: Resource, context: Context): void {
  try {
    train(resource, context);
  } catch (error) {
    if (!(error instanceof CreationFailure)) throw error;
  }
}

/**
 * Schedules the next full retraining: "Amazon Personalize automatically retrains them every 7 days" (developer guide, "Managing
 * recommenders", read 2026-11-29). A recommender that is not ACTIVE then, for example a stopped one, is not retrained.
 */
function awaitRetraining(resource: Resource, context: Context): void {
  const { clock } = context.aws;
  const due = () => {
    if (context.store.lookUp(resource.arn) !== resource) return;
    if (isActive(resource.status)) retrain(resource, context);
    awaitRetraining(resource, context);
  };
  clock.at(clock.now() + RETRAINING_INTERVAL, due, { background: true });
}

/**
 * Returns a text for comparing the columns of two trainings. If an update changes the columns, the recommender is retrained: "If you modify
 * the columns used when training, Amazon Personalize automatically starts a full retraining" (developer guide, "Updating a recommender").
 */
function columnsOf({ trainingDataConfig }: Members): string {
  return JSON.stringify(trainingDataConfig ?? {});
}

/**
 * Checks that no update of a recommender is in progress.
 * @param participle word for the refused request in the message, e.g. "stopped"
 * @throws ServiceError ResourceInUseException while an update is in progress
 */
function assertNotUpdating({ arn, members }: Resource, participle: string): void {
  const running = (members.latestRecommenderUpdate as Members | undefined)?.status;
  if (typeof running !== 'string' || !isPending(running)) return;
  throw inUse(`Recommender ${arn} cannot be ${participle} while an earlier update is ${running}.`);
}

/**
 * Stops a recommender.
 * @throws ServiceError ResourceInUseException if the recommender is not ACTIVE, or if an update is in progress
 */
export function stopRecommender(resource: Resource, { lifecycle }: Context): void {
  if (!isActive(resource.status)) {
    throw inUse(`Recommender ${resource.arn} cannot be stopped while its status is ${resource.status}.`);
  }
  assertNotUpdating(resource, 'stopped');
  lifecycle.move(resource, 'recommenderStop', ['STOP PENDING', 'STOP IN_PROGRESS', 'INACTIVE']);
}

/**
 * Starts a stopped recommender.
 * @throws ServiceError ResourceInUseException if the recommender is not INACTIVE
 */
export function startRecommender(resource: Resource, { lifecycle }: Context): void {
  if (!isInactive(resource.status)) {
    throw inUse(`Recommender ${resource.arn} cannot be started while its status is ${resource.status}.`);
  }
  lifecycle.move(resource, 'recommenderStart', ['START PENDING', 'START IN_PROGRESS', 'ACTIVE']);
}

function withDefaults(config: object | undefined): Members {
  return { minRecommendationRequestsPerSecond: DEFAULT_REQUESTS_PER_SECOND, ...config };
}

function assertRecipe(recipeArn: string, group: Resource, context: Context): void {
  const recipe = findRecipe(recipeArn);
  if (recipe === undefined) throw notFound(recipeArn);
  if (recipe.domain === undefined) {
    throw invalidInput(`Recipe ${recipe.name} is for solutions, not for recommenders.`);
  }
  const { domain } = group.members;
  if (domain === undefined) {
    throw invalidInput(
      `Please use a domains-specific Dataset Group to create a recommender: ${group.arn} has no domain.`,
    );
  }
  if (domain !== recipe.domain) {
    throw invalidInput(
      `Recipe ${recipe.name} has domain ${recipe.domain}, but dataset group ${group.arn} has domain ${domain}.`,
    );
  }
  for (const datasetType of datasetsNeededBy(recipe.name)) {
    const dataset = context.dataset(group.arn, datasetType);
    if (dataset !== undefined && isActive(dataset.status)) continue;
    throw invalidInput(`Recipe ${recipe.name} needs an active dataset of type ${datasetType}, ${group.arn} has none.`);
  }
}
