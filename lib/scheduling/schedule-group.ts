import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  paginateListSchedules,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { undefinedOn } from '../aws/undefined-on';
import type { ScheduledRun } from '../record-table/run-request';
import type { Task } from '../record-table/task';
import { isAsDesired, type ScheduleTarget, scheduleSettings, startDate } from './schedule-settings';

export interface Ensured {
  /** Absent if the schedule already had the desired settings. */
  readonly change?: 'created' | 'updated';
  /** Time of the schedule's last change. */
  readonly changedAt: Date;
}

/** The deployment's schedule group in EventBridge Scheduler. Schedules of other schedule groups are never changed. */
export class ScheduleGroup {
  constructor(
    private readonly scheduler: SchedulerClient,
    readonly target: ScheduleTarget,
  ) {}

  /**
   * Reconciles the task's schedule.
   * @throws Error if the schedule belongs to another dataset group
   */
  async ensure(task: Task, now: Date): Promise<Ensured> {
    const settings = scheduleSettings(task, this.target);
    const actual = await this.find(task.name);
    if (actual !== undefined && isAsDesired(actual, settings)) return { changedAt: actual.LastModificationDate ?? now };
    refuseUnmanaged(task, actual);
    const schedule = { ...settings, StartDate: startDate(task, now, actual) };
    // If another writer has created the schedule in the meantime, the schedule is updated.
    const create = () => undefinedOn(this.scheduler.send(new CreateScheduleCommand(schedule)), ConflictException);
    if (actual === undefined && (await create()) !== undefined) return { change: 'created', changedAt: now };
    // UpdateSchedule resets members that the request does not have, so the request has all members.
    await this.scheduler.send(new UpdateScheduleCommand(schedule));
    return { change: 'updated', changedAt: now };
  }

  async isAsDesired(task: Task): Promise<boolean> {
    const actual = await this.find(task.name);
    return actual !== undefined && isAsDesired(actual, scheduleSettings(task, this.target));
  }

  find(name: string): Promise<GetScheduleCommandOutput | undefined> {
    const command = new GetScheduleCommand({ Name: name, GroupName: this.target.groupName });
    return undefinedOn(this.scheduler.send(command), ResourceNotFoundException);
  }

  /** Finds the task's schedule, unless the schedule belongs to another dataset group. */
  async findOwn({ name, datasetGroup }: Task): Promise<GetScheduleCommandOutput | undefined> {
    const actual = await this.find(name);
    const owner = scheduledRunOf(actual)?.datasetGroup;
    return owner === undefined || owner === datasetGroup ? actual : undefined;
  }

  /**
   * Deletes the task's schedule, unless the schedule belongs to another dataset group.
   * @returns false if the schedule did not exist, or belongs to another dataset group
   */
  async deleteOwn(task: Task): Promise<boolean> {
    return (await this.findOwn(task)) !== undefined && this.delete(task.name);
  }

  /** @returns false if the schedule did not exist */
  async delete(name: string): Promise<boolean> {
    const command = new DeleteScheduleCommand({ Name: name, GroupName: this.target.groupName });
    return (await undefinedOn(this.scheduler.send(command), ResourceNotFoundException)) !== undefined;
  }

  async names(): Promise<readonly string[]> {
    const names: string[] = [];
    const pages = paginateListSchedules({ client: this.scheduler }, { GroupName: this.target.groupName });
    for await (const page of pages) names.push(...(page.Schedules ?? []).map(({ Name: name = '' }) => name));
    return names;
  }
}

/**
 * Refuses to change a schedule of another dataset group. There are two possible causes:
 * - One of the two parameter files names a solution or recommender of the other dataset group. The names of these
 *   resources are unique in an account and region.
 * - Two batch jobs have the same task name: for example, the second batch job of solution "a" and the first batch job
 *   of solution "a-2".
 * @throws Error that names both dataset groups
 */
function refuseUnmanaged(task: Task, actual: GetScheduleCommandOutput | undefined): void {
  const owner = scheduledRunOf(actual)?.datasetGroup;
  if (owner !== undefined && owner !== task.datasetGroup) {
    throw new Error(
      `Schedule '${task.name}' of dataset group '${task.datasetGroup}' already belongs to dataset group '${owner}': its name is derived from the name of a solution or recommender. Give that solution or recommender another name.`,
    );
  }
}

/**
 * The input that the schedule gives to a run; undefined if there is no schedule, or if the input is not a JSON object, for
 * example after a manual change.
 */
function scheduledRunOf(schedule: GetScheduleCommandOutput | undefined): Partial<ScheduledRun> | undefined {
  try {
    const input: unknown = JSON.parse(schedule?.Target?.Input ?? '');
    return typeof input === 'object' && input !== null ? input : undefined;
  } catch {
    return undefined;
  }
}
