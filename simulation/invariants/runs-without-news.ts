import type { RunExecution } from '../simulate/execution-log';
import type { World } from '../simulate/world';
import { items } from './record-items';

const GOOD = new Set<string | undefined>(['SUCCEEDED', 'UNCHANGED']);

/**
 * Runs that need no notification: deployments of the simulation have the default of `notify_on`. They are judged by their records, as an
 * operator would.
 */
export class RunsWithoutNews {
  private constructor(
    /** ARNs of executions that are recorded as succeeded. */
    private readonly succeeded: ReadonlySet<string | undefined>,
    /** Ids of runs that changed a resource or a setting, or decided on a solution version. */
    private readonly changed: ReadonlySet<string | undefined>,
  ) {}

  static async of(world: World): Promise<RunsWithoutNews> {
    const runs = (await items(world, 'run#')).filter(({ status }) => GOOD.has(status?.S));
    // Work that was skipped for the budget is reported once a month.
    const results = (await items(world, 'result#')).filter(
      ({ result, isOverBudget }) =>
        result?.S !== 'UNCHANGED' && (result?.S !== 'SKIPPED' || isOverBudget?.BOOL === true),
    );
    // A later run may decide again on a version: only this item says what each run decided.
    const decisions = await items(world, 'decision-2#');
    const changed = runs.filter(({ changes }) => changes !== undefined);
    return new RunsWithoutNews(
      new Set(runs.map(({ execution }) => execution?.S)),
      new Set([
        ...[...results, ...decisions].map(({ item }) => item?.S?.split('#')[1]),
        ...changed.map(({ execution }) => execution?.S?.split(':').at(-1)),
      ]),
    );
  }

  has({ arn, name, input }: RunExecution): boolean {
    return this.succeeded.has(arn) && !this.changed.has(name) && input.warnings === undefined;
  }
}
