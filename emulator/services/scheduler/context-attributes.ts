export interface InvocationContext {
  readonly scheduleArn: string;
  /** Planned time of the run in epoch milliseconds. Delays by a flexible window or by retries do not change this time. */
  readonly scheduledTime: number;
  /** Id of this attempt. A retry gets a new id. */
  readonly executionId: string;
  /** Number of this attempt, counted from 1. */
  readonly attemptNumber: number;
}

/** Replaces EventBridge Scheduler's keywords wherever the text of a target's input contains them. */
export function replaceContextAttributes(input: string, context: InvocationContext): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', context.scheduleArn)
    .replaceAll('<aws.scheduler.scheduled-time>', isoSeconds(context.scheduledTime))
    .replaceAll('<aws.scheduler.execution-id>', context.executionId)
    .replaceAll('<aws.scheduler.attempt-number>', String(context.attemptNumber));
}

/** Formats a time (epoch milliseconds) in whole seconds: `2022-03-22T18:59:43Z`. */
export function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
