import { EXPLORATION, hyperparameterFault } from '../../personalize/recipes';
import { didYouMean } from '../did-you-mean';
import { joinPointer, resolvePointer } from '../json-pointer';
import { isJsonObject } from '../json-value';
import type { Element, Outline, RecipeElement } from '../outline';
import { type Rule, violationAt } from './rule';

const NAMES = Object.keys(EXPLORATION);

/** Rules of `itemExplorationConfig`, with which new items are recommended. */
export const EXPLORATION_RULES: readonly Rule[] = [
  {
    name: 'exploration-recipe',
    severity: 'warning',
    demands: 'The recipe supports itemExplorationConfig.',
    // Source: API reference, CampaignConfig and RecommenderConfig: "Provide itemExplorationConfig data only if your solution uses the
    // User-Personalization recipe", read 2026-11-25. Its effect with other recipes is undocumented.
    *check(outline) {
      for (const { recipe, element, pointer } of explorations(outline)) {
        if (!recipe || recipe.exploration) continue;
        const message = `${recipe.name} does not support itemExplorationConfig.`;
        yield violationAt(element, pointer, { atKey: true, message, hint: 'Leave it out.' });
      }
    },
  },
  {
    name: 'exploration-config',
    demands: 'explorationWeight is from 0 to 1, explorationItemAgeCutOff at least 0 days.',
    warns: 'for another member of itemExplorationConfig.',
    *check(outline) {
      for (const { recipe, element, pointer, config } of explorations(outline)) {
        // Rule exploration-recipe demands to leave it out.
        if (recipe && !recipe.exploration) continue;
        for (const [name, value] of Object.entries(config)) {
          const at = joinPointer(pointer, name);
          const known = Object.hasOwn(EXPLORATION, name) ? EXPLORATION[name] : undefined;
          if (!known) {
            const message = `itemExplorationConfig has no member "${name}"; it has ${NAMES.join(', ')}.`;
            yield violationAt(element, at, {
              atKey: true,
              severity: 'warning',
              message,
              hint: didYouMean(name, NAMES),
            });
            continue;
          }
          const fault = typeof value === 'string' ? hyperparameterFault(known, value) : undefined;
          if (fault === undefined) continue;
          yield violationAt(element, at, { message: `"${name}" is "${value}"; it must be ${fault}.` });
        }
      }
    },
  },
];

/** The `itemExplorationConfig` of all campaigns, batch jobs and recommenders, each with its recipe. */
function* explorations({ solutions, recommenders }: Outline) {
  for (const solution of solutions) {
    yield* explorationsOf(solution, solution.campaigns, 'campaignConfig');
    yield* explorationsOf(solution, solution.batchInferenceJobs, 'batchInferenceJobConfig');
  }
  for (const recommender of recommenders) yield* explorationsOf(recommender, [recommender], 'recommenderConfig');
}

function* explorationsOf({ recipe }: RecipeElement, elements: readonly Element[], section: string) {
  const pointer = `/${section}/itemExplorationConfig`;
  for (const element of elements) {
    const config = resolvePointer(element.config, pointer);
    if (isJsonObject(config)) yield { recipe, element, pointer, config };
  }
}
