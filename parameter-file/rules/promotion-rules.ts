import { DOCUMENTED_METRICS, metricsOf, SHARES } from '../../personalize/solution-metrics';
import { show } from '../../personalize/text';
import { didYouMean } from '../did-you-mean';
import { joinPointer } from '../json-pointer';
import { member } from '../json-value';
import type { SolutionOutline } from '../outline';
import { allowedDifference, LIMITS } from '../promotion';
import { checkMember, type Rule } from './rule';

const SHARE_HINT = 'Write a share such as 0.25; only a change can be written in percent, "25%".';

export const PROMOTION_RULES: readonly Rule[] = [
  {
    name: 'promotion-metric',
    demands: 'A metric is one that Personalize reports for the recipe.',
    warns: 'for a recipe whose metrics are not documented: it may report others than documented ones.',
    *check({ solutions }) {
      for (const { solution, path, rule } of rulesOf(solutions)) {
        const problem = metricProblem(solution, rule.metric);
        if (problem) yield { path: joinPointer(path, 'metric'), value: rule.metric, ...problem };
      }
    },
  },
  {
    name: 'promotion-limit',
    demands: 'A promotion rule has a limit, and no minimum above its maximum.',
    *check({ solutions }) {
      for (const { path, rule, solution } of rulesOf(solutions)) {
        const { metric, minimum } = rule;
        const hint = `Add one of ${LIMITS.map(({ limit }) => limit).join(', ')}.`;
        if (LIMITS.every(({ limit }) => rule[limit] === undefined))
          yield { path, value: rule, message: 'The rule limits nothing.', hint };
        const ofMetric = solution.promotion?.rules?.filter((each) => each.metric === metric) ?? [];
        const { maximum } = ofMetric.find((each) => Number(minimum) > Number(each.maximum)) ?? {};
        const message = `${minimum} is above the maximum, ${maximum}: no version would pass.`;
        if (maximum !== undefined)
          yield { path: joinPointer(path, 'minimum'), value: minimum, message, hint: 'Correct one of them.' };
      }
    },
  },
  {
    name: 'promotion-effect',
    severity: 'warning',
    demands:
      'Promotion has rules or manual approval, and each limit some values of the metric that pass and some that fail.',
    *check({ solutions }) {
      for (const { pointer, promotion } of solutions) {
        if (promotion === undefined || promotion.approval === 'manual' || promotion.rules?.length) continue;
        const path = joinPointer(pointer, 'workflowConfig', 'promotion');
        const message = 'Every version would be promoted: there are no rules.';
        yield { path, value: promotion, message, hint: 'Add "rules", or "approval": "manual".' };
      }
      for (const { path, rule } of rulesOf(solutions)) {
        for (const { limit, sign, isRelative } of SHARES.includes(rule.metric) ? LIMITS : []) {
          const value = rule[limit];
          if (value === undefined || (limit === 'maximumRise' && typeof value === 'string')) continue;
          const most = isRelative ? allowedDifference(value as number | string, 1) : sign * Number(value);
          const largest = isRelative || sign > 0 ? 1 : 0;
          if (most < largest && most >= largest - 1) continue;
          const message = `Every value ${most < largest ? 'fails' : 'passes'} ${show(value)}: ${rule.metric} is from 0 to 1.`;
          yield { path: joinPointer(path, limit), value, message, hint: SHARE_HINT };
        }
      }
    },
  },
  {
    name: 'promotion-synced-campaign',
    demands: 'With "promotion", campaigns have no syncWithLatestSolutionVersion.',
    *check({ solutions }) {
      const campaigns = solutions.flatMap((solution) => (solution.promotion === undefined ? [] : solution.campaigns));
      const explanation = {
        message: 'Personalize would deploy every version to the campaign, promoted or not.',
        hint: 'Leave it out: the workflow deploys promoted versions.',
      };
      const pointer = '/campaignConfig/syncWithLatestSolutionVersion';
      yield* checkMember(campaigns, pointer, (isSynced) => isSynced === true && explanation);
    },
  },
];

/** Says why a solution cannot report a metric; a warning where it is not documented what its recipe reports. */
export function metricProblem({ recipe, config }: SolutionOutline, metric: unknown) {
  const reported = recipe && metricsOf(recipe, member(config.solutionConfig, 'optimizationObjective') !== undefined);
  const known = reported ?? DOCUMENTED_METRICS;
  if (recipe === undefined || typeof metric !== 'string' || known.includes(metric)) return undefined;
  const fault = reported ? 'does not report' : 'is not documented to report';
  const message = `${recipe.name} ${fault} the metric "${metric}".`;
  const hint = didYouMean(metric, known) ?? `${reported ? 'It reports' : 'Others report'} ${known.join(', ')}.`;
  return { message, hint, ...(!reported && { severity: 'warning' as const }) };
}

function* rulesOf(solutions: readonly SolutionOutline[]) {
  for (const solution of solutions) {
    const pointer = joinPointer(solution.pointer, 'workflowConfig', 'promotion', 'rules');
    for (const [index, rule] of (solution.promotion?.rules ?? []).entries())
      yield { solution, rule, path: joinPointer(pointer, index) };
  }
}
