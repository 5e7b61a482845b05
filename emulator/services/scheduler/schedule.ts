import type { ScheduleExpression } from '../../../lib/schedule-expression/expression';
import type { Timer } from '../../core/clock';

export interface Target {
  readonly Arn: string;
  readonly RoleArn: string;
  readonly Input?: string;
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly RetryPolicy: RetryPolicy;
}

export interface RetryPolicy {
  readonly MaximumEventAgeInSeconds: number;
  readonly MaximumRetryAttempts: number;
}

/** Settings from CreateSchedule and UpdateSchedule, including defaults. Times are epoch milliseconds. */
export interface Definition {
  readonly scheduleExpression: string;
  readonly expression: ScheduleExpression;
  readonly timeZone: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly flexibleTimeWindow: {
    readonly Mode: 'OFF' | 'FLEXIBLE';
    readonly MaximumWindowInMinutes?: number;
  };
  readonly actionAfterCompletion: 'NONE' | 'DELETE';
  readonly target: Target;
  readonly description: string | undefined;
  readonly startDate: number | undefined;
  readonly endDate: number | undefined;
  readonly kmsKeyArn: string | undefined;
}

export interface Schedule {
  readonly arn: string;
  readonly groupName: string;
  readonly name: string;
  /** Time of creation, in epoch milliseconds. `modifiedAt` has the same unit. */
  readonly createdAt: number;
  modifiedAt: number;
  definition: Definition;
  /** Timers of the next run, and of due runs that a flexible window delays. */
  readonly timers: Set<Timer>;
}

/** Returns a schedule in the format of GetSchedule. */
export function describeSchedule(schedule: Schedule): Record<string, unknown> {
  const { definition } = schedule;
  return {
    Arn: schedule.arn,
    GroupName: schedule.groupName,
    Name: schedule.name,
    ScheduleExpression: definition.scheduleExpression,
    ScheduleExpressionTimezone: definition.timeZone,
    State: definition.state,
    FlexibleTimeWindow: definition.flexibleTimeWindow,
    ActionAfterCompletion: definition.actionAfterCompletion,
    Target: definition.target,
    CreationDate: new Date(schedule.createdAt),
    LastModificationDate: new Date(schedule.modifiedAt),
    ...(definition.description !== undefined && { Description: definition.description }),
    ...(definition.startDate !== undefined && { StartDate: new Date(definition.startDate) }),
    ...(definition.endDate !== undefined && { EndDate: new Date(definition.endDate) }),
    ...(definition.kmsKeyArn !== undefined && { KmsKeyArn: definition.kmsKeyArn }),
  };
}

/** Returns a schedule in the format of ListSchedules, which has neither the expression nor the target's input. */
export function summarizeSchedule(schedule: Schedule): Record<string, unknown> {
  return {
    Arn: schedule.arn,
    GroupName: schedule.groupName,
    Name: schedule.name,
    State: schedule.definition.state,
    Target: { Arn: schedule.definition.target.Arn },
    CreationDate: new Date(schedule.createdAt),
    LastModificationDate: new Date(schedule.modifiedAt),
  };
}
