import type { CreateSolutionRequest, UpdateSolutionRequest } from '@aws-sdk/client-personalize';
import { solutionArn } from '../../../../lib/personalize/arn';
import { findRecipe, type Recipe } from '../../../../lib/personalize/recipes';
import type { Context } from '../context';
import type { EmulatedType } from '../emulated-type';
import { inUse, invalidInput, notFound } from '../errors';
import { assertOffered, findAnyRecipe } from '../recipe-of';
import { type Members, type Resource, summarize, textMember } from '../resource';
import { isActive, isPending } from '../statuses';
import type { ValidatedInput } from '../validated-input';
import { assertAutoTrainingConfig, assertSolutionConfig } from './solution-config';

/**
 * Returns the behavior of solutions.
 * @param train function that applies a solution's settings of automatic training
 */
export function solutionKind(train: (solution: Resource) => void): EmulatedType {
  return {
    type: 'solution',

    draft(input, context) {
      const request = input as unknown as ValidatedInput<CreateSolutionRequest>;
      const group = context.active('CreateSolution', 'datasetGroup', request.datasetGroupArn);
      const recipe = recipeOf(request, context);
      assertSolutionConfig(request, recipe, group.arn, context);
      return {
        arn: solutionArn(context.scope, request.name),
        name: request.name,
        members: {
          performHPO: request.performHPO ?? false,
          performAutoML: request.performAutoML ?? false,
          // By default, AWS trains solutions automatically, and bills each training.
          performAutoTraining: request.performAutoTraining ?? true,
          // If the recipe supports incremental updates, AWS enables incremental updates by default, and bills them (API
          // model, CreateSolution, November 2026).
          performIncrementalUpdate: request.performIncrementalUpdate ?? recipe?.incrementalUpdate ?? false,
        },
      };
    },

    creation(solution) {
      return { done: () => train(solution) };
    },

    shown(solution, { store, variants }) {
      const isShown = variants.has('personalize-incremental-update') && !trainedRecipe(solution).incrementalUpdate;
      const latest = store.list('solutionVersion', { solutionArn: solution.arn }).at(-1);
      return {
        ...(isShown && { performIncrementalUpdate: true }),
        ...(latest !== undefined && { latestSolutionVersion: summarize(latest) }),
      };
    },

    update(solution, input) {
      const { solutionArn: _, ...changes } = input as unknown as ValidatedInput<UpdateSolutionRequest>;
      assertUpdatable(solution);
      const recipe = findRecipe(String(solution.members.recipeArn));
      if (changes.performIncrementalUpdate && !recipe?.incrementalUpdate) {
        throw invalidInput(`performIncrementalUpdate is not possible with recipe ${solution.members.recipeArn}.`);
      }
      const { autoTrainingConfig, eventsConfig } = changes.solutionUpdateConfig ?? {};
      assertAutoTrainingConfig(autoTrainingConfig);
      if (eventsConfig !== undefined && !recipe?.eventsConfig) {
        throw invalidInput(`eventsConfig is not possible with recipe ${solution.members.recipeArn}.`);
      }
      const { performAutoTraining, performIncrementalUpdate } = changes;
      return {
        step: 'solutionUpdate',
        shown: { ...changes },
        applied: {
          ...(performAutoTraining !== undefined && { performAutoTraining }),
          ...(performIncrementalUpdate !== undefined && { performIncrementalUpdate }),
          solutionConfig: {
            ...(solution.members.solutionConfig as Members | undefined),
            ...(autoTrainingConfig !== undefined && { autoTrainingConfig }),
            ...(eventsConfig !== undefined && { eventsConfig }),
          },
        },
        done: () => train(solution),
      };
    },

    assertDeletable({ arn }, { store }) {
      const [campaign] = store.list('campaign', { solutionArn: arn });
      if (campaign !== undefined) throw inUse(`Solution ${arn} still has campaign ${campaign.arn}.`);
      const running = store.list('solutionVersion', { solutionArn: arn }).find(({ status }) => isPending(status));
      if (running !== undefined) {
        throw inUse(`Solution ${arn} cannot be deleted while ${running.arn} is in status ${running.status}.`);
      }
    },

    deleted({ arn }, { store, lifecycle }) {
      for (const version of store.list('solutionVersion', { solutionArn: arn })) lifecycle.forget(version);
    },
  };
}

function recipeOf(
  { recipeArn, performAutoML = false }: ValidatedInput<CreateSolutionRequest>,
  context: Context,
): Recipe | undefined {
  if (performAutoML) {
    if (recipeArn !== undefined) throw invalidInput('recipeArn must not be given when performAutoML is true.');
    return undefined;
  }
  if (recipeArn === undefined) throw invalidInput('recipeArn must be given when performAutoML is false.');
  const recipe = findAnyRecipe(recipeArn);
  if (recipe === undefined) throw notFound(recipeArn);
  assertOffered(recipe.name, context);
  if (recipe.domain !== undefined) {
    throw invalidInput(`Recipe ${recipe.name} is for recommenders of domain ${recipe.domain}, not for solutions.`);
  }
  return recipe;
}

function assertUpdatable({ arn, status, members }: Resource): void {
  const running = (members.latestSolutionUpdate as Members | undefined)?.status;
  if (!isActive(status)) throw inUse(`Solution ${arn} cannot be updated while its status is ${status}.`);
  if (typeof running === 'string' && isPending(running)) {
    throw inUse(`Solution ${arn} cannot be updated while an earlier update is ${running}.`);
  }
}

/** Returns the recipe with which a solution's versions are trained. */
export function trainedRecipe(solution: Resource): Recipe {
  const arn = solution.members.recipeArn ?? autoMlRecipe(solution);
  const recipe = findAnyRecipe(String(arn));
  if (recipe === undefined) throw new Error(`Solution ${solution.arn} has unknown recipe ${arn}.`);
  return recipe;
}

/**
 * Returns the ARN of the recipe that AutoML chooses. Personalize tries several recipes and keeps the best. The emulator takes the first
 * recipe in `recipeList`; if there is no list, it takes User-Personalization.
 */
function autoMlRecipe(solution: Resource): string {
  const config = solution.members.solutionConfig as { autoMLConfig?: { recipeList?: string[] } } | undefined;
  const partition = textMember(solution, 'solutionArn').split(':')[1];
  return config?.autoMLConfig?.recipeList?.[0] ?? `arn:${partition}:personalize:::recipe/aws-user-personalization`;
}
