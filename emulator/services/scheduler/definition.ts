import { type ScheduleExpression, ScheduleExpressionError } from '../../../lib/schedule-expression/expression';
import { parseScheduleExpression } from '../../../lib/schedule-expression/parse';
import { isTimeZone } from '../../../lib/schedule-expression/time-zone';
import { type Input, ServiceError } from '../../core/service';
import { replaceContextAttributes } from './context-attributes';
import type { Definition, Target } from './schedule';
import { checkTarget } from './target';

const DEFAULT_RETRY_POLICY = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };

/** Maximum age, in milliseconds, of the start date of a recurring schedule. */
const START_TOLERANCE = 5 * 60 * 1000;

/** Sample values of Scheduler's keywords. With these values in place of the keywords, an input must be JSON. */
const SAMPLE_CONTEXT = { scheduleArn: 'arn', scheduledTime: 0, executionId: 'id', attemptNumber: 1 };

/**
 * Defines a schedule from an input of CreateSchedule or UpdateSchedule. Omitted members get their default values. This is also true
 * for UpdateSchedule, which does not keep the current values.
 * @param input an input that the API model allows
 * @param now epoch milliseconds
 * @throws ServiceError `ValidationException`
 */
export function defineSchedule(input: Input, now: number): Definition {
  const scheduleExpression = String(input.ScheduleExpression);
  const expression = parseExpression(scheduleExpression);
  const timeZone = String(input.ScheduleExpressionTimezone ?? 'UTC');
  // Which time zones AWS refuses is unconfirmed: `scheduler-time-zones` in docs/local-aws.md.
  if (!isTimeZone(timeZone)) refuse(`The ScheduleExpressionTimezone ${timeZone} is not valid.`);
  const startDate = timeOf(input.StartDate, 'StartDate');
  const endDate = timeOf(input.EndDate, 'EndDate');
  if (expression.kind !== 'at') checkDates(startDate, endDate, now);
  return {
    scheduleExpression,
    expression,
    timeZone,
    startDate,
    endDate,
    flexibleTimeWindow: defineWindow(input.FlexibleTimeWindow as Definition['flexibleTimeWindow']),
    target: defineTarget(input.Target as Partial<Target> & Pick<Target, 'Arn' | 'RoleArn'>),
    state: input.State === 'DISABLED' ? 'DISABLED' : 'ENABLED',
    actionAfterCompletion: input.ActionAfterCompletion === 'DELETE' ? 'DELETE' : 'NONE',
    description: optionalText(input.Description),
    kmsKeyArn: optionalText(input.KmsKeyArn),
  };
}

function parseExpression(text: string): ScheduleExpression {
  try {
    return parseScheduleExpression(text);
  } catch (error) {
    if (error instanceof ScheduleExpressionError) refuse(`Invalid Schedule Expression ${text}.`);
    throw error;
  }
}

function checkDates(start: number | undefined, end: number | undefined, now: number): void {
  if (start !== undefined && start < now - START_TOLERANCE) {
    refuse('The StartDate you specify cannot be earlier than 5 minutes ago.');
  }
  if (end !== undefined && end <= Math.max(start ?? now, now)) {
    refuse('The EndDate you specify must come after the StartDate and the current time.');
  }
}

function defineWindow(window: Definition['flexibleTimeWindow']): Definition['flexibleTimeWindow'] {
  const { Mode: mode, MaximumWindowInMinutes: minutes } = window;
  if (mode === 'FLEXIBLE' && minutes === undefined) {
    refuse('MaximumWindowInMinutes is required when FlexibleTimeWindow Mode is FLEXIBLE.');
  }
  if (mode === 'OFF' && minutes !== undefined) {
    refuse('MaximumWindowInMinutes cannot be set when FlexibleTimeWindow Mode is OFF.');
  }
  return window;
}

function defineTarget(target: Partial<Target> & Pick<Target, 'Arn' | 'RoleArn'>): Target {
  checkTarget(target);
  if (target.Input !== undefined && !isJson(replaceContextAttributes(target.Input, SAMPLE_CONTEXT))) {
    refuse(`Input of target ${target.Arn} must be JSON text.`);
  }
  return { ...target, RetryPolicy: { ...DEFAULT_RETRY_POLICY, ...target.RetryPolicy } };
}

/** Returns a time of the input in epoch milliseconds, or undefined if the input does not have this time. */
function timeOf(value: unknown, member: string): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const time = new Date(typeof value === 'number' ? value * 1000 : (value as string | Date)).getTime();
  if (Number.isNaN(time)) refuse(`${member} '${value}' is not a time.`);
  return time;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function optionalText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

function refuse(message: string): never {
  throw new ServiceError('ValidationException', message);
}
