import { RunHistory } from '../lib/record-table/run-history';
import type { Run } from '../lib/record-table/runs';
import type { DeployedAws } from './aws';

/**
 * Maximum time in milliseconds between the scheduled time of a run and its start: EventBridge Scheduler retries a start
 * for a day. This time matters because a scheduled run is recorded under its scheduled time.
 */
const LATE_MILLISECONDS = 86_400_000;

/**
 * Finds runs in progress, however old they are. The first search of a dataset group reads the whole history of the
 * group. Later searches read only the runs since a day before the oldest of the runs in progress that the first search has
 * found. If it has found none, they read the runs since a day before the first search.
 */
export class CurrentRuns {
  private readonly seen = new Set<string>();
  private readonly since = new Map<string, Date>();

  constructor(private readonly aws: DeployedAws) {}

  /** The runs of a dataset group that are in progress, or were in progress at an earlier call. */
  async of(datasetGroup: string): Promise<readonly Run[]> {
    const history = new RunHistory(this.aws.records);
    const since = this.since.get(datasetGroup);
    const read =
      since === undefined ? await history.inProgress(datasetGroup) : await history.since(datasetGroup, since);
    const current = read.filter(({ id, status }) => status === 'RUNNING' || this.seen.has(id));
    for (const { id } of current) this.seen.add(id);
    if (since === undefined) {
      const oldest = Math.min(this.aws.now(), ...current.map(({ startedAt }) => Date.parse(startedAt)));
      this.since.set(datasetGroup, new Date(oldest - LATE_MILLISECONDS));
    }
    return current;
  }
}
