import { recipeArn, recipeName } from '../../personalize/arn';
import { DATASET_TYPES } from '../../personalize/dataset-types';
import { RECIPES, RETIRED_RECIPES, type Recipe } from '../../personalize/recipes';
import { nearest } from '../did-you-mean';
import { joinPointer } from '../json-pointer';
import { fieldsOf, type Outline, type RecipeElement } from '../outline';
import { checkMember, type Rule, type RuleViolation, violationAt } from './rule';

/** Rules of recipes. An unknown recipe only gives a warning, so that a new recipe needs no release of this project. */
export const RECIPE_RULES: readonly Rule[] = [
  {
    name: 'recipe-arn',
    demands: 'A recipe ARN has the form arn:aws:personalize:::recipe/<name>.',
    *check({ solutions, recommenders }) {
      for (const resource of [...solutions, ...recommenders]) {
        if (resource.recipeArn === undefined || recipeName(resource.recipeArn) !== undefined) continue;
        yield atRecipe(resource, `"${resource.recipeArn}" is not the ARN of a recipe.`, recipeHint(resource.recipeArn));
      }
    },
  },
  {
    name: 'recipe-unknown',
    severity: 'warning',
    demands: 'A recipe is known to this release; an unknown one is used as it is.',
    *check(outline) {
      for (const [name, resource] of recipeNames(outline)) {
        if (resource.recipe || RETIRED_RECIPES.includes(name)) continue;
        yield atRecipe(resource, `"${name}" is not a known recipe; it is used as it is.`, recipeHint(name));
      }
    },
  },
  {
    name: 'recipe-retired',
    demands: `No retired recipe is used: ${RETIRED_RECIPES.join(', ')}.`,
    *check(outline) {
      for (const [name, resource] of recipeNames(outline)) {
        if (!RETIRED_RECIPES.includes(name)) continue;
        const hint = 'Use aws-user-personalization-v2 or aws-user-personalization.';
        yield atRecipe(resource, `${name} is no longer available in Personalize.`, hint);
      }
    },
  },
  {
    name: 'solution-recipe',
    demands: 'Solutions use no recipes of a domain.',
    *check({ solutions }) {
      for (const solution of solutions) {
        const { name, domain } = solution.recipe ?? {};
        if (!domain) continue;
        const message = `${name} is a recipe of domain ${domain}; a solution takes a custom recipe.`;
        yield atRecipe(solution, message, 'Make it a recommender.');
      }
    },
  },
  {
    name: 'recommender-recipe',
    demands: 'Recommenders use recipes of their domain.',
    *check({ recommenders, domain }) {
      for (const recommender of recommenders) {
        const { recipe } = recommender;
        if (!recipe || !domain || recipe.domain === domain) continue;
        const message = recipe.domain
          ? `${recipe.name} is a recipe of domain ${recipe.domain}; the dataset group has domain ${domain}.`
          : `${recipe.name} is a custom recipe; a recommender takes a recipe of domain ${domain}.`;
        yield atRecipe(recommender, message, recipe.domain ? undefined : 'Make it a solution.');
      }
    },
  },
  {
    name: 'recipe-datasets',
    demands: 'Every dataset that a recipe needs is in the file.',
    warns: 'in a file without "datasets".',
    *check({ solutions, recommenders, datasets, hasDatasets }) {
      const present = new Set(datasets.map(({ info }) => info.datasetType));
      for (const resource of [...solutions, ...recommenders]) {
        for (const type of resource.recipe?.needs ?? []) {
          if (present.has(type)) continue;
          const { recordName, section } = DATASET_TYPES[type];
          const message = `${resource.recipe?.name} needs the ${recordName} dataset, which the file does not have.`;
          const hint = hasDatasets ? `Add datasets.${section}.` : 'The dataset group must have it already.';
          yield { ...atRecipe(resource, message, hint), ...(!hasDatasets && { severity: 'warning' }) };
        }
      }
    },
  },
  {
    name: 'metadata-items',
    severity: 'warning',
    demands: 'enableMetadataWithRecommendations needs an Items dataset.',
    *check(outline) {
      const { solutions, recommenders, hasDatasets } = outline;
      if (!hasDatasets || fieldsOf(outline, 'ITEMS') !== undefined) return;
      const message =
        'enableMetadataWithRecommendations needs an Items dataset, which the file does not have. Personalize would refuse a campaign after its training.';
      const hint = 'Add datasets.items or leave it out, unless the dataset group has an Items dataset already.';
      const explain = (value: unknown) => value === true && { message, hint };
      const campaigns = solutions.flatMap((solution) => solution.campaigns);
      yield* checkMember(campaigns, '/campaignConfig/enableMetadataWithRecommendations', explain);
      yield* checkMember(recommenders, '/recommenderConfig/enableMetadataWithRecommendations', explain);
    },
  },
  {
    name: 'recipe-action-interactions',
    severity: 'warning',
    demands: 'Without action interactions, all scores of actions are 0.',
    *check({ solutions, datasets, hasDatasets }) {
      if (!hasDatasets || datasets.some(({ info }) => info.datasetType === 'ACTION_INTERACTIONS')) return;
      for (const solution of solutions.filter(({ recipe }) => recipe?.recipeType === 'PERSONALIZED_ACTIONS')) {
        const message = `${solution.recipe?.name} does not personalize without action interactions: all scores are 0.`;
        yield atRecipe(solution, message, 'Add datasets.actionInteractions.');
      }
    },
  },
  {
    name: 'recipe-item-texts',
    demands: `For ${recipesThat(({ itemTexts }) => itemTexts)}, items have an "itemName" and a "textual" string field.`,
    *check(outline) {
      const items = fieldsOf(outline, 'ITEMS');
      if (items === undefined) return;
      const missing = [
        ...(items.some(({ itemName, types }) => itemName && types.includes('string')) ? [] : ['"itemName": true']),
        ...(items.some(({ textual }) => textual) ? [] : ['"textual": true']),
      ];
      if (missing.length === 0) return;
      const hint = 'Mark the title of an item with "itemName", its description with "textual".';
      for (const solution of outline.solutions) {
        if (!solution.recipe?.itemTexts) continue;
        const message = `${solution.recipe.name} needs a string field with ${missing.join(' and one with ')}. The schema of the items has no such field.`;
        yield atRecipe(solution, message, hint);
      }
    },
  },
  {
    name: 'update-mode',
    demands: 'The recipe supports training mode UPDATE.',
    *check({ solutions }) {
      for (const solution of solutions) {
        const { recipe, version, schedules } = solution;
        if (!recipe || recipe.trainingModes.includes('UPDATE')) continue;
        const message = `${recipe.name} cannot be trained in mode UPDATE.`;
        const hint = `Recipes that can: ${recipesThat((known) => known.trainingModes.includes('UPDATE'))}.`;
        if (version.trainingMode === 'UPDATE') {
          yield violationAt(solution, '/solutionVersion/trainingMode', { message, hint });
        }
        if (schedules.update !== undefined) {
          const path = joinPointer(solution.pointer, 'workflowConfig', 'schedules', 'update');
          yield { path, value: schedules.update, message, hint };
        }
      }
    },
  },
  {
    name: 'campaign-recipe',
    demands: 'The recipe supports campaigns.',
    check: (outline) => forUse(outline, 'campaigns', 'be deployed as a campaign', 'campaign'),
  },
  {
    name: 'batch-inference-recipe',
    demands: 'The recipe supports batch inference.',
    check: (outline) => forUse(outline, 'batchInferenceJobs', 'be used for batch inference', 'batchInference'),
  },
  {
    name: 'batch-segment-recipe',
    demands: 'The recipe supports batch segments.',
    check: (outline) => forUse(outline, 'batchSegmentJobs', 'be used for batch segments', 'batchSegment'),
  },
  {
    name: 'incremental-update-recipe',
    demands: 'The recipe supports performIncrementalUpdate.',
    check: ({ solutions }) =>
      checkMember(solutions, '/performIncrementalUpdate', (value, { recipe }) => {
        if (value !== true || !recipe || recipe.domain || recipe.incrementalUpdate) return undefined;
        const hint = `Recipes that do: ${recipesThat(({ incrementalUpdate }) => incrementalUpdate)}.`;
        return { message: `${recipe.name} does not support performIncrementalUpdate.`, hint };
      }),
  },
];

