const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const;

/** Spellings of units that the AWS solution "Maintaining Personalized Experiences with Machine Learning" accepts. */
const UNITS: ReadonlyMap<string, keyof typeof SECONDS | 'month' | 'year'> = new Map([
  ...(['second', 'seconds', 'sec', 'secs', 's'] as const).map((name) => [name, 'second'] as const),
  ...(['minute', 'minutes', 'min', 'mins', 'm'] as const).map((name) => [name, 'minute'] as const),
  ...(['hour', 'hours', 'hr', 'hrs', 'h'] as const).map((name) => [name, 'hour'] as const),
  ...(['day', 'days', 'dy', 'd'] as const).map((name) => [name, 'day'] as const),
  ...(['week', 'weeks', 'wk', 'w'] as const).map((name) => [name, 'week'] as const),
  ...(['month', 'months', 'mth'] as const).map((name) => [name, 'month'] as const),
  ...(['year', 'years', 'yr', 'y'] as const).map((name) => [name, 'year'] as const),
]);

const BETWEEN_PARTS = /\s*,\s*|\s+and\s+|(?<=[a-z])\s*(?=\d)/i;
const PART = /^(\d{1,6})\s*([a-z]+)$/i;
const LONGEST_TEXT = 200;

/**
 * Seconds of a duration such as `6 hours`, `365 days` or `1 week, 2 days`; undefined for other texts. Months and years are counted from 1
 * January of a year without a leap day, as in the AWS solution.
 */
export function parseDuration(text: string): number | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  let seconds = 0;
  let months = 0;
  for (const part of text.trim().split(BETWEEN_PARTS)) {
    const [, amount, word = ''] = PART.exec(part) ?? [];
    const unit = UNITS.get(word.toLowerCase());
    if (unit === undefined) return undefined;
    if (unit === 'month') months += Number(amount);
    else if (unit === 'year') months += 12 * Number(amount);
    else seconds += Number(amount) * SECONDS[unit];
  }
  const total = seconds + secondsInMonths(months);
  return Number.isFinite(total) ? total : undefined;
}

/** A year without a leap day. The two following years have no leap day either. */
const COMMON_YEAR = 2001;

function secondsInMonths(months: number): number {
  return (Date.UTC(COMMON_YEAR, months) - Date.UTC(COMMON_YEAR, 0)) / 1000;
}

const SHOWN = [
  ['d', SECONDS.day],
  ['h', SECONDS.hour],
  ['min', SECONDS.minute],
  ['s', SECONDS.second],
] as const;

/**
 * Text of a duration, rounded to seconds, in its largest unit and the next smaller one. Smaller units are cut off. Examples: `1 h 23 min`,
 * `56 min 26 s`, `45 s`.
 */
export function durationText(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const first = SHOWN.findIndex(([, size]) => rest >= size);
  if (first < 0) return '0 s';
  const parts: string[] = [];
  for (const [name, size] of SHOWN.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.join(' ');
}
