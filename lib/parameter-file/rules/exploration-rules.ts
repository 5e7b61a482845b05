import { EXPLORATION, hyperparameterFault } from '../../personalize/recipes';
import { didYouMean } from '../did-you-mean';
import { joinPointer, resolvePointer } from '../json-pointer';
import { isJsonObject } from '../json-value';
import { type Element, fieldsOf, type Outline, type RecipeElement } from '../outline';
import { type Rule, violationAt } from './rule';

const NAMES = Object.keys(EXPLORATION);

/** Rules of `itemExplorationConfig` (recommendation of new items) and of `rankingInfluence`. */
export const EXPLORATION_RULES: readonly Rule[] = [
  {
    name: 'exploration-recipe',
    severity: 'warning',
    demands: 'The recipe supports itemExplorationConfig.',
    // Source: API reference, CampaignConfig and RecommenderConfig: "Provide itemExplorationConfig data only if your solution uses the
    // User-Personalization recipe", read 2026-11-25. The effect of itemExplorationConfig with other recipes is undocumented.
    *check(outline) {
      for (const { recipe, element, pointer } of settingsOf(outline, 'itemExplorationConfig')) {
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
      for (const { recipe, element, pointer, config } of settingsOf(outline, 'itemExplorationConfig')) {
        // Rule exploration-recipe reports this `itemExplorationConfig`.
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
  {
    name: 'ranking-influence',
    severity: 'warning',
    demands: 'The recipe supports rankingInfluence. For FRESHNESS, items have a CREATION_TIMESTAMP.',
    *check(outline) {
      const items = fieldsOf(outline, 'ITEMS');
      for (const { recipe, element, pointer, config } of settingsOf(outline, 'rankingInfluence')) {
        // The effect of rankingInfluence with other recipes is unconfirmed: `personalize-ranking-influence` in docs/local-aws.md.
        if (recipe && !recipe.rankingInfluence) {
          const message = `${recipe.name} is not documented to support rankingInfluence.`;
          yield violationAt(element, pointer, { atKey: true, message, hint: 'Leave it out.' });
        } else if (config.FRESHNESS !== undefined && items?.every(({ name }) => name !== 'CREATION_TIMESTAMP')) {
          const message = 'FRESHNESS needs a CREATION_TIMESTAMP, which the items do not have.';
          yield violationAt(element, joinPointer(pointer, 'FRESHNESS'), { atKey: true, message });
        }
      }
    },
  },
];

/** The objects with the name `member` in campaigns, batch inference jobs and recommenders, each with its recipe. */
function* settingsOf({ solutions, recommenders }: Outline, member: 'itemExplorationConfig' | 'rankingInfluence') {
  for (const solution of solutions) {
    yield* settingsIn(solution, solution.campaigns, `/campaignConfig/${member}`);
    yield* settingsIn(solution, solution.batchInferenceJobs, `/batchInferenceJobConfig/${member}`);
  }
  for (const recommender of recommenders) yield* settingsIn(recommender, [recommender], `/recommenderConfig/${member}`);
}

function* settingsIn({ recipe }: RecipeElement, elements: readonly Element[], pointer: string) {
  for (const element of elements) {
    const config = resolvePointer(element.config, pointer);
    if (isJsonObject(config)) yield { recipe, element, pointer, config };
  }
}
