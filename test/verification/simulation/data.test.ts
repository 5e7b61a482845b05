import { csv } from '../../../verification/simulation/data';

const MIB = 1024 * 1024;

describe('csv', () => {
  it('is small, or above 1 MiB if it is meant to be large', () => {
    expect(csv('interactions', 0).length).toBeLessThan(MIB);
    expect(csv('interactions', 0, true).length).toBeGreaterThan(MIB);
  });

  it('has ids of at most 256 characters, the maximum of Personalize', () => {
    // Act
    const ids = csv('interactions', 0, true)
      .split('\n')
      .slice(1)
      .flatMap((line) => line.split(',').slice(0, 2));

    // Assess
    expect(Math.max(...ids.map(({ length }) => length))).toBeLessThanOrEqual(256);
  });

  it.each([false, true])('has different content for each edition, large or not: %s', (large) => {
    expect(new Set([0, 1, 2].map((edition) => csv('interactions', edition, large))).size).toBe(3);
  });
});
