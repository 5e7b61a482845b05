import { instantOf, instantOfOrAfter, wallTimeAt } from '../../../lib/schedule-expression/time-zone';

const BERLIN = 'Europe/Berlin';

/** Parses an ISO time without a zone. */
function wall(text: string) {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[-T:]/).map(Number);
  return { year, month, day, hour, minute, second };
}

const iso = (instant: number | undefined) => instant && new Date(instant).toISOString().replace('.000Z', 'Z');

describe('times of a zone', () => {
  it.each([
    ['2026-03-29T00:59:59Z', BERLIN, '2026-03-29T01:59:59'],
    ['2026-03-29T01:00:00Z', BERLIN, '2026-03-29T03:00:00'],
    ['2026-10-25T00:30:00Z', BERLIN, '2026-10-25T02:30:00'],
    ['2026-10-25T01:30:00Z', BERLIN, '2026-10-25T02:30:00'],
    ['2026-12-31T23:30:15Z', BERLIN, '2027-01-01T00:30:15'],
    ['2026-01-01T02:04:05.678Z', 'America/New_York', '2025-12-31T21:04:05'],
    ['2026-06-01T00:00:00Z', 'Asia/Kathmandu', '2026-06-01T05:45:00'],
    ['2026-06-01T00:00:00Z', 'UTC', '2026-06-01T00:00:00'],
  ])('%s in the zone %s is %s', (instant, zone, expected) => {
    // Act
    const shown = wallTimeAt(Date.parse(instant), zone);

    // Assess
    expect(shown).toEqual(wall(expected));
  });

  it.each([
    [
      'just before the skipped hour has one instant',
      '2026-03-29T01:59:59',
      '2026-03-29T00:59:59Z',
      '2026-03-29T00:59:59Z',
    ],
    [
      'at the beginning of the skipped hour has no instant, and is replaced by the time an hour later',
      '2026-03-29T02:00:00',
      undefined,
      '2026-03-29T01:00:00Z',
    ],
    [
      'within the skipped hour has no instant, and is replaced by the time an hour later',
      '2026-03-29T02:30:00',
      undefined,
      '2026-03-29T01:30:00Z',
    ],
    [
      'just after the skipped hour has one instant',
      '2026-03-29T03:00:00',
      '2026-03-29T01:00:00Z',
      '2026-03-29T01:00:00Z',
    ],
    [
      'just before the repeated hour has one instant',
      '2026-10-25T01:59:59',
      '2026-10-24T23:59:59Z',
      '2026-10-24T23:59:59Z',
    ],
    [
      'within the repeated hour has two instants, and the first one is used',
      '2026-10-25T02:30:00',
      '2026-10-25T00:30:00Z',
      '2026-10-25T00:30:00Z',
    ],
    [
      'just after the repeated hour has one instant',
      '2026-10-25T03:00:00',
      '2026-10-25T02:00:00Z',
      '2026-10-25T02:00:00Z',
    ],
  ])('a time on the clocks of Berlin %s', (_, text, exact, orAfter) => {
    // Act
    const found = [iso(instantOf(wall(text), BERLIN)), iso(instantOfOrAfter(wall(text), BERLIN))];

    // Assess
    expect(found).toEqual([exact, orAfter]);
  });
});
