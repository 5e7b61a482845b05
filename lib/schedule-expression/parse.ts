import { CRON_FIELDS, parseCronField, parseCronValue, type Refuse } from './cron-field';
import type { AtExpression, CronExpression, DayRule, RateExpression, ScheduleExpression } from './expression';
import { ScheduleExpressionError } from './expression';

const MINUTE = 60_000;

const MILLISECONDS: Readonly<Record<string, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: 24 * 60 * MINUTE };

/**
 * Parses `at(...)`, `rate(...)` or `cron(...)` by the rules of EventBridge Scheduler. Forms that AWS does not document are refused:
 * ranges that wrap around, such as FRI-MON, and `LW` and `L-3`. A refused file costs less than a schedule that AWS refuses later.
 * @throws ScheduleExpressionError
 */
export function parseScheduleExpression(text: string): ScheduleExpression {
  const refuse: Refuse = (part, value, rule) => {
    throw new ScheduleExpressionError(text, part, value, rule);
  };
  const [, form, body = ''] = /^(at|rate|cron)\((.*)\)$/.exec(text) ?? [];
  switch (form) {
    case 'at':
      return parseAt(body, refuse);
    case 'rate':
      return parseRate(body, refuse);
    case 'cron':
      return parseCron(body, refuse);
  }
  const forms = 'at(yyyy-mm-ddThh:mm:ss), rate(value unit) or cron(minutes hours day-of-month month day-of-week year)';
  return refuse('expression', text, `must be ${forms}`);
}

function parseAt(body: string, refuse: Refuse): AtExpression {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})$/.exec(body);
  if (match === null) return refuse('time', body, 'must have the form yyyy-mm-ddThh:mm:ss, without a time zone');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  // `Date` changes 31 April to 1 May. So the time exists only if `Date` gives the same text again.
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (time.toISOString().slice(0, 19) !== body) refuse('time', body, 'must be a date and time that exists');
  return { kind: 'at', wallTime: { year, month, day, hour, minute, second } };
}

function parseRate(body: string, refuse: Refuse): RateExpression {
  const [value = '', unit = '', ...more] = body.split(' ');
  if (more.length > 0) refuse('rate', body, 'must be a value and a unit with one blank between them');
  if (!/^\d+$/.test(value) || Number(value) === 0) refuse('value', value, 'must be a positive whole number');
  const [, singular = ''] = /^(minute|hour|day)s?$/.exec(unit) ?? [];
  const milliseconds = MILLISECONDS[singular];
  if (milliseconds === undefined) return refuse('unit', unit, 'must be minutes, hours or days');
  return { kind: 'rate', milliseconds: Number(value) * milliseconds };
}

function parseCron(body: string, refuse: Refuse): CronExpression {
  const fields = body.split(/ +/);
  const [minutes = '', hours = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  if (fields.length !== 6 || fields.includes('')) {
    const count = fields.filter((field) => field !== '').length;
    const rule =
      count === 6
        ? 'must not begin or end with a blank'
        : `must have six fields with blanks between them, not ${count}`;
    refuse('cron', body, rule);
  }
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    refuse('day-of-month and day-of-week', `${dayOfMonth} ${dayOfWeek}`, "must have '?' in exactly one of the two");
  }
  return {
    kind: 'cron',
    minutes: parseCronField(CRON_FIELDS.minutes, minutes, refuse),
    hours: parseCronField(CRON_FIELDS.hours, hours, refuse),
    days: dayOfWeek === '?' ? parseDayOfMonth(dayOfMonth, refuse) : parseDayOfWeek(dayOfWeek, refuse),
    months: parseCronField(CRON_FIELDS.month, month, refuse),
    years: parseCronField(CRON_FIELDS.year, year, refuse),
  };
}

function parseDayOfMonth(text: string, refuse: Refuse): DayRule {
  const field = CRON_FIELDS.dayOfMonth;
  if (/^L$/i.test(text)) return { kind: 'lastDayOfMonth' };
  if (/^[^,]+W$/i.test(text)) return { kind: 'nearestWeekday', day: parseCronValue(field, text.slice(0, -1), refuse) };
  return { kind: 'daysOfMonth', days: parseCronField(field, text, refuse) };
}

function parseDayOfWeek(text: string, refuse: Refuse): DayRule {
  const field = CRON_FIELDS.dayOfWeek;
  // `L` alone is the last day of the week: Saturday.
  if (/^L$/i.test(text)) return { kind: 'daysOfWeek', weekdays: [field.to] };
  if (/^[^,]+L$/i.test(text)) return { kind: 'lastWeekday', weekday: parseCronValue(field, text.slice(0, -1), refuse) };
  const [weekday = '', nth] = text.split('#');
  if (nth === undefined) return { kind: 'daysOfWeek', weekdays: parseCronField(field, text, refuse) };
  if (!/^[^#]+#[1-5]$/.test(text)) refuse(field.title, text, "must have one number from 1 to 5 after '#', and no list");
  return { kind: 'nthWeekday', weekday: parseCronValue(field, weekday, refuse), nth: Number(nth) };
}
