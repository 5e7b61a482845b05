/** A parsed schedule expression of EventBridge Scheduler. */
export type ScheduleExpression = AtExpression | RateExpression | CronExpression;

/** `at(yyyy-mm-ddThh:mm:ss)`: runs once. */
export interface AtExpression {
  readonly kind: 'at';
  readonly wallTime: WallTime;
}

/** `rate(value unit)`: an interval of elapsed time. A day is always 24 hours, also when clocks change. */
export interface RateExpression {
  readonly kind: 'rate';
  readonly milliseconds: number;
}

/** `cron(minutes hours day-of-month month day-of-week year)`. Lists are ascending and without duplicates. */
export interface CronExpression {
  readonly kind: 'cron';
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: DayRule;
  /** 1 = January. */
  readonly months: readonly number[];
  readonly years: readonly number[];
}

/**
 * Rule that selects days of a month. The rule is the day-of-month field of a cron expression or, if that is `?`, its
 * day-of-week field.
 */
export type DayRule =
  | { readonly kind: 'daysOfMonth'; readonly days: readonly number[] }
  /** `L` in the day-of-month field: the last day of the month. */
  | { readonly kind: 'lastDayOfMonth' }
  /** `3W`: the weekday (Monday to Friday) nearest to the 3rd, within the month. */
  | { readonly kind: 'nearestWeekday'; readonly day: number }
  /** Days of the week. 1 = Sunday, as in EventBridge. */
  | { readonly kind: 'daysOfWeek'; readonly weekdays: readonly number[] }
  /** `6L`: the last Friday of the month. */
  | { readonly kind: 'lastWeekday'; readonly weekday: number }
  /** `3#2`: the second Tuesday of the month. */
  | { readonly kind: 'nthWeekday'; readonly weekday: number; readonly nth: number };

/** A local date and time, whose time zone is given elsewhere. */
export interface WallTime {
  readonly year: number;
  /** 1 = January. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Error for a text that is not a schedule expression. It names the faulty part, the part's value, and the rule that the value breaks. */
export class ScheduleExpressionError extends Error {
  override readonly name = 'ScheduleExpressionError';

  /** @param part e.g. `expression`, `minutes`, `day-of-week`, `unit` */
  constructor(
    readonly expression: string,
    readonly part: string,
    readonly value: string,
    readonly rule: string,
  ) {
    super(`Schedule expression '${expression}': ${part} '${value}' ${rule}.`);
  }
}
