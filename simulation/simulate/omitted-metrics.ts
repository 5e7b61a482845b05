import type { LocalAws } from '../../emulator/local-aws';
import { groupName, solutionNames } from './names';
import { metricOf } from './promotion-rules';
import type { Scenario } from './scenario';

/** Number of trainings of a solution for which omissions are drawn. Later trainings omit no metric. */
const TRAININGS = 40;
const MAX_SOLUTIONS = 3;
/** Share of the trainings that omit a metric. Each of the two metrics is drawn separately. */
const OMITTED = 0.1;

/** Makes some trainings omit metrics that promotion rules use. */
export function omitMetrics(local: LocalAws, { groups }: Pick<Scenario, 'groups'>): void {
  const random = local.aws.random.fork('omitted metrics');
  for (const [index, group] of groups.entries()) {
    const content = { name: groupName(index), group, edition: { solutions: MAX_SOLUTIONS } };
    for (const solution of solutionNames(content)) {
      for (let training = 1; training <= TRAININGS; training += 1) {
        for (const metric of [0, 1] as const) {
          if (random.float() >= OMITTED) continue;
          local.personalize.setMetric({ solution, metric: metricOf(group, { metric }), value: undefined, training });
        }
      }
    }
  }
}
