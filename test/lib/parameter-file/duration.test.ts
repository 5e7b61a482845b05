import { durationText, parseDuration } from '../../../lib/parameter-file/duration';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('parseDuration', () => {
  it.each([
    ['1 second', 1],
    ['90 seconds', 90],
    ['5 minutes', 5 * MINUTE],
    ['6 hours', 6 * HOUR],
    ['1 day', DAY],
    ['365 days', 365 * DAY],
    ['2 weeks', 14 * DAY],
    ['1 day 12 hours', 1.5 * DAY],
    ['1 week, 2 days and 3 hours', 9 * DAY + 3 * HOUR],
    ['1d12h', 1.5 * DAY],
    [' 7 DAYS ', 7 * DAY],
    // The first months of a common year have 31, 28 and 31 days.
    ['1 month', 31 * DAY],
    ['2 months', 59 * DAY],
    ['1 year', 365 * DAY],
    ['4 years', (4 * 365 + 1) * DAY],
  ])('reads "%s" as %d seconds', (text, seconds) => {
    // Act
    const duration = parseDuration(text);

    // Assess
    expect(duration).toBe(seconds);
  });

  it.each([
    '',
    'soon',
    '5',
    'days',
    '1.5 days',
    '-1 day',
    '1 fortnight',
    '1 day,',
    'and 1 day',
    '999999 years',
    '1 day! 2 hours',
  ])('refuses "%s"', (text) => {
    // Act
    const duration = parseDuration(text);

    // Assess
    expect(duration).toBeUndefined();
  });
});

describe('durationText', () => {
  it.each([
    [-1, '0 s'],
    [0.4, '0 s'],
    [45, '45 s'],
    [59.6, '1 min'],
    [56 * MINUTE + 26, '56 min 26 s'],
    [HOUR + 23 * MINUTE + 59, '1 h 23 min'],
    [DAY, '1 d'],
    [DAY + 5 * MINUTE, '1 d'],
    [2 * DAY + 4 * HOUR, '2 d 4 h'],
  ])('shows %d seconds as %s', (seconds, expected) => {
    // Act, Assess
    expect(durationText(seconds)).toBe(expected);
  });
});
