import { metricsOf } from '../../personalize/solution-metrics';
import { show } from '../../text/format';
import { didYouMean } from '../did-you-mean';
import type { SolutionOutline } from '../outline';
import { PROMOTION_LIMITS } from '../promotion';
import { metricProblem, promotionRulesOf } from './promotion-rules';
import { checkMember, isUnfilled, type Rule } from './rule';

/** Rules about promotion rules that have `over`, and so compare a solution with another one. */
export const BASELINE_RULES: readonly Rule[] = [
  {
    name: 'promotion-over',
    demands:
      'A promotion rule with `over` limits a drop or a rise. The other solution that it names is in the file, reports the same metric, and is not compared with this one.',
    warns:
      'if the solution has a schedule "full" and the other solution has none: after the next import, the other solution would be too old.',
    check: ({ solutions }) =>
      checkMember(promotionRulesOf(solutions), '/over', (over, { solution, config }) => {
        if (typeof over !== 'string') return undefined;
        const names = solutions.flatMap(({ name }) => (name === undefined || name === solution.name ? [] : [name]));
        const others =
          names.length === 0 ? 'The file has no other solution.' : `Name another solution: ${names.join(', ')}.`;
        if (over === solution.name)
          return {
            message: `${show(over)} is this solution itself: a solution cannot be its own baseline.`,
            hint: others,
          };
        const baseline = solutions.find(({ name }) => name === over);
        if (baseline === undefined && solutions.some(({ name }) => isUnfilled(name))) return undefined;
        if (baseline === undefined)
          return {
            message: `The file has no solution ${show(over)}.`,
            hint: didYouMean(over, names) ?? others,
          };
        if (PROMOTION_LIMITS.every(({ limit, isRelative }) => !isRelative || config[limit] === undefined))
          return {
            message: 'The rule has no limit that compares with another solution.',
            hint: 'Add "minimumRise", "maximumDrop" or "maximumRise", or remove "over".',
          };
        if (isReached(solution, baseline, solutions))
          return {
            message: `${show(over)} is itself compared with ${show(solution.name)}, directly or through others.`,
            hint: 'Compare with a solution whose rules have no "over", such as one that uses aws-popularity-count.',
          };
        return comparisonProblem(solution, baseline, config.metric) ?? scheduleProblem(solution, baseline);
      }),
  },
];

/** True if the promotion rules of `from` compare it with `target`, directly or through other solutions that are named in `over`. */
function isReached(target: SolutionOutline, from: SolutionOutline, solutions: readonly SolutionOutline[]): boolean {
  const reached = new Set([from]);
  // The set grows while it is iterated.
  for (const { promotion } of reached)
    for (const { over } of promotion?.rules ?? [])
      for (const each of solutions) if (each.name === over) reached.add(each);
  return reached.has(target);
}

/**
 * Explains why a metric of two solutions cannot be compared; undefined if it can. For example, "coverage" is about items in recipes for
 * items, but about users in recipes for segments.
 */
function comparisonProblem(solution: SolutionOutline, baseline: SolutionOutline, metric: unknown) {
  const [own, others] = [solution, baseline].map(({ recipe }) => recipe && metricsOf(recipe, false)?.join());
  if (own === undefined || others === undefined || own === others) return metricProblem(baseline, metric);
  return {
    message: `Metrics of ${solution.recipe?.name} and ${baseline.recipe?.name} do not compare: they measure different things.`,
    hint: 'Compare recipes that recommend items with each other, and recipes for segments with each other.',
  };
}

function scheduleProblem(solution: SolutionOutline, { name, schedules, config }: SolutionOutline) {
  const isTrainedAgain = schedules.full !== undefined || config.performAutoTraining === true;
  if (solution.schedules.full === undefined || isTrainedAgain) return undefined;
  const message = `${show(name)} has no schedule "full", so after the next import its newest version is too old for a comparison.`;
  return { severity: 'warning' as const, message, hint: 'Schedule it some hours before this solution.' };
}
