import fc from 'fast-check';
import { type NextRunOptions, nextRun } from '../../schedule-expression/next-run';
import { parseScheduleExpression } from '../../schedule-expression/parse';
import { type Day, daysOf, runsOn } from './oracle';

/** All fires in [from, to], as ISO texts. */
function fires(text: string, from: string, to: string, options: NextRunOptions = {}): string[] {
  const expression = parseScheduleExpression(text);
  const found: string[] = [];
  let at = nextRun(expression, Date.parse(from) - 1, options);
  while (at !== undefined && at <= Date.parse(to)) {
    found.push(new Date(at).toISOString().replace('.000Z', 'Z'));
    at = nextRun(expression, at, options);
  }
  return found;
}

/** All fires on the days, asked for one after the other. */
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

describe('cron against the brute-force oracle', () => {
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
  ])('%s fires at the same minutes of five years', (expression) => {
    // Act
    const actual = instants(expression, fiveYears, 'UTC');

    // Assess
    const expected = runsOn(fiveYears, expression);
    expect(expected.length).toBeGreaterThan(0);
    expect(actual).toEqual(expected);
  });

  // Several fires an hour, of which a quarter of a year shows as much as five years.
  it.each(['cron(*/15 9-17 ? * MON-FRI *)', 'cron(0-59/10 0-23/2 ? * * *)', 'cron(0-15/1 8-8 ? * 2,3,4,5,6,7 *)'])(
    '%s fires at the same minutes of a quarter',
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

  // Each window holds both changes of the clocks; Lord Howe moves by half an hour, Apia left out a whole day.
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
  ])('%s from %s', (timeZone, from, to) => {
    const days = daysOf(timeZone, from, to);

    it.each([
      // Clocks change between midnight and four.
      'cron(* 0-3 * * ? *)',
      'cron(*/15 * * * ? *)',
      'cron(0 0 * * ? *)',
      'cron(30 1 * * ? *)',
      'cron(30 2 * * ? *)',
      'cron(15 0,2,3 ? * SUN-TUE *)',
      'cron(0 */6 L * ? *)',
    ])('%s fires at the same minutes', (expression) => {
      // Act
      const actual = instants(expression, days, timeZone);

      // Assess
      expect(actual).toEqual(runsOn(days, expression));
    });
  });

  it('agrees for whatever fields are drawn, in a zone with summer time', () => {
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

describe('cron where clocks change', () => {
  it('skips a time that spring leaves out', () => {
    // Act
    const actual = fires('cron(30 2 * * ? *)', '2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z', {
      timeZone: 'Europe/Berlin',
    });

    // Assess: 02:30 is 01:30 UTC in winter and 00:30 UTC in summer; on the 29th there is none.
    expect(actual).toEqual(['2026-03-28T01:30:00Z', '2026-03-30T00:30:00Z']);
  });

  it('runs once in the hour that autumn repeats', () => {
    // Act
    const actual = fires('cron(30 2 * * ? *)', '2026-10-24T00:00:00Z', '2026-10-27T00:00:00Z', {
      timeZone: 'Europe/Berlin',
    });

    // Assess
    expect(actual).toEqual(['2026-10-24T00:30:00Z', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z']);
  });

  it('goes on from within the repeated hour with the next wall time that is new', () => {
    // Prepare: 02:15 for the second time.
    const after = Date.parse('2026-10-25T01:15:00Z');

    // Act
    const actual = nextRun(parseScheduleExpression('cron(30 * * * ? *)'), after, {
      timeZone: 'Europe/Berlin',
    });

    // Assess
    expect(actual).toBe(Date.parse('2026-10-25T02:30:00Z'));
  });
});

describe('cron at the ends of time', () => {
  it('has no next run when no such day exists', () => {
    // Act
    const actual = nextRun(parseScheduleExpression('cron(0 0 30 2 ? *)'), Date.parse('2026-01-01T00:00:00Z'));

    // Assess
    expect(actual).toBeUndefined();
  });

  it('has no next run when its years have passed', () => {
    // Act
    const actual = nextRun(parseScheduleExpression('cron(0 0 1 1 ? 2020-2025)'), Date.parse('2025-01-01T00:00:00Z'));

    // Assess
    expect(actual).toBeUndefined();
  });

  it('runs up to 2199', () => {
    // Act
    const actual = fires('cron(59 23 31 12 ? *)', '2198-06-01T00:00:00Z', '2300-01-01T00:00:00Z');

    // Assess
    expect(actual).toEqual(['2198-12-31T23:59:00Z', '2199-12-31T23:59:00Z']);
  });

  it('keeps within start and end, both included', () => {
    // Act
    const actual = fires('cron(0 12 * * ? *)', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', {
      start: Date.parse('2026-01-05T12:00:00Z'),
      end: Date.parse('2026-01-07T12:00:00Z'),
    });

    // Assess
    expect(actual).toEqual(['2026-01-05T12:00:00Z', '2026-01-06T12:00:00Z', '2026-01-07T12:00:00Z']);
  });
});

describe('rate', () => {
  it('first runs at its start, then in its period until its end', () => {
    // Act
    const actual = fires('rate(90 minutes)', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', {
      start: Date.parse('2026-01-01T10:00:10Z'),
      end: Date.parse('2026-01-01T13:00:10Z'),
    });

    // Assess
    expect(actual).toEqual(['2026-01-01T10:00:10Z', '2026-01-01T11:30:10Z', '2026-01-01T13:00:10Z']);
  });

  it('takes a day as 24 hours across a change of the clocks', () => {
    // Act
    const actual = fires('rate(1 day)', '2026-03-28T11:00:00Z', '2026-03-30T23:00:00Z', {
      timeZone: 'Europe/Berlin',
      start: Date.parse('2026-03-28T11:00:00Z'),
    });

    // Assess
    expect(actual).toEqual(['2026-03-28T11:00:00Z', '2026-03-29T11:00:00Z', '2026-03-30T11:00:00Z']);
  });

  it('counts from the moment asked about when it has no start', () => {
    // Act
    const actual = nextRun(parseScheduleExpression('rate(2 hours)'), 1_000);

    // Assess
    expect(actual).toBe(7_201_000);
  });
});

describe('at', () => {
  const at = (text: string, timeZone: string) =>
    fires(text, '2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z', { timeZone });

  it('runs once, in its zone, whatever start and end say', () => {
    // Act
    const actual = fires('at(2026-07-01T09:30:15)', '2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z', {
      timeZone: 'America/New_York',
      start: Date.parse('2028-01-01T00:00:00Z'),
      end: Date.parse('2021-01-01T00:00:00Z'),
    });

    // Assess
    expect(actual).toEqual(['2026-07-01T13:30:15Z']);
  });

  it('takes the first of two instants in autumn and moves on in spring', () => {
    // Act
    const autumn = at('at(2026-10-25T02:30:00)', 'Europe/Berlin');
    const spring = at('at(2026-03-29T02:30:00)', 'Europe/Berlin');

    // Assess
    expect(autumn).toEqual(['2026-10-25T00:30:00Z']);
    expect(spring).toEqual(['2026-03-29T01:30:00Z']);
  });
});
