/** A field of a cron expression: its range of numbers, and names such as `MON` for these numbers. */
export interface CronField {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  /** Names of the numbers, in order from the name of `from`. Case does not matter. */
  readonly names?: readonly string[];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Fields in their order in an expression. Source of the ranges: EventBridge Scheduler User Guide, "Schedule types". */
export const CRON_FIELDS = {
  minutes: { title: 'minutes', from: 0, to: 59 },
  hours: { title: 'hours', from: 0, to: 23 },
  dayOfMonth: { title: 'day-of-month', from: 1, to: 31 },
  month: { title: 'month', from: 1, to: 12, names: MONTHS },
  dayOfWeek: { title: 'day-of-week', from: 1, to: 7, names: WEEKDAYS },
  year: { title: 'year', from: 1970, to: 2199 },
} as const satisfies Record<string, CronField>;

/** Throws an error that names the faulty part, its value, the rule and the whole expression. */
export type Refuse = (title: string, value: string, rule: string) => never;

/**
 * The numbers that a field selects, ascending. The field is `*`, `a`, `a-b`, or a list of these, separated by commas. Each of these
 * may have a step `/n`; the range of `a/n` is from `a` to the field's largest number. parse.ts reads `?`, `L`, `W` and `#`.
 */
export function parseCronField(field: CronField, text: string, refuse: Refuse): readonly number[] {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    for (const value of parseItem(field, item, refuse)) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** A single number or name of a field. */
export function parseCronValue(field: CronField, text: string, refuse: Refuse): number {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  if (named >= 0) return field.from + named;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= field.from && value <= field.to)) {
    const { names } = field;
    const orName = names === undefined ? '' : ` or a name from ${names[0]} to ${names[names.length - 1]}`;
    refuse(field.title, text, `must be a number from ${field.from} to ${field.to}${orName}`);
  }
  return value;
}

function parseItem(field: CronField, item: string, refuse: Refuse): number[] {
  const [range = '', stepText, ...more] = item.split('/');
  if (more.length > 0) refuse(field.title, item, "must have at most one step ('/')");
  const [from, to] = parseRange(field, range, stepText !== undefined, refuse);
  const step = stepText === undefined ? 1 : parseStep(field, item, stepText, refuse);
  const values: number[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
}

function parseRange(field: CronField, range: string, stepped: boolean, refuse: Refuse): [number, number] {
  if (range === '*') return [field.from, field.to];
  const [first = '', last, ...more] = range.split('-');
  if (more.length > 0) refuse(field.title, range, "must have at most one '-'");
  const from = parseCronValue(field, first, refuse);
  if (last === undefined) return [from, stepped ? field.to : from];
  const to = parseCronValue(field, last, refuse);
  if (to < from) refuse(field.title, range, 'must be a range from the lower to the higher value');
  return [from, to];
}

/**
 * Parses the step `/n` of an item. EventBridge refuses a step that is larger than the field allows. So a step of 60 minutes is an
 * error, and does not mean once an hour.
 */
function parseStep(field: CronField, item: string, text: string, refuse: Refuse): number {
  // The field's largest number or the count of its numbers, whichever is less: 59 for minutes, 230 for years.
  const largest = Math.min(field.to, field.to - field.from + 1);
  const step = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(step >= 1 && step <= largest)) refuse(field.title, item, `must have a step from 1 to ${largest}`);
  return step;
}
