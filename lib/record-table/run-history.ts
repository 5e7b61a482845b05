import { UPLOAD_WORKFLOW, type Workflow } from '../parameter-file/workflows';
import { present, textOf, texts } from './item';
import type { RecordTable } from './record-table';
import { DRIFT_TRIGGER } from './run-request';
import { type Failure, LONGEST_RUN_DAYS, RUN_PREFIX, type Run, type RunKey, runKey, runOf, SUPERSEDED } from './runs';

export interface RunningRun extends Run {
  readonly key: RunKey;
  readonly execution: string;
  /** True if the topic was notified that the run is overdue. */
  readonly isReported: boolean;
}

/** Failure in the record of a run whose end could not be recorded. */
const LOST_END: Failure = {
  error: 'EndNotRecorded',
  cause: 'The run has ended, but its end could not be recorded. Its notification and its execution show the result.',
};

/**
 * Reads the runs of dataset groups, and corrects the records of runs whose end was not recorded. The key of a scheduled run
 * has the time at which the run was due, the key of any other run the time at which it began.
 */
export class RunHistory {
  constructor(private readonly table: RecordTable) {}

  /**
   * Pages of a dataset group's runs, the newest first.
   * @param since excludes runs that began, or were due, before this time
   */
  async *pages(datasetGroup: string, pageSize?: number, since = new Date(0)): AsyncGenerator<readonly Run[]> {
    const range = { between: keysSince(datasetGroup, since), newestFirst: true, ...present({ pageSize }) };
    for await (const items of this.table.pages(datasetGroup, range)) yield items.map(runOf);
  }

  /** A run, or the refusal of a file; undefined if nothing is recorded under the key. */
  async find(run: RunKey): Promise<Run | undefined> {
    const item = await this.table.get(run);
    return item && runOf(item);
  }

  /** Runs that began, or were due, at a time or later; the oldest first. */
  async since(datasetGroup: string, time: Date): Promise<readonly Run[]> {
    return (await this.table.query(datasetGroup, { between: keysSince(datasetGroup, time) })).map(runOf);
  }

  /** All runs in progress, the oldest first. DynamoDB reads the whole history, but transfers only the runs in progress. */
  async inProgress(datasetGroup: string): Promise<readonly Run[]> {
    const filter = { if: '#status = :running', values: { running: 'RUNNING' } };
    return (await this.table.query(datasetGroup, { prefix: RUN_PREFIX, ...filter })).map(runOf);
  }

  /** Runs of a workflow that began, or were due, at a time or later; the oldest first. */
  async ofWorkflow(datasetGroup: string, workflow: Workflow, since: Date): Promise<readonly Run[]> {
    const items = await this.table.query(datasetGroup, {
      between: keysSince(datasetGroup, since),
      if: '#workflow = :workflow',
      values: { workflow },
    });
    return items.map(runOf);
  }

  /**
   * Refused files of a workflow in one partition of refused files. DynamoDB filters the records, so that a long history
   * is not transferred.
   */
  async refused(filedUnder: string, workflow: Workflow): Promise<readonly Run[]> {
    const filter = { if: '#status = :refused AND #workflow = :workflow', values: { refused: 'REFUSED', workflow } };
    return (await this.table.query(filedUnder, { prefix: RUN_PREFIX, ...filter })).map(runOf);
  }

  /**
   * Runs whose end was recorded at `earliest` or later, and before `until` (ISO times), in the order of their starts.
   */
  async endedIn(datasetGroup: string, earliest: string, until: string): Promise<readonly Run[]> {
    const began = new Date(Date.parse(earliest) - LONGEST_RUN_DAYS * 86_400_000);
    const items = await this.table.query(datasetGroup, {
      between: keysSince(datasetGroup, began),
      if: '#finishedAt >= :earliest AND #finishedAt < :until',
      values: { earliest, until },
    });
    return items.map(runOf);
  }

  /**
   * True if the run is the first upload or retry of its dataset group that succeeded. Only runs that are still recorded
   * count. Superseded uploads, and runs that had nothing to do, do not count.
   */
  async isFirstUpload({ datasetGroup, item: own }: RunKey): Promise<boolean> {
    const isUpload = '#workflow = :upload AND #trigger <> :drift AND #status = :succeeded';
    const uploads = await this.table.query(datasetGroup, {
      prefix: RUN_PREFIX,
      if: `${isUpload} AND (attribute_not_exists(#note) OR #note <> :superseded)`,
      values: { upload: UPLOAD_WORKFLOW, drift: DRIFT_TRIGGER, succeeded: 'SUCCEEDED', superseded: SUPERSEDED },
    });
    const ends = uploads.map(({ item, finishedAt }) => ({ item, finishedAt: textOf(finishedAt) }));
    const [first] = ends.sort((one, other) => one.finishedAt.localeCompare(other.finishedAt));
    return first?.item === own;
  }

  /** Runs in progress that began, or were due, before a time; the oldest first. */
  async begunBefore(datasetGroup: string, time: Date): Promise<readonly RunningRun[]> {
    const items = await this.table.query(datasetGroup, {
      between: [RUN_PREFIX, runKey(datasetGroup, time.toISOString(), '').item],
      if: '#status = :running',
      values: { running: 'RUNNING' },
    });
    return items.map((item) => ({
      ...runOf(item),
      ...texts(item, 'execution'),
      key: texts(item, 'datasetGroup', 'item'),
      isReported: item.overdueReportedAt !== undefined,
    }));
  }

  /** ARNs of the executions whose end is recorded, but whose notification is not recorded, for example because a function was interrupted. */
  async unreportedExecutions(datasetGroup: string): Promise<readonly string[]> {
    const items = await this.table.query(datasetGroup, {
      prefix: RUN_PREFIX,
      // The first condition excludes refused files, which have no execution.
      if: 'attribute_exists(#execution) AND attribute_exists(#finishedAt) AND attribute_exists(#notifier) AND attribute_not_exists(#notifiedAt)',
    });
    return items.map(({ execution }) => textOf(execution));
  }

  /**
   * Records the failure of a run that has ended, although its record says RUNNING. If the end was recorded in the
   * meantime, the record does not change.
   */
  async recordLostEnd(run: RunKey, now: Date): Promise<void> {
    await this.table.write({
      update: run,
      set: { status: 'FAILED', finishedAt: now.toISOString(), ...LOST_END },
      if: '#status = :running',
      values: { running: 'RUNNING' },
    });
  }

  async noteReported(run: RunKey, now: Date): Promise<void> {
    // The condition is needed so that a record which has expired in the meantime is not created again.
    const condition = { if: 'attribute_exists(#item)' };
    await this.table.write({ update: run, set: { overdueReportedAt: now.toISOString() }, ...condition });
  }
}

/** First and last sort key of the runs that began, or were due, at this time or later. */
function keysSince(datasetGroup: string, time: Date): readonly [string, string] {
  return [runKey(datasetGroup, time.toISOString(), '').item, `${RUN_PREFIX}~`];
}

/** True if one of the runs is an upload, a retry or a restoration. These three have the same workflow. */
export function isUploadAmong(running: readonly RunningRun[]): boolean {
  return running.some(({ workflow }) => workflow === UPLOAD_WORKFLOW);
}
