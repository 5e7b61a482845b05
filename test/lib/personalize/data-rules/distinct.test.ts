import { Distinct } from '../../../../lib/personalize/data-rules/distinct';

/** Counts `number` texts `<name>-0`, `<name>-1` and so on, each `times` times. */
function counted(name: string, number: number, times = 1): Distinct {
  const distinct = new Distinct();
  for (let index = 0; index < number; index += 1) distinct.add(`${name}-${index}`, times);
  return distinct;
}

describe('the count of distinct texts', () => {
  test('is exact up to 8,192', () => {
    // Prepare
    const distinct = counted('user', 7192);
    distinct.merge(counted('other', 1000, 2));

    // Act and assess
    expect([distinct.count(), distinct.count({ minTimes: 2 }), distinct.count({ minTimes: 3 })]).toEqual([
      8192, 1000, 0,
    ]);
    expect([distinct.zeros, counted('user', 8193).zeros]).toEqual([0, 1]);
  });

  test('is accurate to 4 % beyond that, and to 8 % for texts that occur more than once', () => {
    // Prepare
    const distinct = counted('user', 300_000);
    distinct.merge(counted('user', 100_000));
    distinct.merge(counted('7', 100_000));

    // Act
    const [all, twice] = [distinct.count(), distinct.count({ minTimes: 2 })];

    // Assess
    expect(Math.abs(all / 400_000 - 1)).toBeLessThan(0.04);
    expect(Math.abs(twice / 100_000 - 1)).toBeLessThan(0.08);
  });

  test.each([
    ['counts', 3000, 1200],
    ['samples', 60_000, 24_000],
  ])('is the same after %s are stored as JSON and merged', (_, number, common) => {
    // Prepare
    const [one, other] = [counted('user', number, 3), counted('user', common)];

    // Act
    const [packed, packedOther] = [new Distinct(), new Distinct()];
    packed.merge(JSON.parse(JSON.stringify(one)));
    packedOther.merge(JSON.parse(JSON.stringify(other)));
    const share = packed.shareMissingIn(packedOther);
    packed.merge(packedOther);
    one.merge(other);

    // Assess
    expect([packed.count(), packed.count({ minTimes: 4 })]).toEqual([one.count(), one.count({ minTimes: 4 })]);
    expect(Math.abs(share - 0.6)).toBeLessThan(0.03);
    expect(packedOther.shareMissingIn(packed)).toBe(0);
  });
});
