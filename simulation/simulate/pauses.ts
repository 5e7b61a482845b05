import { ServiceError } from '../../emulator/core/service';
import type { LocalAws } from '../../emulator/local-aws';
import type { RunExecution } from './execution-log';
import type { DesiredTask } from './tasks';

type State = 'ENABLED' | 'DISABLED';

/** Runs of uploads by the version of the parameter file. */
export type UploadRuns = ReadonlyMap<string, readonly Pick<RunExecution, 'status' | 'endedAt'>[]>;

type Members = Readonly<Record<string, unknown>>;

/** An upload of a group's parameter file. */
interface Upload {
  readonly versionId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Schedules of the file's tasks, as text, by task name. */
  readonly schedules: ReadonlyMap<string, string>;
}

interface Setting {
  readonly group: string;
  readonly state: State;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Tasks that operators deactivate and activate, as the command does: first in the record table, then in the schedule. Uploads keep a task
 * deactivated until its schedule changes.
 */
export class Pauses {
  /** State that an operator set last, by the task's name. */
  private readonly set = new Map<string, Setting>();
  /** Uploads by group, in order. */
  private readonly uploads = new Map<string, readonly Upload[]>();
  /** Tasks whose schedule differed between uploads. */
  private readonly edited = new Set<string>();
  /** Groups with parameter files under several keys. Events of different keys have no order. */
  private readonly mixed = new Set<string>();

  constructor(private readonly local: LocalAws) {}

  /**
   * State that a task of the file must have when nothing is running.
   * @param runs runs of uploads, by version of the file
   * @returns undefined if the state depends on the order of an edit and an operator's action
   */
  stateOf(task: string, runs: UploadRuns): State | undefined {
    const setting = this.set.get(task);
    if (setting === undefined) return 'ENABLED';
    if (!this.edited.has(task)) return setting.state;
    if (this.mixed.has(setting.group)) return undefined;
    const uploads = this.uploads.get(setting.group) ?? [];
    const earlier = uploads.filter(({ at }) => at < setting.at);
    const later = uploads.filter(({ at }) => at >= setting.at);
    // If no upload was in progress, this file was in effect when the operator acted.
    const inEffect = earlier.at(-1);
    const isCalm = earlier.every((upload) => endOf(upload, runs) < setting.at) && hasSucceeded(inEffect, runs);
    const schedule = inEffect?.schedules.get(task);
    if (!isCalm || schedule === undefined) return undefined;
    const isSame = later.map(({ schedules }) => schedules.get(task) === schedule);
    if (isSame.every((same) => same)) return setting.state;
    return isSame.every((same) => !same) && hasSucceeded(later.at(-1), runs) ? 'ENABLED' : undefined;
  }

  /** True if an operator ever set the task's state, or if uploads changed or removed its schedule. A scheduled run may then be missing. */
  isUnsettled(task: string): boolean {
    return this.set.has(task) || this.edited.has(task);
  }

  /** Records the tasks of an upload of the group. @param otherKey true if the upload is not under the group's usual key */
  uploaded(group: string, tasks: readonly DesiredTask[], versionId: string, otherKey = false): void {
    const schedules = new Map(tasks.map((task) => [task.name, JSON.stringify(task)]));
    const before = this.uploads.get(group) ?? [];
    const latest = before.at(-1)?.schedules ?? schedules;
    for (const name of [...latest.keys(), ...schedules.keys()])
      if (latest.get(name) !== schedules.get(name)) this.edited.add(name);
    this.uploads.set(group, [...before, { versionId, at: this.local.clock.now(), schedules }]);
    if (otherKey) this.mixed.add(group);
  }

  async take(action: 'pause' | 'resume', group: string, task: string): Promise<void> {
    const state = action === 'pause' ? 'DISABLED' : 'ENABLED';
    if (!(await this.write(group, task, state))) return;
    this.set.set(task, { group, state, at: this.local.clock.now() });
    await this.ignoringErrors(async () => {
      const GroupName = this.local.names.scheduleGroup;
      const schedule = await this.local.aws.call('scheduler', 'GetSchedule', { Name: task, GroupName });
      const { Arn, CreationDate, LastModificationDate, ...settings } = schedule as Members;
      await this.local.aws.call('scheduler', 'UpdateSchedule', { ...settings, State: state });
    });
  }

  private write(datasetGroup: string, task: string, state: State): Promise<boolean> {
    return this.ignoringErrors(() =>
      this.local.aws.call('dynamodb', 'UpdateItem', {
        TableName: this.local.names.recordTable,
        Key: { datasetGroup: { S: datasetGroup }, item: { S: `task#${task}` } },
        UpdateExpression: 'SET #state = :state',
        ConditionExpression: 'attribute_exists(#state) AND #state <> :removed',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': { S: state }, ':removed': { S: 'REMOVED' } },
      }),
    );
  }

  /** @returns false if AWS refused, because the task or schedule does not exist */
  private async ignoringErrors(action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }
}

/** Epoch milliseconds at which the last run of an upload ended; infinity if it has no run, or a run in progress. */
function endOf({ versionId }: Upload, runs: UploadRuns): number {
  const ends = (runs.get(versionId) ?? []).map(({ endedAt = Number.POSITIVE_INFINITY }) => endedAt);
  return ends.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...ends);
}

function hasSucceeded(upload: Upload | undefined, runs: UploadRuns): boolean {
  return upload !== undefined && (runs.get(upload.versionId) ?? []).some(({ status }) => status === 'SUCCEEDED');
}
