import { metricsOf } from '../../personalize/solution-metrics';
import { didYouMean } from '../did-you-mean';
import { joinPointer } from '../json-pointer';
import { member } from '../json-value';
import type { SolutionOutline } from '../outline';
import { LIMITS } from '../promotion';
import { checkMember, type Rule } from './rule';

/** Which solution versions are promoted. */
export const PROMOTION_RULES: readonly Rule[] = [
  {
    name: 'promotion-metric',
    demands: 'A metric is one that Personalize reports for the recipe.',
    *check({ solutions }) {
      for (const { solution, path, rule } of rulesOf(solutions)) {
        const { recipe, config } = solution;
        const { metric } = rule;
        const hasObjective = member(config.solutionConfig, 'optimizationObjective') !== undefined;
        const known = recipe && metricsOf(recipe, hasObjective);
        if (known === undefined || typeof metric !== 'string' || known.includes(metric)) continue;
        const message = `${recipe?.name} does not report the metric "${metric}".`;
        const hint = didYouMean(metric, known) ?? `It reports ${known.join(', ')}.`;
        yield { path: joinPointer(path, 'metric'), value: metric, message, hint };
      }
    },
  },
  {
    name: 'promotion-limit',
    demands: 'A promotion rule has a limit, and no minimum above its maximum.',
    *check({ solutions }) {
      for (const { path, rule } of rulesOf(solutions)) {
        const { minimum, maximum } = rule;
        const hint = `Add one of ${LIMITS.map(({ limit }) => limit).join(', ')}.`;
        if (LIMITS.every(({ limit }) => rule[limit] === undefined))
          yield { path, value: rule, message: 'The rule limits nothing.', hint };
        const message = `${minimum} is above the maximum, ${maximum}.`;
        if (Number(minimum) > Number(maximum)) yield { path: joinPointer(path, 'minimum'), value: minimum, message };
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

function* rulesOf(solutions: readonly SolutionOutline[]) {
  for (const solution of solutions) {
    const pointer = joinPointer(solution.pointer, 'workflowConfig', 'promotion', 'rules');
    for (const [index, rule] of (solution.promotion?.rules ?? []).entries())
      yield { solution, rule, path: joinPointer(pointer, index) };
  }
}
