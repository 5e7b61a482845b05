import type { LocalAws } from '../local-aws/local-aws';
import { nextRun } from '../schedule-expression/next-run';
import { parseScheduleExpression } from '../schedule-expression/parse';
import type { TaskRow } from './report';
import type { RunResult } from './runs';

interface Schedule {
  readonly Name: string;
  readonly GroupName: string;
  readonly State: string;
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone: string;
  readonly StartDate?: Date;
}

/** A row for each schedule of the deployment, with the results of its runs. */
export async function tasks(local: LocalAws, runs: readonly RunResult[]): Promise<readonly TaskRow[]> {
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
      skipped: count('SKIPPED'),
      failed: count('FAILED'),
      running: count('RUNNING'),
      ...(last !== undefined && { last }),
      ...(next !== undefined && { next }),
    };
  });
}

/** A rate has no time zone. */
function scheduleText({ ScheduleExpression: expression, ScheduleExpressionTimezone: zone }: Schedule): string {
  return expression.startsWith('rate') ? expression : `${expression} ${zone}`;
}

async function allSchedules({ aws, names }: LocalAws): Promise<readonly Schedule[]> {
  const found: Schedule[] = [];
  let NextToken: unknown;
  do {
    const page = (await aws.call('scheduler', 'ListSchedules', {
      GroupName: names.scheduleGroup,
      ...(NextToken !== undefined && { NextToken }),
    })) as { readonly Schedules: readonly Schedule[]; readonly NextToken?: unknown };
    for (const { Name, GroupName } of page.Schedules) {
      found.push((await aws.call('scheduler', 'GetSchedule', { Name, GroupName })) as Schedule);
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

function nextRunOf(schedule: Schedule, now: number): number | undefined {
  return nextRun(parseScheduleExpression(schedule.ScheduleExpression), now, {
    timeZone: schedule.ScheduleExpressionTimezone,
    ...(schedule.StartDate && { start: schedule.StartDate.getTime() }),
  });
}
