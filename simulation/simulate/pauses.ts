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
  /** Time of the upload, in epoch milliseconds. */
  readonly at: number;
  /** Schedules of the file's tasks, as text, by task name. */
  readonly schedules: ReadonlyMap<string, string>;
}

interface Setting {
  readonly group: string;
  readonly state: State;
  /** Time at which the operator set the state, in epoch milliseconds. */
  readonly at: number;
}

/**
 * Deactivates and activates tasks for operators. Like the command, changes the record table first, and then the schedule. Also knows the
 * expected state of each task: uploads keep a task deactivated until its schedule changes.
 */
export class Pauses {
  /** State that an operator last set, by the task's name. */
  private readonly set = new Map<string, Setting>();
  /** Uploads by group, in the order of time. */
  private readonly uploads = new Map<string, readonly Upload[]>();
  /** Names of tasks whose schedule differs between uploads. */
  private readonly edited = new Set<string>();
  /** Names of groups with parameter files under several keys. The order of events about different keys is uncertain. */
  private readonly mixed = new Set<string>();

  constructor(private readonly local: LocalAws) {}

  /**
   * Returns the state that a task of the file must have when all work has ended.
   * @param runs runs of uploads, by version of the file
   * @returns undefined if the state is uncertain, because it depends on the order of an edit and an operator's action
   */
  stateOf(task: string, runs: UploadRuns): State | undefined {
    const setting = this.set.get(task);
    if (setting === undefined) return 'ENABLED';
    if (!this.edited.has(task)) return setting.state;
    if (this.mixed.has(setting.group)) return undefined;
    const uploads = this.uploads.get(setting.group) ?? [];
    const earlier = uploads.filter(({ at }) => at < setting.at);
    const later = uploads.filter(({ at }) => at >= setting.at);
    // This file was in force when the operator acted, if no upload was in progress at that time.
    const inEffect = earlier.at(-1);
    const isCalm = earlier.every((upload) => endOf(upload, runs) < setting.at) && hasSucceeded(inEffect, runs);
    const schedule = inEffect?.schedules.get(task);
    if (!isCalm || schedule === undefined) return undefined;
    const isSame = later.map(({ schedules }) => schedules.get(task) === schedule);
    if (isSame.every((same) => same)) return setting.state;
    return isSame.every((same) => !same) && hasSucceeded(later.at(-1), runs) ? 'ENABLED' : undefined;
  }

  /** True if a scheduled run of the task may be missing: an operator has set the task's state, or uploads have changed or removed its schedule. */
  isUnsettled(task: string): boolean {
    return this.set.has(task) || this.edited.has(task);
  }

  /** Notes the tasks of an uploaded file. @param otherKey true if the file is not under the group's usual key */
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

  /** @returns false if AWS refused the action, because the task or schedule does not exist */
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

/** Returns the time at which the last run of an upload ended, in epoch milliseconds. Infinity if there is no run, or if a run is in progress. */
function endOf({ versionId }: Upload, runs: UploadRuns): number {
  const ends = (runs.get(versionId) ?? []).map(({ endedAt = Number.POSITIVE_INFINITY }) => endedAt);
  return ends.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...ends);
}

function hasSucceeded(upload: Upload | undefined, runs: UploadRuns): boolean {
  return upload !== undefined && (runs.get(upload.versionId) ?? []).some(({ status }) => status === 'SUCCEEDED');
}
