import type { CreateScheduleCommandInput, GetScheduleCommandOutput } from '@aws-sdk/client-scheduler';
import { covers } from '../parameter-file/covers';
import type { ScheduledRun } from '../record-table/run-request';
import type { Task } from '../record-table/task';
import { parseScheduleExpression } from '../schedule-expression/parse';

export interface ScheduleTarget {
  readonly groupName: string;
  readonly runStateMachineArn: string;
  readonly roleArn: string;
  readonly deadLetterQueueArn: string;
  /** IANA name of the time zone for tasks that name no time zone. */
  readonly timezone: string;
}

/**
 * If a run cannot be started, EventBridge Scheduler retries for at most an hour, then sends the request to the dead-letter
 * queue.
 */
const RETRY_POLICY = { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 185 };

/** Placeholder that EventBridge Scheduler replaces by the scheduled time at each invocation. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

/** The settings of a task's schedule, without its start date. */
export function scheduleSettings(task: Task, target: ScheduleTarget) {
  const { datasetGroup, name } = task;
  const scheduledRun: ScheduledRun = { datasetGroup, task: name, scheduledTime: SCHEDULED_TIME };
  return {
    Name: name,
    GroupName: target.groupName,
    ScheduleExpression: task.expression,
    ScheduleExpressionTimezone: task.timezone ?? target.timezone,
    FlexibleTimeWindow:
      task.flexibleTimeWindowMinutes === undefined
        ? { Mode: 'OFF' as const }
        : { Mode: 'FLEXIBLE' as const, MaximumWindowInMinutes: task.flexibleTimeWindowMinutes },
    State: task.state === 'DISABLED' ? ('DISABLED' as const) : ('ENABLED' as const),
    Target: {
      Arn: target.runStateMachineArn,
      RoleArn: target.roleArn,
      Input: JSON.stringify(scheduledRun),
      DeadLetterConfig: { Arn: target.deadLetterQueueArn },
      RetryPolicy: RETRY_POLICY,
    },
  } satisfies CreateScheduleCommandInput;
}

/**
 * Start date of a schedule with a `rate` expression; undefined for `cron`, which needs none. A new schedule, or one with a
 * new expression, starts one interval from now. Without a start date, a new schedule would run at once, and repeat a
 * training that an upload has just done.
 * @param actual the existing schedule. Its runs keep their times while its expression is unchanged. If each update
 * restarted the interval, a schedule that is updated more often than its interval would never run
 */
export function startDate(
  task: Pick<Task, 'expression'>,
  now: Date,
  actual?: Pick<GetScheduleCommandOutput, 'ScheduleExpression' | 'StartDate'>,
): Date | undefined {
  const expression = parseScheduleExpression(task.expression);
  if (expression.kind !== 'rate') return undefined;
  const { milliseconds: period } = expression;
  const begun = actual?.ScheduleExpression === task.expression ? actual.StartDate : undefined;
  // UpdateSchedule refuses a start in the past.
  const sinceLast = begun === undefined ? 0 : Math.max(0, now.getTime() - begun.getTime()) % period;
  const first = begun === undefined || begun <= now ? now.getTime() + period - sinceLast : begun.getTime();
  return new Date(Math.min(first, now.getTime() + period));
}

/**
 * True if a schedule has the desired settings, has no end date, and is not deleted after its last run. Other members of the
 * schedule are ignored.
 */
export function isAsDesired(actual: GetScheduleCommandOutput, desired: ReturnType<typeof scheduleSettings>): boolean {
  // Only a manual change sets these two members, which make a schedule end or be deleted.
  const endsByItself = actual.EndDate !== undefined || (actual.ActionAfterCompletion ?? 'NONE') !== 'NONE';
  return !endsByItself && covers(actual, desired);
}
