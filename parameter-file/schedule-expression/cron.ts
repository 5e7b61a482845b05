import { CronFieldError, type FieldRange, parseValue, parseValues } from './cron-field';

/** A cron expression of EventBridge Scheduler, as sets of values. */
export interface Cron {
  readonly kind: 'cron';
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly day: DayOfMonth | DayOfWeek;
  /** 1 to 12. */
  readonly months: readonly number[];
  readonly years: readonly number[];
}

/** Exactly one of day-of-month and day-of-week says which days; the other is `?`. */
export type DayOfMonth =
  | { readonly kind: 'days-of-month'; readonly days: readonly number[] }
  /** `L` */
  | { readonly kind: 'last-day-of-month' }
  /** `15W`: the weekday (Monday to Friday) nearest to the day, within the month. */
  | { readonly kind: 'nearest-weekday'; readonly day: number };

/** 1 is Sunday, 7 is Saturday. */
export type DayOfWeek =
  | { readonly kind: 'days-of-week'; readonly days: readonly number[] }
  /** `6L`: the last Friday of the month. */
  | { readonly kind: 'last-day-of-week'; readonly day: number }
  /** `3#2`: the second Tuesday of the month. */
  | { readonly kind: 'nth-day-of-week'; readonly day: number; readonly nth: number };

const MINUTES: FieldRange = { title: 'minute', min: 0, max: 59 };
const HOURS: FieldRange = { title: 'hour', min: 0, max: 23 };
const DAYS_OF_MONTH: FieldRange = { title: 'day of month', min: 1, max: 31 };
const MONTHS: FieldRange = {
  title: 'month',
  min: 1,
  max: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const DAYS_OF_WEEK: FieldRange = {
  title: 'day of week',
  min: 1,
  max: 7,
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};
const YEARS: FieldRange = { title: 'year', min: 1970, max: 2199 };
const WEEKS_IN_MONTH: FieldRange = { title: 'week of the month', min: 1, max: 5 };

const FIELD_COUNT = 6;

/**
 * @param fields what stands between the parentheses of `cron(...)`
 * @throws CronFieldError with a message that names the field
 */
export function parseCron(fields: string): Cron {
  const parts = fields.split(/ +/);
  if (parts.length !== FIELD_COUNT || parts.includes('')) {
    const count = fields.trim() === '' ? 0 : fields.trim().split(/ +/).length;
    throw new CronFieldError(
      count === FIELD_COUNT
        ? 'there are blanks before the first or after the last field'
        : `it has ${count} fields instead of ${FIELD_COUNT}: minutes, hours, day of month, month, day of week, year`,
    );
  }
  const [minutes = '', hours = '', dayOfMonth = '', months = '', dayOfWeek = '', years = ''] = parts;
  return {
    kind: 'cron',
    minutes: parseValues(minutes, MINUTES),
    hours: parseValues(hours, HOURS),
    months: parseValues(months, MONTHS),
    day: parseDay(dayOfMonth, dayOfWeek),
    years: parseValues(years, YEARS),
  };
}

function parseDay(dayOfMonth: string, dayOfWeek: string): Cron['day'] {
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new CronFieldError('exactly one of day of month and day of week must be "?"');
  }
  return dayOfWeek === '?' ? parseDayOfMonth(dayOfMonth) : parseDayOfWeek(dayOfWeek);
}

function parseDayOfMonth(text: string): DayOfMonth {
  if (text.toUpperCase() === 'L') return { kind: 'last-day-of-month' };
  const weekday = /^(\d+)W$/i.exec(text)?.[1];
  if (weekday !== undefined) return { kind: 'nearest-weekday', day: parseValue(weekday, DAYS_OF_MONTH) };
  return { kind: 'days-of-month', days: parseValues(text, DAYS_OF_MONTH) };
}

function parseDayOfWeek(text: string): DayOfWeek {
  // Alone, L is the week's last day.
  if (text.toUpperCase() === 'L') return { kind: 'days-of-week', days: [DAYS_OF_WEEK.max] };
  const last = /^(\w+)L$/i.exec(text)?.[1];
  if (last !== undefined) return { kind: 'last-day-of-week', day: parseValue(last, DAYS_OF_WEEK) };
  const [day, nth, ...more] = text.split('#');
  if (day !== undefined && nth !== undefined && more.length === 0) {
    return {
      kind: 'nth-day-of-week',
      day: parseValue(day, DAYS_OF_WEEK),
      nth: parseValue(nth, WEEKS_IN_MONTH),
    };
  }
  return { kind: 'days-of-week', days: parseValues(text, DAYS_OF_WEEK) };
}
