import type { LocalAws } from '../emulator/local-aws';
import { nextRun } from '../lib/schedule-expression/next-run';
import { parseScheduleExpression } from '../lib/schedule-expression/parse';
import { allPages } from './pages';
import type { RunRow } from './runs';

export interface TaskRow {
  readonly name: string;
  /** Schedule with its time zone. */
  readonly schedule: string;
  /** Numbers of runs by result. */
  readonly succeeded: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
  readonly running: number;
  /** ISO time at which the last run began; absent if there was none. */
  readonly last?: string;
  /** Time of the next run in epoch milliseconds; absent if there is none. */
  readonly next?: number;
}

interface Schedule {
  readonly Name: string;
  readonly GroupName: string;
  readonly State: string;
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone: string;
  readonly StartDate?: Date;
}

/** Returns a row for each schedule of a task, with the results of its runs. */
export async function tasks(local: LocalAws, runs: readonly RunRow[]): Promise<readonly TaskRow[]> {
  const schedules = await allSchedules(local);
  return schedules.map((schedule) => {
    const own = runs.filter(({ trigger }) => trigger === schedule.Name);
    const count = (status: string) => own.filter((run) => run.status === status).length;
    const next = schedule.State === 'ENABLED' ? nextRunOf(schedule, local.clock.now()) : undefined;
    const last = own.at(-1)?.startedAt;
    return {
      name: schedule.Name,
      schedule: scheduleText(schedule),
      succeeded: count('SUCCEEDED'),
      unchanged: count('UNCHANGED'),
      skipped: count('SKIPPED'),
      failed: count('FAILED'),
      running: count('RUNNING'),
      ...(last !== undefined && { last }),
      ...(next !== undefined && { next }),
    };
  });
}

/** Describes a schedule. A rate has no time zone. */
function scheduleText({ ScheduleExpression: expression, ScheduleExpressionTimezone: zone }: Schedule): string {
  return expression.startsWith('rate') ? expression : `${expression} ${zone}`;
}

async function allSchedules({ aws, names }: LocalAws): Promise<readonly Schedule[]> {
  const pages = await allPages<{ readonly Schedules: readonly Schedule[] }>(
    aws,
    ['scheduler', 'ListSchedules'],
    { GroupName: names.scheduleGroup },
    ['NextToken', 'NextToken'],
  );
  const found = pages.flatMap(({ Schedules }) => Schedules);
  const schedules = found.map(({ Name, GroupName }) => aws.call('scheduler', 'GetSchedule', { Name, GroupName }));
  return (await Promise.all(schedules)) as readonly Schedule[];
}

function nextRunOf(schedule: Schedule, now: number): number | undefined {
  return nextRun(parseScheduleExpression(schedule.ScheduleExpression), now, {
    timeZone: schedule.ScheduleExpressionTimezone,
    ...(schedule.StartDate && { start: schedule.StartDate.getTime() }),
  });
}
