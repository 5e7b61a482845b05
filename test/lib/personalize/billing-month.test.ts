import { hoursIn, monthAt, parseMonth } from '../../../lib/personalize/billing-month';

const at = (text: string) => Date.parse(text);

test('monthAt returns the calendar month in UTC of an instant', () => {
  // Act
  const month = monthAt(at('2026-12-31T23:59:59Z'));
  // Assess
  expect(month).toEqual({ name: '2026-12', from: at('2026-12-01T00:00:00Z'), to: at('2027-01-01T00:00:00Z') });
});

test('parseMonth reads a month with its year', () => {
  // Act & Assess
  expect(parseMonth('2026-02')).toEqual(monthAt(at('2026-02-14T12:00:00Z')));
});

test.each(['2026-13', '2026-00', '2026-1', 'November', '2026-11-01', ''])('parseMonth does not accept %p', (text) => {
  // Act & Assess
  expect(parseMonth(text)).toBeUndefined();
});

test('hoursIn returns how many hours of a period are in the month', () => {
  // Prepare
  const month = monthAt(at('2026-11-01T00:00:00Z'));
  // Act & Assess
  expect(hoursIn(month, at('2026-10-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toBe(720);
  expect(hoursIn(month, at('2026-11-30T22:00:00Z'), at('2026-12-30T22:00:00Z'))).toBe(2);
  expect(hoursIn(month, at('2026-12-02T00:00:00Z'), at('2026-12-03T00:00:00Z'))).toBe(0);
});
