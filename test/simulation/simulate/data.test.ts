import { csv } from '../../../simulation/simulate/data';
import { MAX_DELETIONS } from '../../../simulation/simulate/families';

const MIB = 1024 * 1024;

describe('csv', () => {
  it('is smaller than 1 MiB, or larger on request', () => {
    expect(csv('interactions', 0).length).toBeLessThan(MIB);
    expect(csv('interactions', 0, true).length).toBeGreaterThan(MIB);
  });

  it('has the 1000 interactions that a training needs, even without the users that a scenario deletes', () => {
    // Prepare
    const deleted = Array.from({ length: MAX_DELETIONS }, (_, user) => `user-${user}`);

    // Act
    const rows = csv('interactions', 0).trim().split('\n').slice(1);

    // Assess
    const left = rows.filter((row) => !deleted.includes(row.split(',')[0] ?? ''));
    expect(left.length).toBeLessThan(rows.length);
    expect(left.length).toBeGreaterThanOrEqual(1000);
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

  it.each([
    ['small', false],
    ['large', true],
  ])('has different content for each edition if it is %s', (_, large) => {
    expect(new Set([0, 1, 2].map((edition) => csv('interactions', edition, large))).size).toBe(3);
  });
});
