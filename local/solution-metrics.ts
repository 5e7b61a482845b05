import type { LocalAws } from '../emulator/local-aws';
import { recipeName } from '../lib/personalize/arn';
import { isActive } from '../lib/personalize/statuses';

/** Offline metrics of the newest ACTIVE version of a solution. They are metrics of the local models, not of Amazon Personalize. */
export interface SolutionMetrics {
  readonly solution: string;
  /** ARN of the version. */
  readonly version: string;
  readonly recipe: string;
  readonly metrics: Readonly<Record<string, number>>;
  /** Metrics, on the same data, of a model that recommends popular items; absent if the metrics cannot be compared. */
  readonly baseline?: Readonly<Record<string, number>>;
}

export async function solutionMetrics({ aws, personalize }: LocalAws): Promise<readonly SolutionMetrics[]> {
  const active = personalize.snapshot().filter(({ type, status }) => type === 'solutionVersion' && isActive(status));
  const newest = new Map(active.map(({ name, arn }) => [name.slice(0, name.indexOf('/')), arn]));
  return Promise.all(
    [...newest].map(async ([solution, solutionVersionArn]) => {
      const { metrics } = (await aws.call('personalize', 'GetSolutionMetrics', { solutionVersionArn })) as {
        readonly metrics: SolutionMetrics['metrics'];
      };
      const { solutionVersion } = (await aws.call('personalize', 'DescribeSolutionVersion', {
        solutionVersionArn,
      })) as {
        readonly solutionVersion: { readonly recipeArn: string };
      };
      const recipe = recipeName(solutionVersion.recipeArn) ?? '';
      const baseline = personalize.baselineOf(solutionVersionArn);
      return { solution, version: solutionVersionArn, recipe, metrics, ...(baseline && { baseline }) };
    }),
  );
}
