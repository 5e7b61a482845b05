export interface InvocationContext {
  readonly scheduleArn: string;
  /** Nominal time in epoch milliseconds, without the delay of a flexible window or of retries. */
  readonly scheduledTime: number;
  /** Id of this attempt. Every attempt has its own. */
  readonly executionId: string;
  /** Number of the attempt, from 1. */
  readonly attemptNumber: number;
}

/** Replaces EventBridge Scheduler's keywords, as plain text, anywhere in a target's input. */
export function replaceContextAttributes(input: string, context: InvocationContext): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', context.scheduleArn)
    .replaceAll('<aws.scheduler.scheduled-time>', isoSeconds(context.scheduledTime))
    .replaceAll('<aws.scheduler.execution-id>', context.executionId)
    .replaceAll('<aws.scheduler.attempt-number>', String(context.attemptNumber));
}

/** Formats a time in whole seconds: `2022-03-22T18:59:43Z`. */
export function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
