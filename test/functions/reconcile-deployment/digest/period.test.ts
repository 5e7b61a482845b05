import { periodEnd } from '../../../../functions/reconcile-deployment/digest/period';
import { nextRun } from '../../../../lib/schedule-expression/next-run';
import { parseScheduleExpression } from '../../../../lib/schedule-expression/parse';

describe('the period of a digest', () => {
  test.each([
    ['weekly', '2026-01-12T04:17:00Z', '2026-01-12', 'a Monday night'],
    ['weekly', '2026-01-18T23:59:00Z', '2026-01-12', 'the Sunday of that week'],
    [
      'weekly',
      '2026-01-19T00:14:59Z',
      '2026-01-12',
      'early on a Monday, while ends of runs on Sunday may not be recorded yet',
    ],
    [
      'weekly',
      '2026-01-19T00:15:00Z',
      '2026-01-19',
      '15 minutes into a Monday, when ends of runs on Sunday are recorded',
    ],
    ['weekly', '2026-03-02T04:17:00Z', '2026-03-02', 'the first Monday of a month'],
    ['weekly', '2026-03-01T04:17:00Z', '2026-02-23', 'a Sunday on the first of a month'],
    ['weekly', '2027-01-01T04:17:00Z', '2026-12-28', 'New Year'],
    ['daily', '2026-03-01T04:17:00Z', '2026-03-01', 'the first night of a month'],
    ['daily', '2028-03-01T00:10:00Z', '2028-02-29', 'minutes after the end of February in a leap year'],
    ['daily', '2026-12-31T23:59:59Z', '2026-12-31', 'the last second of a year'],
  ])('with digest = %s, computed at %s, ends on %s: %s', (setting, now, expected) => {
    // Act
    const end = periodEnd(setting, new Date(now));

    // Assess
    expect(end).toBe(`${expected}T00:00:00.000Z`);
  });

  test.each(['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Europe/Moscow', 'Pacific/Apia'])(
    'has a new end each day or week of a year in the time zone %s, even if clocks are changed',
    (timeZone) => {
      // Prepare
      const nightly = parseScheduleExpression('cron(17 4 * * ? *)');
      const nights: Date[] = [];
      for (let time = Date.UTC(2026, 0, 1); nights.length < 365; ) {
        time = nextRun(nightly, time, { timeZone }) ?? 0;
        nights.push(new Date(time));
      }

      // Act
      const ends = (setting: string) => nights.map((night) => periodEnd(setting, night));

      // Assess
      expect(new Set(ends('daily')).size).toBe(365);
      expect([52, 53]).toContain(new Set(ends('weekly')).size);
    },
  );

  test('is undefined without digests, and an unknown setting is refused', () => {
    // Act and assess
    expect(periodEnd('off', new Date())).toBeUndefined();
    expect(() => periodEnd('monthly', new Date())).toThrow(
      "DIGEST is 'monthly': it must be one of weekly, daily, off.",
    );
  });
});
