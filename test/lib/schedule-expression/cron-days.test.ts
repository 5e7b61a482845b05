import { daysOfMonth } from '../../../lib/schedule-expression/cron-days';
import type { DayRule } from '../../../lib/schedule-expression/expression';

describe('daysOfMonth', () => {
  // August 2026 begins on a Saturday; May 2026 ends on a Sunday; February 2026 begins on a Sunday and ends on a Saturday.
  it.each<[string, DayRule, number, number, readonly number[]]>([
    ['only the days that the month has', { kind: 'daysOfMonth', days: [1, 28, 29, 30, 31] }, 2026, 2, [1, 28]],
    ['February 29 in a leap year', { kind: 'daysOfMonth', days: [28, 29, 30] }, 2028, 2, [28, 29]],
    ['the last day of April', { kind: 'lastDayOfMonth' }, 2026, 4, [30]],
    ['the last day of December', { kind: 'lastDayOfMonth' }, 2026, 12, [31]],
    ['the day itself as nearest weekday of a weekday', { kind: 'nearestWeekday', day: 5 }, 2026, 8, [5]],
    ['Monday as nearest weekday of a Saturday on the first', { kind: 'nearestWeekday', day: 1 }, 2026, 8, [3]],
    ['Friday as nearest weekday of another Saturday', { kind: 'nearestWeekday', day: 8 }, 2026, 8, [7]],
    ['Monday as nearest weekday of a Sunday', { kind: 'nearestWeekday', day: 9 }, 2026, 8, [10]],
    ['Friday as nearest weekday of a Sunday on the last day', { kind: 'nearestWeekday', day: 31 }, 2026, 5, [29]],
    ['Friday as nearest weekday of a Saturday on the last day', { kind: 'nearestWeekday', day: 28 }, 2026, 2, [27]],
    ['Monday as nearest weekday of a Sunday on the first', { kind: 'nearestWeekday', day: 1 }, 2026, 2, [2]],
    ['no nearest weekday of a day that the month does not have', { kind: 'nearestWeekday', day: 31 }, 2026, 4, []],
    ['all Sundays and Saturdays', { kind: 'daysOfWeek', weekdays: [1, 7] }, 2026, 2, [1, 7, 8, 14, 15, 21, 22, 28]],
    ['the last Friday', { kind: 'lastWeekday', weekday: 6 }, 2026, 1, [30]],
    ['the second Tuesday', { kind: 'nthWeekday', weekday: 3, nth: 2 }, 2026, 1, [13]],
    ['the first Saturday', { kind: 'nthWeekday', weekday: 7, nth: 1 }, 2026, 8, [1]],
    ['the fifth Monday of a month that has one', { kind: 'nthWeekday', weekday: 2, nth: 5 }, 2026, 8, [31]],
    ['no fifth Friday of a month with four', { kind: 'nthWeekday', weekday: 6, nth: 5 }, 2026, 8, []],
  ])('returns %s', (_what, rule, year, month, expected) => {
    // Act
    const days = daysOfMonth(rule, year, month);

    // Assess
    expect(days).toEqual(expected);
  });
});
