import { DOCUMENTED_METRICS, metricsOf, SHARES } from '../../personalize/solution-metrics';
import { show } from '../../text/format';
import { didYouMean } from '../did-you-mean';
import { parseDuration } from '../duration';
import { joinPointer } from '../json-pointer';
import { member } from '../json-value';
import type { SolutionOutline } from '../outline';
import { allowedDifference, PROMOTION_LIMITS } from '../promotion';
import { checkMember, type Rule } from './rule';

const DAY_SECONDS = 86_400;

export const PROMOTION_RULES: readonly Rule[] = [
  {
    name: 'promotion-metric',
    demands: 'A metric is one that Personalize reports for the recipe.',
    warns: 'for a recipe whose metrics are not documented.',
    check: ({ solutions }) =>
      checkMember(promotionRulesOf(solutions), '/metric', (metric, { solution }) => metricProblem(solution, metric)),
  },
  {
    name: 'promotion-limit',
    demands:
      'Each promotion rule has a limit. No minimum is above a maximum for the same metric, also of another rule.',
    warns:
      'if every version would be promoted (no rules and no manual approval), or if every value passes or fails a limit.',
    *check({ solutions }) {
      const rules = promotionRulesOf(solutions);
      yield* checkMember(rules, '', (_, { config }) => {
        const isEmpty = PROMOTION_LIMITS.every(({ limit }) => config[limit] === undefined);
        return isEmpty && { message: 'The rule has no limit.', hint: 'Add one, such as "minimum" or "maximumDrop".' };
      });
      yield* checkMember(rules, '/minimum', (minimum, { solution, config: { metric } }) => {
        if (!isLimit(minimum)) return undefined;
        const ofMetric = rules.filter((each) => each.solution === solution && each.config.metric === metric);
        const above = ofMetric.find(({ config: { maximum } }) => isLimit(maximum) && Number(minimum) > Number(maximum));
        const message = `${minimum} is above the maximum, ${above?.config.maximum}: no version would pass.`;
        return above && { message, hint: 'Correct one of them.' };
      });
      for (const { pointer, promotion } of solutions) {
        if (promotion === undefined || promotion.approval === 'manual' || promotion.rules?.length) continue;
        const path = joinPointer(pointer, 'workflowConfig', 'promotion');
        const message = 'Every version would be promoted: there are no rules.';
        yield { severity: 'warning', path, value: promotion, message, hint: 'Add "rules", or "approval": "manual".' };
      }
      const shares = rules.filter(({ config }) => SHARES.includes(config.metric));
      for (const { limit, sign, direction, isRelative } of PROMOTION_LIMITS)
        yield* checkMember(shares, `/${limit}`, (value, { config: { metric } }) => {
          // The metric is a share from 0 to 1, so it changes by a value from -1 to 1. Only a rise in percent has no upper
          // bound.
          if (!isLimit(value) || (direction > 0 && typeof value === 'string')) return undefined;
          const bound = direction * allowedDifference(value, 1);
          const lowest = isRelative ? -1 : 0;
          const passes = sign > 0 ? bound >= 1 : bound <= lowest;
          const fails = sign > 0 ? bound < lowest : bound > 1;
          if (!passes && !fails) return undefined;
          const message = `Every value ${passes ? 'passes' : 'fails'} ${show(value)}: ${metric} is from 0 to 1.`;
          return { severity: 'warning', message, hint: 'Write a share such as 0.25; a change can be "25%" too.' };
        });
    },
  },
  {
    name: 'promotion-reminder',
    demands: 'promotion.remindAfter is at least 1 day.',
    check: ({ solutions }) => {
      const promotions = solutions.flatMap(({ pointer, promotion: config }) =>
        config === undefined ? [] : [{ config, configPointer: joinPointer(pointer, 'workflowConfig', 'promotion') }],
      );
      return checkMember(promotions, '/remindAfter', (value) => {
        const seconds = typeof value === 'string' ? parseDuration(value) : undefined;
        const message = `${show(value)} must be at least 1 day: open decisions are looked up once a night.`;
        return seconds !== undefined && seconds < DAY_SECONDS && { message, hint: 'Write "1 day" or longer.' };
      });
    },
  },
  {
    name: 'promotion-synced-campaign',
    demands: 'With "promotion", no campaign has syncWithLatestSolutionVersion: true.',
    check: ({ solutions }) => {
      const campaigns = solutions.flatMap((solution) => (solution.promotion === undefined ? [] : solution.campaigns));
      return checkMember(campaigns, '/campaignConfig/syncWithLatestSolutionVersion', (isSynced) => {
        const message = 'Personalize would deploy every version to the campaign, promoted or not.';
        return isSynced === true && { message, hint: 'Leave it out: the workflow deploys promoted versions.' };
      });
    },
  },
];

/** True for a number or a text. Another check reports values of other types. */
function isLimit(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

/**
 * Problem of a metric that is not documented for a solution's recipe; undefined if the metric is documented, or if the recipe is
 * unknown. If the guide lists no metrics for the recipe, a metric of another recipe is no problem, and an unknown metric is only a warning.
 */
export function metricProblem({ recipe, config }: SolutionOutline, metric: unknown) {
  const reported = recipe && metricsOf(recipe, member(config.solutionConfig, 'optimizationObjective') !== undefined);
  const known = reported ?? DOCUMENTED_METRICS;
  if (recipe === undefined || typeof metric !== 'string' || known.includes(metric)) return undefined;
  const message = `${recipe.name} is not documented to report the metric "${metric}".`;
  const hint =
    didYouMean(metric, known) ?? `Documented ${reported ? '' : 'for other recipes '}are ${known.join(', ')}.`;
  return { message, hint, ...(!reported && { severity: 'warning' as const }) };
}

/** Promotion rules of all solutions. */
export function promotionRulesOf(solutions: readonly SolutionOutline[]) {
  return solutions.flatMap((solution) => {
    const pointer = joinPointer(solution.pointer, 'workflowConfig', 'promotion', 'rules');
    const { rules = [] } = solution.promotion ?? {};
    return rules.map((config, index) => ({ solution, config, configPointer: joinPointer(pointer, index) }));
  });
}
