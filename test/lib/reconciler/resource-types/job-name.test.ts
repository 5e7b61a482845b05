import { didTheSame, isOwnJobName, jobName } from '../../../../lib/reconciler/resource-types/job-name';

describe('jobName', () => {
  const startedAt = new Date('2026-01-05T06:07:08.123Z');

  test('consists of the subject, the time and a fingerprint of the work', () => {
    // Act
    const name = jobName('interactions-movies', startedAt, ['some', 'work']);

    // Assess
    expect(name).toMatch(/^interactions-movies-20260105060708-[0-9a-f]{8}$/);
    expect(isOwnJobName(name)).toBe(true);
  });

  test('stays within 63 characters and keeps time and fingerprint', () => {
    // Act
    const name = jobName('x'.repeat(100), startedAt, 'work');

    // Assess
    expect(name).toHaveLength(63);
    expect(isOwnJobName(name)).toBe(true);
  });

  test('shows if a job did the same work, whenever it began', () => {
    // Prepare
    const name = jobName('s', startedAt, { etag: 'one' });

    // Act
    const [same, other] = [didTheSame(name, { etag: 'one' }), didTheSame(name, { etag: 'two' })];

    // Assess
    expect([same, other]).toEqual([true, false]);
  });

  test('has a fingerprint that does not depend on the order of members', () => {
    // Prepare
    const name = jobName('s', startedAt, ['place', { a: 1, b: { c: 2, d: 3 } }]);

    // Act
    const same = didTheSame(name, ['place', { b: { d: 3, c: 2 }, a: 1 }]);

    // Assess
    expect(same).toBe(true);
  });

  test('differs in its form from a manually given name', () => {
    // Act and assess
    expect(isOwnJobName('import-2026-01-05')).toBe(false);
  });
});
