/** A period of time. */
export interface Period {
  /** Milliseconds since 1970, inclusive. */
  readonly from: number;
  /** Milliseconds since 1970, exclusive. */
  readonly to: number;
}

/** A calendar month in UTC, as AWS bills. */
export interface BillingMonth extends Period {
  /** Year and month: `2026-11`. */
  readonly name: string;
}

/** Number of days of a forecast. A calendar month is not used, because months differ in length. */
export const FORECAST_DAYS = 30;

const HOUR = 3_600_000;

/** The period of a forecast that begins at an instant (milliseconds since 1970). */
export function forecastPeriod(from: number): Period {
  return { from, to: from + FORECAST_DAYS * 24 * HOUR };
}

/** The month of an instant (milliseconds since 1970). In budgets, work of Personalize counts in the month in which the work begins. */
export function monthAt(instant: number): BillingMonth {
  const time = new Date(instant);
  const [year, month] = [time.getUTCFullYear(), time.getUTCMonth()];
  const from = Date.UTC(year, month);
  return { name: new Date(from).toISOString().slice(0, 7), from, to: Date.UTC(year, month + 1) };
}

/**
 * @returns undefined if the text is not a month like `2026-11`. Years that begin with 0 are refused, because `Date.UTC` takes
 * the year 26 for 1926
 */
export function parseMonth(text: string): BillingMonth | undefined {
  return /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(text) ? monthAt(Date.parse(`${text}-01T00:00:00Z`)) : undefined;
}

/** Number of hours between `start` and `end` (milliseconds since 1970) that lie in the period. */
export function hoursIn({ from, to }: Period, start: number, end: number): number {
  return Math.max(0, Math.min(end, to) - Math.max(start, from)) / HOUR;
}