/** Names of recipes, taken from well-formed ARNs, each with an element that uses the recipe. */
function* recipeNames({ solutions, recommenders }: Outline): Generator<readonly [string, RecipeElement]> {
  for (const resource of [...solutions, ...recommenders]) {
    const name = recipeName(resource.recipeArn ?? '');
    if (name !== undefined) yield [name, resource];
  }
}

function atRecipe(resource: RecipeElement, message: string, hint?: string): RuleViolation {
  return violationAt(resource, '/recipeArn', { message, hint });
}

function recipeHint(text: string): string | undefined {
  const meant = nearest(text.split('/').at(-1) ?? '', RECIPES.keys());
  return meant && `Did you mean "${recipeArn({ partition: 'aws' }, meant)}"?`;
}

/** Names of the custom recipes for which `predicate` is true, as a list for users. */
export function recipesThat(predicate: (recipe: Recipe) => boolean | undefined): string {
  return [...RECIPES.values()]
    .filter((recipe) => !recipe.domain && predicate(recipe))
    .map(({ name }) => name)
    .join(', ');
}

function* forUse(
  { solutions }: Outline,
  list: 'campaigns' | 'batchInferenceJobs' | 'batchSegmentJobs',
  use: string,
  ability: 'campaign' | 'batchInference' | 'batchSegment',
): Generator<RuleViolation> {
  const hint = `Recipes that can: ${recipesThat((recipe) => recipe[ability])}.`;
  for (const solution of solutions) {
    const { recipe } = solution;
    // Rule solution-recipe reports the recipe of a domain, once for each solution.
    if (!recipe || recipe.domain || recipe[ability] || solution[list].length === 0) continue;
    const path = joinPointer(solution.pointer, list);
    yield { path, atKey: true, value: recipe.name, message: `${recipe.name} cannot ${use}.`, hint };
  }
}
