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
  /** IANA name of the zone for tasks that name none. */
  readonly timezone: string;
}

/** Failed start requests are retried for an hour, then sent to the dead-letter queue. */
const RETRY_POLICY = { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 185 };

/** Placeholder that EventBridge Scheduler replaces at each invocation. */
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
 * Start date of a rate. A new rate starts one interval from now: without a start, it would run at once, and repeat a
 * training that an upload has just done. Cron needs no start.
 * @param actual the existing schedule. Its runs keep their times while the expression is unchanged. If each update
 * started the interval anew, a rate that is updated more often than its interval would never run
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

/** True if a schedule has the desired settings. Other members of the schedule are ignored. */
export function isAsDesired(actual: GetScheduleCommandOutput, desired: ReturnType<typeof scheduleSettings>): boolean {
  // A manual change may have set one of these members, which make the schedule end or be deleted.
  const endsByItself = actual.EndDate !== undefined || (actual.ActionAfterCompletion ?? 'NONE') !== 'NONE';
  return !endsByItself && covers(actual, desired);
}
