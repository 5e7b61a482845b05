import { waitSeconds } from '../../../functions/shared/patience';

describe('waitSeconds', () => {
  const startedAt = new Date('2026-01-05T00:00:00Z');

  test.each([
    [0, 5],
    [99, 5],
    [200, 10],
    [3600, 180],
    [6000, 300],
    [2 * 24 * 3600, 300],
  ])('after %i s it waits %i s', (age, expected) => {
    // Prepare
    const now = new Date(startedAt.getTime() + age * 1000);

    // Act
    const wait = waitSeconds(startedAt, now);

    // Assess
    expect(wait).toBe(expected);
  });

  test.each([
    ['solutionVersion', 0, 60],
    ['solutionVersion', 1200, 60],
    ['solutionVersion', 3600, 180],
    ['campaign', 0, 18],
    ['filter', 0, 5],
  ] as const)('for a %s after %i s it waits %i s', (type, age, expected) => {
    // Prepare
    const now = new Date(startedAt.getTime() + age * 1000);

    // Act
    const wait = waitSeconds(startedAt, now, type);

    // Assess
    expect(wait).toBe(expected);
  });
});
