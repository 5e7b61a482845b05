/** Evaluates a cron expression by brute force: it checks every minute separately. It shares nothing with the code under test. */

type Range = readonly [lowest: number, highest: number];

const MINUTE = 60_000;
const WEEKDAY_NAMES = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTH_NAMES = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** Minutes in a quarter of an hour. Time zones change their offset only when a quarter begins, so each quarter has consecutive minutes. */
const QUARTER = 15;

/** A date as clocks show it. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Index: minute of the day. Value: the first instant at which clocks show this minute, absent if they never do. */
  readonly instants: number[];
}

/** Every date that clocks in the zone show at or after `from`, and before `to`. */
export function daysOf(timeZone: string, from: string, to: string): Day[] {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  const days = new Map<string, Day>();
  for (let quarter = Date.parse(from); quarter < Date.parse(to); quarter += QUARTER * MINUTE) {
    const parts = new Map(format.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]));
    const [year = 0, month = 0, day = 0] = [parts.get('year'), parts.get('month'), parts.get('day')];
    const date = days.get(`${year}-${month}-${day}`) ?? { year, month, day, instants: [] };
    days.set(`${year}-${month}-${day}`, date);
    const shown = (parts.get('hour') ?? 0) * 60 + (parts.get('minute') ?? 0);
    for (let more = 0; more < QUARTER; more += 1) date.instants[shown + more] ??= quarter + more * MINUTE;
  }
  return [...days.values()];
}

/** The instants on these days at which the expression has a run. */
export function runsOn(days: readonly Day[], expression: string): number[] {
  const [minutes = '', hours = '', dayOfMonth = '', months = '', dayOfWeek = '', years = ''] = expression
    .slice('cron('.length, -1)
    .split(' ');
  const minutesOfDay = Array.from({ length: 24 * 60 }, (_, minute) => minute).filter(
    (minute) => says(hours, Math.floor(minute / 60), [0, 23]) && says(minutes, minute % 60, [0, 59]),
  );
  return days
    .filter(
      ({ year, month, day }) =>
        says(years, year, [1970, 2199]) &&
        says(months, month, [1, 12], MONTH_NAMES) &&
        (dayOfMonth === '?' || isDayOfMonth(dayOfMonth, year, month, day)) &&
        (dayOfWeek === '?' || isDayOfWeek(dayOfWeek, year, month, day)),
    )
    .flatMap(({ instants }) => minutesOfDay.flatMap((minute) => instants[minute] ?? []));
}

function says(text: string, value: number, [lowest, highest]: Range, names: readonly string[] = []): boolean {
  if (text === '*') return true;
  const numeric = text.replace(/[A-Z]+/gi, (name) => String(lowest + names.indexOf(name.toUpperCase())));
  return numeric.split(',').some((item) => {
    const [range = '', step] = item.split('/');
    const [from = 0, to = step === undefined ? from : highest] =
      range === '*' ? [lowest, highest] : range.split('-').map(Number);
    return value >= from && value <= to && (value - from) % Number(step ?? 1) === 0;
  });
}

/** Day of the week; 1 is Sunday. */
function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isDayOfMonth(text: string, year: number, month: number, day: number): boolean {
  const last = daysIn(year, month);
  if (text === 'L') return day === last;
  if (!text.endsWith('W')) return says(text, day, [1, 31]);
  const wanted = Number(text.slice(0, -1));
  if (wanted > last) return false;
  const workdays = Array.from({ length: last }, (_, index) => index + 1).filter((candidate) => {
    const name = WEEKDAY_NAMES[weekdayOf(year, month, candidate) - 1];
    return name !== 'SAT' && name !== 'SUN';
  });
  return day === workdays.reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a));
}

function isDayOfWeek(text: string, year: number, month: number, day: number): boolean {
  const weekday = weekdayOf(year, month, day);
  if (text === 'L') return weekday === 7;
  const [which = '', nth] = text.replace(/L$/, '').split('#');
  if (!says(which, weekday, [1, 7], WEEKDAY_NAMES)) return false;
  if (text.endsWith('L')) return day + 7 > daysIn(year, month);
  return nth === undefined || Math.ceil(day / 7) === Number(nth);
}
