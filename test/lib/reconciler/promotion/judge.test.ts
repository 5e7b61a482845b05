import { type Promotion, promotionOf } from '../../../../lib/parameter-file/promotion';
import { judge, type Metrics } from '../../../../lib/reconciler/promotion/judge';
import type { Verdict } from '../../../../lib/record-table/version-decisions';

type Limits = Omit<Promotion['rules'][number], 'metric'>;

const promotion = (rule: Limits, more: Partial<Promotion> = {}) =>
  promotionOf({ rules: [{ metric: 'coverage', ...rule }], ...more });
const isPassed = (verdicts: readonly Verdict[]) => verdicts.every(({ passed }) => passed);
const coverage = (value: number): Metrics => ({ coverage: value, precision_at_5: 1 });

describe('judge', () => {
  it.each<[string, Limits, number, number | undefined, boolean]>([
    ['passes a value at its minimum', { minimum: 0.2 }, 0.2, 0.9, true],
    ['fails a value below its minimum', { minimum: 0.2 }, 0.1999, 0.1, false],
    ['passes a value at its maximum', { maximum: 0.2 }, 0.2, undefined, true],
    ['fails a value above its maximum', { maximum: 0.2 }, 0.2001, undefined, false],
    ['passes the largest allowed drop', { maximumDrop: '10%' }, 0.27, 0.3, true],
    ['fails a drop that is larger than allowed', { maximumDrop: '10%' }, 0.2699, 0.3, false],
    ['passes a rise if drops are limited', { maximumDrop: 0 }, 0.9, 0.3, true],
    ['passes the largest allowed absolute drop', { maximumDrop: 0.1 }, 0.2, 0.3, true],
    ['fails an absolute drop that is larger than allowed', { maximumDrop: 0.1 }, 0.1999, 0.3, false],
    ['passes the largest allowed rise', { maximumRise: '50%' }, 0.45, 0.3, true],
    ['fails a rise that is larger than allowed', { maximumRise: '50%' }, 0.4501, 0.3, false],
    ['passes the smallest required rise', { minimumRise: '20%' }, 0.36, 0.3, true],
    ['fails a rise that is smaller than required', { minimumRise: '20%' }, 0.3599, 0.3, false],
    ['passes the smallest required absolute rise', { minimumRise: 0.1 }, 0.4, 0.3, true],
    ['passes any value if a rise is required but no version serves', { minimumRise: '20%' }, 0, undefined, true],
    ['passes any value if drops are limited but no version serves', { maximumDrop: 0 }, 0, undefined, true],
    ['fails a value that meets only one of two limits', { minimum: 0.1, maximumDrop: '10%' }, 0.2, 0.3, false],
  ])('%s', (_, rule, candidate, serving, passed) => {
    // Act
    const verdicts = judge(promotion(rule), coverage(candidate), serving === undefined ? undefined : coverage(serving));

    // Assess
    expect(isPassed(verdicts)).toBe(passed);
  });

  it('returns for each limit the values of candidate and serving version, and the rule in words', () => {
    // Act
    const verdicts = judge(promotion({ minimum: 0.1, maximumDrop: '10%' }), coverage(0.2), coverage(0.3));

    // Assess
    expect(verdicts).toEqual([
      { metric: 'coverage', rule: 'at least 0.1', candidate: 0.2, serving: 0.3, passed: true },
      { metric: 'coverage', rule: 'drops by at most 10%', candidate: 0.2, serving: 0.3, passed: false },
    ]);
  });

  it('returns no serving value for a first version', () => {
    // Act
    const verdicts = judge(promotion({ maximumDrop: '10%' }), coverage(0.2), undefined);

    // Assess
    expect(verdicts).toEqual([{ metric: 'coverage', rule: 'drops by at most 10%', candidate: 0.2, passed: true }]);
  });

  it.each([
    ['candidate', {}, { coverage: 0.3 }],
    ['serving version', { coverage: 0.3 }, {}],
  ])('follows onMissingMetrics if the metric of the %s is missing', (_, candidate, serving) => {
    // Act
    const judged = (['hold', 'promote'] as const).map((onMissingMetrics) =>
      isPassed(judge(promotion({ maximumDrop: 0 }, { onMissingMetrics }), candidate, serving)),
    );

    // Assess
    expect(judged).toEqual([false, true]);
  });

  const BASELINE = { solution: 'popular', version: 'popular/1', createdAt: '2026-01-01T00:00:00.000Z' };

  it.each<[string, Limits, number, number, boolean]>([
    ['passes the smallest required rise', { minimumRise: '20%' }, 0.36, 0.3, true],
    ['fails a rise that is smaller than required', { minimumRise: '20%' }, 0.3599, 0.3, false],
    ['passes the value 0 as a rise of 20% above the baseline value 0', { minimumRise: '20%' }, 0, 0, true],
    ['fails a drop that is larger than allowed', { maximumDrop: 0.1 }, 0.19, 0.3, false],
    ['passes a value at its minimum', { minimum: 0.2 }, 0.2, 0.9, true],
  ])(
    '%s if the rule names another solution, although the serving version has the value 1',
    (_, rule, candidate, value, passed) => {
      // Prepare
      const rules = promotion({ ...rule, over: 'popular' });

      // Act
      const verdicts = judge(rules, coverage(candidate), coverage(1), [{ ...BASELINE, metrics: coverage(value) }]);

      // Assess
      expect(isPassed(verdicts)).toBe(passed);
    },
  );

  it('returns the baseline version, its time and its value only for limits that compare with it', () => {
    // Prepare
    const rules = promotion({ minimum: 0.1, minimumRise: '20%', over: 'popular' });

    // Act
    const verdicts = judge(rules, coverage(0.36), coverage(0.2), [{ ...BASELINE, metrics: coverage(0.3) }]);

    // Assess
    expect(verdicts).toEqual([
      { metric: 'coverage', rule: 'at least 0.1', candidate: 0.36, serving: 0.2, passed: true },
      {
        metric: 'coverage',
        rule: "at least 20% above 'popular'",
        candidate: 0.36,
        serving: 0.2,
        baseline: { ...BASELINE, value: 0.3 },
        passed: true,
      },
    ]);
  });

  it.each([
    ['has no version', { solution: 'popular', metrics: {} }],
    ['reports no value', { ...BASELINE, metrics: {} }],
    ['was trained with other data', { ...BASELINE, importedAt: '2026-01-02T00:00:00.000Z', metrics: coverage(0.1) }],
  ])('follows onMissingMetrics, even for a first version, if the baseline solution %s', (_, baseline) => {
    // Act
    const judged = (['hold', 'promote'] as const).map((onMissingMetrics) =>
      isPassed(
        judge(promotion({ minimumRise: 0, over: 'popular' }, { onMissingMetrics }), coverage(0.5), undefined, [
          baseline,
        ]),
      ),
    );

    // Assess
    expect(judged).toEqual([false, true]);
  });
});
