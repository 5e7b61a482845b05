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
import type { ScheduledRun } from '../record-table/run-request';
import type { Task } from '../record-table/task-record';
import { isAsDesired, type ScheduleTarget, scheduleSettings, startDate } from './schedule-settings';

/** The deployment's own group of schedules; schedules outside it are never touched. */
export class ScheduleGroup {
  constructor(
    private readonly scheduler: SchedulerClient,
    readonly target: ScheduleTarget,
  ) {}

  /** Makes the task's schedule what the task says. @returns what was done; undefined if nothing */
  async ensure(task: Task, now: Date): Promise<'created' | 'updated' | undefined> {
    const settings = scheduleSettings(task, this.target);
    const actual = await this.find(task.name);
    if (actual !== undefined && isAsDesired(actual, settings)) return undefined;
    refuseUnmanaged(task, actual);
    const schedule = { ...settings, StartDate: startDate(task, now, actual) };
    if (actual === undefined && (await this.create(schedule))) return 'created';
    // Update replaces everything that it does not name by a default: it names everything.
    await this.scheduler.send(new UpdateScheduleCommand(schedule));
    return 'updated';
  }

  /** Whether the task's schedule is there and as the task says. */
  async isAsDesired(task: Task): Promise<boolean> {
    const actual = await this.find(task.name);
    return actual !== undefined && isAsDesired(actual, scheduleSettings(task, this.target));
  }

  /** The schedule, or undefined if there is none. */
  async find(name: string): Promise<GetScheduleCommandOutput | undefined> {
    try {
      return await this.scheduler.send(
        new GetScheduleCommand({ Name: name, GroupName: this.target.groupName }),
      );
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  /** Takes the task's schedule away, unless it is another dataset group's. @returns false if there was none of its own */
  async deleteOwn({ name, datasetGroup }: Task): Promise<boolean> {
    const owner = scheduledRunOf(await this.find(name))?.datasetGroup;
    return (owner === undefined || owner === datasetGroup) && this.delete(name);
  }

  /** @returns false if there was none */
  async delete(name: string): Promise<boolean> {
    try {
      await this.scheduler.send(new DeleteScheduleCommand({ Name: name, GroupName: this.target.groupName }));
      return true;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return false;
      throw error;
    }
  }

  async names(): Promise<readonly string[]> {
    const names: string[] = [];
    const pages = paginateListSchedules({ client: this.scheduler }, { GroupName: this.target.groupName });
    for await (const page of pages) names.push(...(page.Schedules ?? []).map(({ Name: name = '' }) => name));
    return names;
  }

  /** @returns false if somebody created it meanwhile */
  private async create(schedule: ConstructorParameters<typeof CreateScheduleCommand>[0]): Promise<boolean> {
    try {
      await this.scheduler.send(new CreateScheduleCommand(schedule));
      return true;
    } catch (error) {
      if (error instanceof ConflictException) return false;
      throw error;
    }
  }
}

/**
 * A schedule's name holds the solution's, which is unique in the account: if another dataset group's task bears it, one of
 * the two parameter files names a solution that is not its own, and must not take the other's schedule away.
 * @throws Error that names both dataset groups
 */
function refuseUnmanaged(task: Task, actual: GetScheduleCommandOutput | undefined): void {
  const owner = scheduledRunOf(actual)?.datasetGroup;
  if (owner !== undefined && owner !== task.datasetGroup) {
    throw new Error(
      `Schedule '${task.name}' of dataset group '${task.datasetGroup}' belongs to dataset group '${owner}' already: give the solution another name.`,
    );
  }
}

/** What the schedule hands to a run; undefined if somebody has given it an input of another form. */
function scheduledRunOf(schedule: GetScheduleCommandOutput | undefined): Partial<ScheduledRun> | undefined {
  try {
    const input: unknown = JSON.parse(schedule?.Target?.Input ?? '');
    return typeof input === 'object' && input !== null ? input : undefined;
  } catch {
    return undefined;
  }
}
