import {
  averageRewards,
  rankingMetrics,
  segmentMetrics,
} from '../../../../../emulator/services/personalize/model/metrics';

describe('offline metrics', () => {
  it('match the example in the developer guide', () => {
    // Prepare: the second and fifth recommendations are relevant.
    const recommended = ['a', 'b', 'c', 'd', 'e'];

    // Act
    const metrics = rankingMetrics([{ recommended, wanted: new Set(['b', 'e']) }], 10);

    // Assess
    expect(metrics).toMatchObject({ coverage: 0.5, mean_reciprocal_rank_at_25: 0.5, precision_at_5: 0.4 });
    expect(metrics.normalized_discounted_cumulative_gain_at_5).toBeCloseTo(0.6241, 4);
  });

  it('are means over all queries, except coverage; a query without a relevant recommendation counts as 0', () => {
    // Act
    const metrics = rankingMetrics(
      [
        { recommended: ['a', 'b'], wanted: new Set(['a']) },
        { recommended: ['a', 'c'], wanted: new Set(['d']) },
      ],
      4,
    );

    // Assess
    expect(metrics).toMatchObject({
      coverage: 0.75,
      mean_reciprocal_rank_at_25: 0.5,
      normalized_discounted_cumulative_gain_at_25: 0.5,
      precision_at_10: 0.05,
    });
  });

  it('count how many of the relevant users a segment contains', () => {
    // Act
    const metrics = segmentMetrics([{ recommended: ['ann', 'bob'], wanted: new Set(['bob', 'cid']) }], 4);

    // Assess
    expect(metrics).toEqual({ coverage: 0.5, hits_at_1_percent: 1, recall_at_1_percent: 0.5 });
  });

  it('give the reward of the relevant recommendations as a share of the reward of all relevant items', () => {
    // Act
    const reward = averageRewards([{ recommended: ['cheap', 'x'], wanted: new Set(['cheap', 'dear']) }], (id) =>
      id === 'dear' ? 9 : 1,
    );

    // Assess
    expect(reward).toBeCloseTo(0.1, 10);
  });
});
