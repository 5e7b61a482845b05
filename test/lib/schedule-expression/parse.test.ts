import { ScheduleExpressionError } from '../../../lib/schedule-expression/expression';
import { parseScheduleExpression } from '../../../lib/schedule-expression/parse';
import { isTimeZone } from '../../../lib/schedule-expression/time-zone';

function refusalOf(text: string): ScheduleExpressionError {
  try {
    parseScheduleExpression(text);
  } catch (error) {
    if (error instanceof ScheduleExpressionError) return error;
    throw error;
  }
  throw new Error(`'${text}' was accepted`);
}

describe('parseScheduleExpression', () => {
  it('parses a cron expression into ascending numbers, Sunday being 1', () => {
    // Act
    const actual = parseScheduleExpression('cron(45,*/30 8-10 ? jan,DEC MON-FRI 2026-2028)');

    // Assess
    expect(actual).toEqual({
      kind: 'cron',
      minutes: [0, 30, 45],
      hours: [8, 9, 10],
      days: { kind: 'daysOfWeek', weekdays: [2, 3, 4, 5, 6] },
      months: [1, 12],
      years: [2026, 2027, 2028],
    });
  });

  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(1 hours)', 3_600_000],
    ['rate(7 days)', 604_800_000],
  ])('parses the expression %s', (text, milliseconds) => {
    // Act
    const actual = parseScheduleExpression(text);

    // Assess
    expect(actual).toEqual({ kind: 'rate', milliseconds });
  });

  it.each([
    ['L * ?', { kind: 'lastDayOfMonth' }],
    ['l * ?', { kind: 'lastDayOfMonth' }],
    ['3W * ?', { kind: 'nearestWeekday', day: 3 }],
    ['31w * ?', { kind: 'nearestWeekday', day: 31 }],
    ['1,15 * ?', { kind: 'daysOfMonth', days: [1, 15] }],
    ['? * L', { kind: 'daysOfWeek', weekdays: [7] }],
    ['? * l', { kind: 'daysOfWeek', weekdays: [7] }],
    ['? * 6L', { kind: 'lastWeekday', weekday: 6 }],
    ['? * friL', { kind: 'lastWeekday', weekday: 6 }],
    ['? * 3#2', { kind: 'nthWeekday', weekday: 3, nth: 2 }],
    ['? * TUE#5', { kind: 'nthWeekday', weekday: 3, nth: 5 }],
  ])('parses the days of the fields "%s" (day-of-month, month, day-of-week)', (fields, days) => {
    // Act
    const actual = parseScheduleExpression(`cron(0 1 ${fields} *)`);

    // Assess
    expect(actual).toMatchObject({ days });
  });

  it('accepts several blanks between fields', () => {
    // Act
    const actual = parseScheduleExpression('cron(0  1 *   * ? *)');

    // Assess
    expect(actual).toEqual(parseScheduleExpression('cron(0 1 * * ? *)'));
  });

  it('parses a one-time expression', () => {
    // Act
    const actual = parseScheduleExpression('at(2028-02-29T23:59:59)');

    // Assess
    expect(actual).toEqual({
      kind: 'at',
      wallTime: { year: 2028, month: 2, day: 29, hour: 23, minute: 59, second: 59 },
    });
  });

  it.each([
    ['', 'expression'],
    ['@daily', 'expression'],
    ['0 1 * * *', 'expression'],
    [' rate(5 minutes)', 'expression'],
    ['rate(5 minutes) ', 'expression'],
    ['CRON(0 1 * * ? *)', 'expression'],
    ['at(2026-01-01T00:00:00Z)', 'time'],
    ['at(2026-01-01)', 'time'],
    ['at(2026-02-29T00:00:00)', 'time'],
    ['at(2026-01-01T24:00:00)', 'time'],
    ['rate(5 seconds)', 'unit'],
    ['rate(1 year)', 'unit'],
    ['rate(1 lightminute)', 'unit'],
    ['rate(1 minutesx)', 'unit'],
    ['rate(1 constructor)', 'unit'],
    ['rate(5)', 'unit'],
    ['rate(5 )', 'unit'],
    ['rate(-5 minutes)', 'value'],
    ['rate(0 minutes)', 'value'],
    ['rate(1.5 hours)', 'value'],
    ['rate(minutes)', 'value'],
    ['rate( 5 minutes)', 'rate'],
    ['rate(5 minutes )', 'rate'],
    ['rate(5  minutes)', 'rate'],
    ['cron()', 'cron'],
    ['cron(0 1 * * ?)', 'cron'],
    ['cron(0 0 1 * * ? *)', 'cron'],
    ['cron( 0 1 * * ? *)', 'cron'],
    ['cron(0 1 * * * *)', 'day-of-month and day-of-week'],
    ['cron(0 1 ? * ? *)', 'day-of-month and day-of-week'],
    ['cron(71 1 * * ? *)', 'minutes'],
    ['cron(*/60 * * * ? *)', 'minutes'],
    ['cron(*/0 * * * ? *)', 'minutes'],
    ['cron(1/2/3 * * * ? *)', 'minutes'],
    ['cron(0/5, 9-18 ? * MON-FRI *)', 'minutes'],
    ['cron(30-10 * * * ? *)', 'minutes'],
    ['cron(1-2-3 * * * ? *)', 'minutes'],
    ['cron(? 1 * * ? *)', 'minutes'],
    ['cron(0 24 * * ? *)', 'hours'],
    ['cron(0 1 0 * ? *)', 'day-of-month'],
    ['cron(0 1 32 * ? *)', 'day-of-month'],
    ['cron(0 1 W * ? *)', 'day-of-month'],
    ['cron(0 1 LW * ? *)', 'day-of-month'],
    ['cron(0 1 3WX * ? *)', 'day-of-month'],
    ['cron(0 1 3L * ? *)', 'day-of-month'],
    ['cron(0 1 L-3 * ? *)', 'day-of-month'],
    ['cron(0 1 1,15W * ? *)', 'day-of-month'],
    ['cron(0 1 1 13 ? *)', 'month'],
    ['cron(0 1 1 MON ? *)', 'month'],
    ['cron(0 1 ? * 0 *)', 'day-of-week'],
    ['cron(0 1 ? * 8 *)', 'day-of-week'],
    ['cron(0 1 ? * FOO *)', 'day-of-week'],
    ['cron(0 1 ? * FRI-MON *)', 'day-of-week'],
    ['cron(0 1 ? * 3#6 *)', 'day-of-week'],
    ['cron(0 1 ? * 3#1x *)', 'day-of-week'],
    ['cron(0 1 ? * #1 *)', 'day-of-week'],
    ['cron(0 1 ? * LX *)', 'day-of-week'],
    ['cron(0 1 ? * 6LX *)', 'day-of-week'],
    ['cron(0 1 ? * 3#1,6#3 *)', 'day-of-week'],
    ['cron(0 1 ? * 2,6L *)', 'day-of-week'],
    ['cron(0 1 1 1 ? 1969)', 'year'],
    ['cron(0 1 1 1 ? 2200)', 'year'],
  ])("refuses '%s', and names the wrong part: %s", (text, part) => {
    // Act
    const actual = refusalOf(text);

    // Assess
    expect(actual.part).toBe(part);
    expect(actual.message).toContain(text);
  });

  it.each([
    ['cron(0 1 ? * FOO *)', "day-of-week 'FOO' must be a number from 1 to 7 or a name from SUN to SAT."],
    ['cron(0 1  * ?)', "cron '0 1  * ?' must have six fields with blanks between them, not 4."],
    ['cron(0 1 * * ? * )', "cron '0 1 * * ? * ' must not begin or end with a blank."],
    ['cron( 0 1 * * ? *)', "cron ' 0 1 * * ? *' must not begin or end with a blank."],
    [
      'at(2026-01-01T00:00:00Z)',
      "time '2026-01-01T00:00:00Z' must have the form yyyy-mm-ddThh:mm:ss, without a time zone.",
    ],
    [
      'at(+2026-01-01T00:00:00)',
      "time '+2026-01-01T00:00:00' must have the form yyyy-mm-ddThh:mm:ss, without a time zone.",
    ],
    ['at(2026-06-31T00:00:00)', "time '2026-06-31T00:00:00' must be a date and time that exists."],
  ])('refuses %s with a message that names the wrong part, its value and the rule', (text, message) => {
    // Act
    const actual = refusalOf(text);

    // Assess
    expect(actual.message).toBe(`Schedule expression '${text}': ${message}`);
  });
});

describe('isTimeZone', () => {
  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['US/Pacific', true],
    ['Mars/Olympus', false],
    ['+02:00', false],
    ['', false],
  ])("for '%s' is %s", (name, expected) => {
    // Act, Assess
    expect(isTimeZone(name)).toBe(expected);
  });
});
