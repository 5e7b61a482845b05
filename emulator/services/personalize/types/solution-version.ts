import type { CreateSolutionVersionRequest } from '@aws-sdk/client-personalize';
import { solutionVersionArn } from '../../../../lib/personalize/arn';
import type { Recipe } from '../../../../lib/personalize/recipes';
import type { Context } from '../context';
import type { Draft, EmulatedType } from '../emulated-type';
import { alreadyExists, inUse, invalidInput } from '../errors';
import { datasetsNeededBy } from '../recipe-facts';
import { assertOffered } from '../recipe-of';
import { type Members, type Resource, textMember } from '../resource';
import { isActive, isBeingCreated } from '../statuses';
import { assertTrainable, eventFilters } from '../training';
import { trainModel } from '../training-data';
import type { ValidatedInput } from '../validated-input';
import { hasNewData } from './dataset-import-job';
import { trainedRecipe } from './solution';

/** Members that a new version copies from its solution. */
const INHERITED = [
  'performHPO',
  'performAutoML',
  'performIncrementalUpdate',
  'eventType',
  'datasetGroupArn',
  'solutionConfig',
] as const;

/**
 * Returns the behavior of solution versions.
 * @param ready function that is called with each version that becomes ACTIVE
 */
export function solutionVersionKind(ready: (version: Resource) => void): EmulatedType {
  return {
    type: 'solutionVersion',

    draft(input, context) {
      const request = input as unknown as ValidatedInput<CreateSolutionVersionRequest>;
      const solution = context.active('CreateSolutionVersion', 'solution', request.solutionArn);
      const trainingMode = request.trainingMode ?? 'FULL';
      const recipe = trainedRecipe(solution);
      if (trainingMode === 'AUTOTRAIN') {
        throw invalidInput('trainingMode AUTOTRAIN is for automatic training only, it must be FULL or UPDATE.');
      }
      if (trainingMode === 'UPDATE') assertUpdateTraining(solution, recipe, context);
      return versionDraft(solution, context, { trainingMode, trainingType: 'MANUAL' }, request.name);
    },

    creation(version, context) {
      const solution = context.store.get('solution', textMember(version, 'solutionArn'));
      const recipe = trainedRecipe(solution);
      const base = version.members.trainingMode === 'UPDATE' ? newestFull(solution, context) : undefined;
      return {
        recipe: recipe.name,
        work: () => train(version, recipe, context, base),
        done: () => ready(version),
      };
    },
  };
}

/** Makes a new version of a solution. This function is called for requests and for automatic trainings. */
export function versionDraft(
  solution: Resource,
  context: Context,
  training: { readonly trainingMode: string; readonly trainingType: string },
  name?: string,
): Draft {
  const arnOf = (id: string) => solutionVersionArn(context.scope, solution.name, id);
  const recipe = trainedRecipe(solution);
  assertOffered(recipe.name, context);
  assertDatasets(solution, recipe, context);
  if (name !== undefined) assertNameFree(solution, name, context);
  const id = name !== undefined && context.variants.has('personalize-version-arn') ? name : context.freeId(arnOf);
  const inherited = INHERITED.filter((member) => solution.members[member] !== undefined);
  return {
    arn: arnOf(id),
    name: `${solution.name}/${name ?? id}`,
    members: {
      ...Object.fromEntries(inherited.map((member) => [member, solution.members[member]])),
      solutionArn: solution.arn,
      recipeArn: `arn:${context.scope.partition}:personalize:::recipe/${recipe.name}`,
      ...training,
    },
  };
}

/**
 * Stops the training of a version. A training that has not begun stops at once. A training in progress takes some time to stop. A stopped
 * training cannot be resumed.
 * @throws ServiceError ResourceInUseException if the version is not being trained. This error is unconfirmed:
 * `personalize-version-in-progress` in docs/local-aws.md
 */
export function stopTraining(version: Resource, { lifecycle }: Context): void {
  if (!isBeingCreated(version.status)) {
    throw inUse(`Solution version ${version.arn} cannot be stopped while its status is ${version.status}.`);
  }
  const stopping = version.status === 'CREATE IN_PROGRESS' ? ['CREATE STOPPING'] : [];
  lifecycle.move(version, 'solutionVersionStop', [...stopping, 'CREATE STOPPED']);
}

/**
 * Checks that no version of the solution has the name. CreateSolutionVersion declares ResourceAlreadyExistsException, and this error can
 * only refer to the name.
 */
function assertNameFree(solution: Resource, name: string, { store }: Context): void {
  const versions = store.list('solutionVersion', { solutionArn: solution.arn });
  const taken = versions.find((version) => version.name === `${solution.name}/${name}`);
  if (taken !== undefined) throw alreadyExists(taken.arn);
}

function assertDatasets(solution: Resource, { name }: Recipe, context: Context): void {
  const datasetGroupArn = textMember(solution, 'datasetGroupArn');
  for (const datasetType of datasetsNeededBy(name)) {
    const dataset = context.dataset(datasetGroupArn, datasetType);
    if (dataset !== undefined && isActive(dataset.status)) continue;
    throw invalidInput(`Recipe ${name} needs an active dataset of type ${datasetType}, ${datasetGroupArn} has none.`);
  }
}

function assertUpdateTraining(solution: Resource, recipe: Recipe, context: Context): void {
  if (!recipe.trainingModes.includes('UPDATE')) {
    throw invalidInput(`trainingMode UPDATE is not possible with recipe ${recipe.name}.`);
  }
  const full = newestFull(solution, context);
  if (full === undefined) {
    throw invalidInput(
      `trainingMode UPDATE needs an active solution version of ${solution.arn} that was trained with training mode FULL.`,
    );
  }
  if (!hasNewData(context, textMember(solution, 'datasetGroupArn'), full.createdAt)) {
    throw invalidInput(
      'There should be updates to at least one dataset after last active solution version with training mode set to FULL',
    );
  }
}

function newestFull({ arn }: Resource, { store }: Context): Resource | undefined {
  const full = store.list('solutionVersion', { solutionArn: arn, trainingMode: 'FULL' });
  return full.filter(({ status }) => isActive(status)).at(-1);
}

/** Range of the ratio between billed compute time and the real duration of a training. */
const BILLED_SHARE = { min: 1, max: 6 };
const HOUR = 3_600_000;

/**
 * Trains a solution version. Returns the members that the training adds to the version.
 * @param base for a training with mode UPDATE: the solution version whose full training is updated
 */
function train(version: Resource, recipe: Recipe, context: Context, base: Resource | undefined): Members {
  const datasetGroupArn = textMember(version, 'datasetGroupArn');
  const solution = context.store.get('solution', textMember(version, 'solutionArn'));
  assertTrainable(recipe, datasetGroupArn, eventFilters(version), solution, context);
  trainModel(version, recipe, context, base);
  const { min, max } = BILLED_SHARE;
  const share = min + context.random.float() * (max - min);
  const hours = ((context.aws.clock.now() - version.createdAt) / HOUR) * share;
  return {
    trainingHours: Math.round(hours * 1000) / 1000,
    ...(version.members.performHPO === true && {
      tunedHPOParams: { algorithmHyperParameters: defaults(recipe) },
    }),
  };
}

function defaults({ hyperparameters = {} }: Recipe): Record<string, string> {
  return Object.fromEntries(
    Object.entries(hyperparameters).map(([name, parameter]) => [name, String(parameter.default)]),
  );
}
