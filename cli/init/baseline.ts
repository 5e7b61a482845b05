import { RECIPES, type Recipe } from '../../lib/personalize/recipes';
import { metricsOf } from '../../lib/personalize/solution-metrics';
import { answersYes, canAsk, type Terminal } from '../confirmation';
import { WrongUsage } from '../failure';

/** Recipe that recommends the most popular items to everyone. */
const BASELINE = 'aws-popularity-count';
const METRIC = 'normalized_discounted_cumulative_gain_at_25';

/**
 * Promotion rules that compare versions with a baseline. Undefined if the recipe's versions cannot be compared with the
 * baseline.
 */
export function promotionOver(baseline: string, recipe: Recipe): object | undefined {
  return isComparable(recipe) ? { rules: [{ metric: METRIC, minimumRise: '20%', over: baseline }] } : undefined;
}

/**
 * The recipe of the baseline, if the user wants one.
 * @param isWanted true to add a baseline. If undefined, the user is asked; without a terminal, or with `--json`, there is no
 * baseline
 * @throws WrongUsage if a baseline is wanted, but no recipe can be compared with it
 * @throws CliFailure on Ctrl-C
 */
export async function chooseBaseline(
  recipes: readonly Recipe[],
  isWanted: boolean | undefined,
  options: { readonly json: boolean },
  terminal: Terminal = process,
): Promise<Recipe | undefined> {
  if (recipes.some(isComparable))
    return (isWanted ?? (await isAskedFor(options, terminal))) ? RECIPES.get(BASELINE) : undefined;
  if (!isWanted) return undefined;
  throw new WrongUsage(
    `--baseline cannot be used: versions of ${recipes.map(({ name }) => name).join(', ')} cannot be compared with ${BASELINE} by ${METRIC}.`,
    'Leave it out, or add a solution that recommends items: --recipe aws-user-personalization-v2.',
  );
}

async function isAskedFor(options: { readonly json: boolean }, terminal: Terminal): Promise<boolean> {
  if (!canAsk(options, terminal)) return false;
  const question =
    'Serve a model only if it beats one that recommends popular items by 20 %? This trains one more solution.';
  return answersYes(question, 'Nothing was written.', terminal);
}

function isComparable(recipe: Recipe): boolean {
  const isSolution = recipe.domain === undefined && recipe.name !== BASELINE;
  return isSolution && metricsOf(recipe, false)?.includes(METRIC) === true;
}
