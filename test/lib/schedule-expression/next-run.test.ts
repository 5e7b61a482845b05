import type { CronExpression } from '../../../lib/schedule-expression/expression';
import { lastWallTime, type NextRunOptions, nextRun } from '../../../lib/schedule-expression/next-run';
import { parseScheduleExpression } from '../../../lib/schedule-expression/parse';
import { asUtc } from '../../../lib/schedule-expression/time-zone';

/** All runs from `from` to `to`, including both times, as ISO texts. */
function runs(text: string, from: string, to: string, options: NextRunOptions = {}): string[] {
  const expression = parseScheduleExpression(text);
  const found: string[] = [];
  let at = nextRun(expression, Date.parse(from) - 1, options);
  while (at !== undefined && at <= Date.parse(to)) {
    found.push(new Date(at).toISOString().replace('.000Z', 'Z'));
    at = nextRun(expression, at, options);
  }
  return found;
}

const BERLIN = { timeZone: 'Europe/Berlin' };

/** Title, expression, first and last time of the search, options, and all runs between. */
const RUNS: readonly (readonly [string, string, string, string, NextRunOptions, readonly string[]])[] = [
  // In Berlin, 02:30 is 01:30 UTC in winter and 00:30 UTC in summer. It does not exist on March 29.
  [
    'skips a time that does not exist in spring',
    'cron(30 2 * * ? *)',
    '2026-03-28T00:00:00Z',
    '2026-03-31T00:00:00Z',
    BERLIN,
    ['2026-03-28T01:30:00Z', '2026-03-30T00:30:00Z'],
  ],
  [
    'runs once in the hour that is repeated in autumn',
    'cron(30 2 * * ? *)',
    '2026-10-24T00:00:00Z',
    '2026-10-27T00:00:00Z',
    BERLIN,
    ['2026-10-24T00:30:00Z', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
  ],
  [
    'runs for the last time in 2199',
    'cron(59 23 31 12 ? *)',
    '2198-06-01T00:00:00Z',
    '2300-01-01T00:00:00Z',
    {},
    ['2198-12-31T23:59:00Z', '2199-12-31T23:59:00Z'],
  ],
  [
    'stays within start and end, both included',
    'cron(0 12 * * ? *)',
    '2026-01-01T00:00:00Z',
    '2026-02-01T00:00:00Z',
    { start: Date.parse('2026-01-05T12:00:00Z'), end: Date.parse('2026-01-07T12:00:00Z') },
    ['2026-01-05T12:00:00Z', '2026-01-06T12:00:00Z', '2026-01-07T12:00:00Z'],
  ],
  [
    'runs at its start, then every 90 minutes, and at its end too',
    'rate(90 minutes)',
    '2026-01-01T00:00:00Z',
    '2026-02-01T00:00:00Z',
    { start: Date.parse('2026-01-01T10:00:10Z'), end: Date.parse('2026-01-01T13:00:10Z') },
    ['2026-01-01T10:00:10Z', '2026-01-01T11:30:10Z', '2026-01-01T13:00:10Z'],
  ],
  [
    'counts a day as 24 hours across a change of the clocks',
    'rate(1 day)',
    '2026-03-28T11:00:00Z',
    '2026-03-30T23:00:00Z',
    { ...BERLIN, start: Date.parse('2026-03-28T11:00:00Z') },
    ['2026-03-28T11:00:00Z', '2026-03-29T11:00:00Z', '2026-03-30T11:00:00Z'],
  ],
  [
    'runs once, in its time zone, even before the given start and after the given end',
    'at(2026-07-01T09:30:15)',
    '2020-01-01T00:00:00Z',
    '2030-01-01T00:00:00Z',
    {
      timeZone: 'America/New_York',
      start: Date.parse('2028-01-01T00:00:00Z'),
      end: Date.parse('2021-01-01T00:00:00Z'),
    },
    ['2026-07-01T13:30:15Z'],
  ],
  [
    'runs the first time that the clock shows its time, if that is repeated in autumn',
    'at(2026-10-25T02:30:00)',
    '2020-01-01T00:00:00Z',
    '2030-01-01T00:00:00Z',
    BERLIN,
    ['2026-10-25T00:30:00Z'],
  ],
  [
    'runs an hour later if its time does not exist in spring',
    'at(2026-03-29T02:30:00)',
    '2020-01-01T00:00:00Z',
    '2030-01-01T00:00:00Z',
    BERLIN,
    ['2026-03-29T01:30:00Z'],
  ],
];

describe('an expression', () => {
  it.each(RUNS)('%s: %s', (_, text, from, to, options, expected) => {
    // Act
    const actual = runs(text, from, to, options);

    // Assess
    expect(actual).toEqual(expected);
  });
});

describe('cron at changes of the clock', () => {
  it('finds the next run after the repeated hour if the search begins in the second pass of that hour', () => {
    // Prepare: this is 02:15 for the second time
    const after = Date.parse('2026-10-25T01:15:00Z');

    // Act
    const actual = nextRun(parseScheduleExpression('cron(30 * * * ? *)'), after, {
      timeZone: 'Europe/Berlin',
    });

    // Assess
    expect(actual).toBe(Date.parse('2026-10-25T02:30:00Z'));
  });
});

describe('cron', () => {
  it.each([
    ['cron(30 9,17 * * ? *)', '2026-05-10T09:30:00Z', '2026-05-10T17:30:00Z'],
    ['cron(30 9,17 * * ? *)', '2026-05-10T09:29:59Z', '2026-05-10T09:30:00Z'],
    ['cron(15,45 9-17 * * ? *)', '2026-05-10T09:20:00Z', '2026-05-10T09:45:00Z'],
    ['cron(15,45 9-17 * * ? *)', '2026-05-10T09:50:00Z', '2026-05-10T10:15:00Z'],
    ['cron(0 12 5,20 * ? *)', '2026-05-10T13:00:00Z', '2026-05-20T12:00:00Z'],
    ['cron(0 12 5,20 * ? *)', '2026-05-20T13:00:00Z', '2026-06-05T12:00:00Z'],
    ['cron(0 12 5,10 3,5 ? *)', '2026-05-10T13:00:00Z', '2027-03-05T12:00:00Z'],
    ['cron(0 12 10 5 ? 2024/2)', '2026-05-10T12:00:00Z', '2028-05-10T12:00:00Z'],
    ['cron(0 0 1 1 ? 2027)', '2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
  ])('%s runs after %s at %s', (text, after, expected) => {
    // Act
    const actual = nextRun(parseScheduleExpression(text), Date.parse(after));

    // Assess
    expect(actual).toBe(Date.parse(expected));
  });
});

describe('cron at its limits', () => {
  it.each([
    ['if its day never exists', 'cron(0 0 30 2 ? *)', '2026-01-01T00:00:00Z'],
    ['after its last year', 'cron(0 0 1 1 ? 2020-2025)', '2025-01-01T00:00:00Z'],
  ])('has no next run %s', (_, text, after) => {
    // Act
    const actual = nextRun(parseScheduleExpression(text), Date.parse(after));

    // Assess
    expect(actual).toBeUndefined();
  });

  it.each([
    [
      'has the last time',
      'cron(30 2,4,6 * 1,3 ? 2020-2025)',
      { year: 2025, month: 3, day: 31, hour: 6, minute: 30, second: 0 },
    ],
    ['has the last time', 'cron(0 0 29 2 ? *)', { year: 2196, month: 2, day: 29, hour: 0, minute: 0, second: 0 }],
    [
      'has the last time',
      'cron(0 0 ? 5 FRI#5 2026-2027)',
      { year: 2026, month: 5, day: 29, hour: 0, minute: 0, second: 0 },
    ],
    ['has no last time', 'cron(0 0 30 2 ? *)', undefined],
  ])('%s of %s', (_, text, expected) => {
    // Prepare
    const cron = parseScheduleExpression(text) as CronExpression;

    // Act
    const last = lastWallTime(cron);

    // Assess
    expect(last).toEqual(expected);
    if (last !== undefined) {
      expect(nextRun(cron, asUtc(last) - 1)).toBe(asUtc(last));
      expect(nextRun(cron, asUtc(last))).toBeUndefined();
    }
  });
});

describe('rate', () => {
  it('runs one interval after the given time if it has no start', () => {
    // Act
    const actual = nextRun(parseScheduleExpression('rate(2 hours)'), 1_000);

    // Assess
    expect(actual).toBe(7_201_000);
  });
});
