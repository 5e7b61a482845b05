import type { CreateScheduleCommandInput, GetScheduleCommandOutput } from '@aws-sdk/client-scheduler';
import { covers } from '../parameter-file/covers';
import type { ScheduledRun } from '../record-table/run-request';
import type { Task } from '../record-table/task-record';
import { parseScheduleExpression } from '../schedule-expression/parse';

/** What every schedule of this deployment has in common. */
export interface ScheduleTarget {
  readonly groupName: string;
  readonly runStateMachineArn: string;
  readonly roleArn: string;
  readonly deadLetterQueueArn: string;
  /** IANA name, for tasks that have none of their own. */
  readonly timezone: string;
}

/** Start requests that were not taken are repeated for an hour, then they go to the dead letter queue. */
const RETRY_POLICY = { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 185 };

/** Replaced by EventBridge Scheduler when it fires. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

/** The schedule of a task, all but what tells when it begins. */
export function scheduleSettings(task: Task, target: ScheduleTarget) {
  const fire: ScheduledRun = {
    datasetGroup: task.datasetGroup,
    task: task.name,
    scheduledTime: SCHEDULED_TIME,
  };
  return {
    Name: task.name,
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
      Input: JSON.stringify(fire),
      DeadLetterConfig: { Arn: target.deadLetterQueueArn },
      RetryPolicy: RETRY_POLICY,
    },
  } satisfies CreateScheduleCommandInput;
}

/**
 * When a schedule is to begin. A rate would fire as soon as it is created, which means to train again what an upload has
 * just trained: its first fire is one period away. A cron expression says itself when it fires.
 * @param actual the schedule that is to be changed. It keeps its rhythm while its expression stays: a rate that began anew at every
 * change would never fire if it is changed more often than that
 */
export function startDate(
  task: Task,
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

/** Whether a schedule is as its task wants it: in the members that are set here, whatever others EventBridge Scheduler shows. */
export function isAsDesired(
  actual: GetScheduleCommandOutput,
  desired: ReturnType<typeof scheduleSettings>,
): boolean {
  // What a person may have added and no task asks for: with these it would end, or go, by itself.
  const endsByItself = actual.EndDate !== undefined || (actual.ActionAfterCompletion ?? 'NONE') !== 'NONE';
  return !endsByItself && covers(actual, desired);
}
