import type { DayRule } from './expression';

const SUNDAY = 1;
const SATURDAY = 7;

/**
 * Days of a month (1 = first) that a rule selects, ascending.
 * @param month 1 = January
 */
export function daysOfMonth(rule: DayRule, year: number, month: number): readonly number[] {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  const weekdayOf = (day: number) => ((first + day - 1) % 7) + SUNDAY;
  const all = Array.from({ length: last }, (_, index) => index + 1);
  switch (rule.kind) {
    case 'daysOfMonth':
      return rule.days.filter((day) => day <= last);
    case 'lastDayOfMonth':
      return [last];
    case 'nearestWeekday':
      return rule.day <= last ? [nearestWeekday(rule.day, last, weekdayOf(rule.day))] : [];
    case 'daysOfWeek':
      return all.filter((day) => rule.weekdays.includes(weekdayOf(day)));
    case 'lastWeekday':
      return all.filter((day) => weekdayOf(day) === rule.weekday).slice(-1);
    case 'nthWeekday':
      return all.filter((day) => weekdayOf(day) === rule.weekday).slice(rule.nth - 1, rule.nth);
  }
}

/**
 * The weekday (Monday to Friday) that is nearest to a day in the same month. A Saturday gives the Friday before, a Sunday gives the
 * Monday after. There are two exceptions, at the ends of a month: Saturday the 1st gives Monday the 3rd, and a Sunday that is the last
 * day gives the Friday before.
 */
function nearestWeekday(day: number, last: number, weekday: number): number {
  if (weekday === SATURDAY) return day === 1 ? 3 : day - 1;
  if (weekday === SUNDAY) return day === last ? day - 2 : day + 1;
  return day;
}
