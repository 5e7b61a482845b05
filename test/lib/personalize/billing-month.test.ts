import { hoursIn, monthAt, parseMonth } from '../../../lib/personalize/billing-month';

const at = (text: string) => Date.parse(text);

test('gives the calendar month of an instant in UTC', () => {
  // Act
  const month = monthAt(at('2026-12-31T23:59:59Z'));
  // Assess
  expect(month).toEqual({ name: '2026-12', from: at('2026-12-01T00:00:00Z'), to: at('2027-01-01T00:00:00Z') });
});

test('reads a month', () => {
  // Act & Assess
  expect(parseMonth('2026-02')).toEqual(monthAt(at('2026-02-14T12:00:00Z')));
});

test.each(['2026-13', '2026-00', '2026-1', 'November', '2026-11-01', ''])('refuses %p as a month', (text) => {
  // Act & Assess
  expect(parseMonth(text)).toBeUndefined();
});

test('counts the hours of a period that are in the month', () => {
  // Prepare
  const month = monthAt(at('2026-11-01T00:00:00Z'));
  // Act & Assess
  expect(hoursIn(month, at('2026-10-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toBe(720);
  expect(hoursIn(month, at('2026-11-30T22:00:00Z'), at('2026-12-30T22:00:00Z'))).toBe(2);
  expect(hoursIn(month, at('2026-12-02T00:00:00Z'), at('2026-12-03T00:00:00Z'))).toBe(0);
});
