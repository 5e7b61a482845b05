import { Distinct, leastShare } from '../../../../lib/personalize/data-rules/distinct';

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

  test('is accurate to 4 % above 8,192, and to 8 % for texts that occur more than once', () => {
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
    ['exact counts', 3000, 1200],
    ['samples', 60_000, 24_000],
  ])('is the same whether %s are merged directly or after they were stored as JSON', (_, number, common) => {
    // Prepare
    const [one, other] = [counted('user', number, 3), counted('user', common)];

    // Act
    const [packed, packedOther] = [new Distinct(), new Distinct()];
    packed.merge(JSON.parse(JSON.stringify(one)));
    packedOther.merge(JSON.parse(JSON.stringify(other)));
    const { share } = packed.shareMissingIn(packedOther, 3 * number);
    packed.merge(packedOther);
    one.merge(other);

    // Assess
    expect([packed.count(), packed.count({ minTimes: 4 })]).toEqual([one.count(), one.count({ minTimes: 4 })]);
    expect(Math.abs(share - 0.6)).toBeLessThan(0.03);
    expect(packedOther.shareMissingIn(packed, common).share).toBe(0);
  });
});

describe('the share of occurrences whose texts another counter lacks', () => {
  test('is exact if no counter takes a sample', () => {
    // Act
    const missing = counted('item', 8000, 3).shareMissingIn(counted('item', 6000), 24_000);

    // Assess
    expect(missing).toEqual({ share: 0.25, error: 0 });
  });

  test('has a lower bound of at most 10 % if the share is 8 %, whichever popular items a sample leaves out', () => {
    // Prepare: 100,000 items, the most frequent first. A catalog has the items with 92 % of all occurrences
    const estimates = Array.from({ length: 20 }, (_, name) => {
      const [used, known] = [new Distinct(), new Distinct()];
      let all = 0;
      for (let rank = 1; rank <= 100_000; rank += 1) {
        const times = Math.ceil(1e6 / rank);
        used.add(`${name}-${rank}`, times);
        all += times;
        if (rank <= 38_000) known.add(`${name}-${rank}`);
      }

      // Act
      return used.shareMissingIn(known, all);
    });

    // Assess
    expect(estimates.filter(({ share }) => Math.abs(share - 0.08) > 0.01)).toEqual([]);
    expect(estimates.filter((estimate) => leastShare(estimate) > 0.1)).toEqual([]);
  });

  test('has a lower bound above 55 % if 60 % of many texts are missing', () => {
    // Act
    const estimate = counted('item', 60_000, 3).shareMissingIn(counted('item', 24_000), 180_000);

    // Assess
    expect(leastShare(estimate)).toBeGreaterThan(0.55);
  });

  test('has a lower bound below 0 if only one missing text is in the sample', () => {
    // Prepare
    const known = counted('item', 500_000);
    const used = new Distinct();

    // Act
    let estimate = used.shareMissingIn(known, 0);
    for (let all = 1; estimate.share === 0; all += 1) {
      used.add(`old-${all}`);
      estimate = used.shareMissingIn(known, all);
    }

    // Assess
    expect(leastShare(estimate)).toBeLessThan(0);
  });
});
