import fc from 'fast-check';
import { nextRun } from '../../lib/schedule-expression/next-run';
import { parseScheduleExpression } from '../../lib/schedule-expression/parse';
import { type Day, daysOf, runsOn } from './every-minute';

/** Returns the times of all runs on these days, as `nextRun` computes them one after another. */
function instants(text: string, days: readonly Day[], timeZone: string): number[] {
  const expression = parseScheduleExpression(text);
  const last = days.at(-1)?.instants.at(-1) ?? 0;
  const found: number[] = [];
  let at = nextRun(expression, (days[0]?.instants.find((instant) => instant !== undefined) ?? 0) - 1, {
    timeZone,
  });
  while (at !== undefined && at <= last) {
    found.push(at);
    at = nextRun(expression, at, { timeZone });
  }
  return found;
}

describe('a cron expression, compared with a brute-force check of every minute', () => {
  const fiveYears = daysOf('UTC', '2024-01-01T00:00:00Z', '2029-01-01T00:00:00Z');

  it.each([
    'cron(0 */6 * * ? *)',
    'cron(0 0 ? * 1 *)',
    'cron(0 3 * * ? *)',
    'cron(1-31/30 1-1 ? * 1,7 *)',
    'cron(5/20 22 10-20/3 JAN-MAR,12 ? *)',
    'cron(59 23 L * ? *)',
    'cron(0 0 31 * ? *)',
    'cron(0 0 29 2 ? *)',
    'cron(0 0 1W * ? *)',
    'cron(0 0 15W * ? *)',
    'cron(0 0 30W * ? *)',
    'cron(0 0 31W * ? *)',
    'cron(0 12 ? * 6L *)',
    'cron(0 12 ? * sunL *)',
    'cron(0 12 ? * L *)',
    'cron(0 12 ? * 3#2 *)',
    'cron(0 12 ? feb THU#5 *)',
    'cron(0 12 ? * 2/2 *)',
    'cron(0 12 */10 */5 ? 2024/2)',
    'cron(0 12 1,1,15 * ? 2025-2026,2028)',
    'cron(30 4 ? 2 SAT 2027)',
  ])('%s runs at the minutes that the brute-force check finds in five years', (expression) => {
    // Act
    const actual = instants(expression, fiveYears, 'UTC');

    // Assess
    const expected = runsOn(fiveYears, expression);
    expect(expected.length).toBeGreaterThan(0);
    expect(actual).toEqual(expected);
  });

  // These expressions run several times an hour, so a quarter of a year has enough runs.
  it.each(['cron(*/15 9-17 ? * MON-FRI *)', 'cron(0-59/10 0-23/2 ? * * *)', 'cron(0-15/1 8-8 ? * 2,3,4,5,6,7 *)'])(
    '%s runs at the minutes that the brute-force check finds in a quarter of a year',
    (expression) => {
      // Prepare
      const quarter = fiveYears.slice(0, 91);

      // Act
      const actual = instants(expression, quarter, 'UTC');

      // Assess
      expect(actual.length).toBeGreaterThan(1000);
      expect(actual).toEqual(runsOn(quarter, expression));
    },
  );

  // Nearly all of these periods contain a change of the clocks. Lord Howe moves by half an hour, and Apia skipped a whole day.
  describe.each([
    ['Europe/Berlin', '2026-03-25T00:00:00Z', '2026-04-02T00:00:00Z'],
    ['Europe/Berlin', '2026-10-22T00:00:00Z', '2026-10-28T00:00:00Z'],
    ['America/New_York', '2027-03-12T00:00:00Z', '2027-03-16T00:00:00Z'],
    ['America/New_York', '2027-11-05T00:00:00Z', '2027-11-09T00:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-03T00:00:00Z', '2026-04-07T00:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-02T00:00:00Z', '2026-10-06T00:00:00Z'],
    ['America/Sao_Paulo', '2018-02-16T00:00:00Z', '2018-02-20T00:00:00Z'],
    ['America/Sao_Paulo', '2018-11-02T00:00:00Z', '2018-11-06T00:00:00Z'],
    ['America/Havana', '2026-10-30T00:00:00Z', '2026-11-03T00:00:00Z'],
    ['Pacific/Apia', '2011-12-28T00:00:00Z', '2012-01-02T00:00:00Z'],
    ['Asia/Kathmandu', '2026-06-01T00:00:00Z', '2026-06-03T00:00:00Z'],
  ])('in %s from %s to %s', (timeZone, from, to) => {
    const days = daysOf(timeZone, from, to);

    it.each([
      // In these periods, clocks change between midnight and four.
      'cron(* 0-3 * * ? *)',
      'cron(*/15 * * * ? *)',
      'cron(0 0 * * ? *)',
      'cron(30 1 * * ? *)',
      'cron(30 2 * * ? *)',
      'cron(15 0,2,3 ? * SUN-TUE *)',
      'cron(0 */6 L * ? *)',
    ])('%s runs at the minutes that the brute-force check finds', (expression) => {
      // Act
      const actual = instants(expression, days, timeZone);

      // Assess
      expect(actual).toEqual(runsOn(days, expression));
    });
  });

  it('runs at the minutes that the brute-force check finds in a zone with summer time, also if the expression is random', () => {
    // Prepare
    const days = daysOf('America/New_York', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
    const values = (from: number, to: number, most: number) =>
      fc
        .uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: most })
        .map((list) => list.join(','));
    const stepped = (from: number, to: number) =>
      fc.tuple(fc.integer({ min: from, max: to - 1 }), fc.integer({ min: 1, max: to })).map(([a, n]) => `${a}/${n}`);
    const dayFields = fc.oneof(
      fc
        .oneof(values(1, 31, 5), stepped(1, 31), fc.constantFrom('L', '*', '31W', '1W', '14W'))
        .map((day) => [day, '?']),
      fc
        .oneof(values(1, 7, 3), stepped(1, 7), fc.constantFrom('MON-FRI', '2#1', '7#5', '1L', '*'))
        .map((weekday) => ['?', weekday]),
    );
    const expressions = fc
      .tuple(
        fc.oneof(values(0, 59, 2), stepped(20, 59)),
        fc.oneof(values(0, 23, 3), stepped(0, 23), fc.constant('*')),
        dayFields,
        fc.oneof(values(1, 12, 3), stepped(1, 12), fc.constant('*')),
      )
      .map(([minute, hour, [day, weekday], month]) => `cron(${minute} ${hour} ${day} ${month} ${weekday} *)`);

    // Act, Assess
    fc.assert(
      fc.property(expressions, (expression) => {
        expect(instants(expression, days, 'America/New_York')).toEqual(runsOn(days, expression));
      }),
      { seed: 20261124, numRuns: 40 },
    );
  });
});
