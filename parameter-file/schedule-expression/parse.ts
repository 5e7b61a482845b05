import { type Cron, parseCron } from './cron';
import { CronFieldError } from './cron-field';

/** An interval that is counted in elapsed time, whatever the clocks do. */
export interface Rate {
  readonly kind: 'rate';
  readonly seconds: number;
}

export type ScheduleExpression = Cron | Rate;

const UNIT_SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };
const LONGEST_EXPRESSION = 256;

/**
 * Parses `cron(...)` and `rate(...)` as EventBridge Scheduler does.
 * @returns the expression, or in one clause why it is none
 */
export function parseScheduleExpression(
  text: string,
): { readonly expression: ScheduleExpression } | { readonly reason: string } {
  if (text.length > LONGEST_EXPRESSION)
    return { reason: `it is longer than ${LONGEST_EXPRESSION} characters` };
  const [, form, content = ''] = /^(cron|rate)\(([^()]*)\)$/.exec(text) ?? [];
  if (form === 'rate') return parseRate(content);
  if (form === undefined) return { reason: 'it is neither "cron(...)" nor "rate(...)"' };
  try {
    return { expression: parseCron(content) };
  } catch (error) {
    if (error instanceof CronFieldError) return { reason: error.message };
    throw error;
  }
}

function parseRate(content: string): { readonly expression: Rate } | { readonly reason: string } {
  const [, value, unit = ''] = /^(\d{1,6}) (minute|hour|day)s?$/.exec(content) ?? [];
  const seconds = Number(value) * (UNIT_SECONDS[unit] ?? Number.NaN);
  return seconds > 0
    ? { expression: { kind: 'rate', seconds } }
    : { reason: 'a rate is a positive number, one blank, and minutes, hours or days' };
}
