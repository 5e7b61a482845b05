import { FixedMetrics } from '../../../../emulator/services/personalize/fixed-metrics';

describe('fixed metrics', () => {
  test('apply to one training or to all trainings; a later value replaces an earlier one', () => {
    // Prepare
    const metrics = new FixedMetrics();
    metrics.add({ solution: 'top', metric: 'coverage', value: 0.1, training: 2 });
    metrics.add({ solution: 'top', metric: 'coverage', value: 0.3 });
    metrics.add({ solution: 'other', metric: 'coverage', value: 0.9 });
    metrics.add({ solution: 'top', metric: 'coverage', value: 0.2, training: 2 });

    // Act
    const values = [1, 2].map((training) => metrics.of('top', training));

    // Assess
    expect(values).toEqual([{ coverage: 0.3 }, { coverage: 0.2 }]);
  });

  test('are listed as unused until their training reports them', () => {
    // Prepare
    const metrics = new FixedMetrics();
    const [met, late] = [1, 3].map((training) => ({ solution: 'top', metric: 'coverage', value: 0.1, training }));
    const typo = { solution: 'tops', metric: 'coverage', value: 0.1 };
    for (const each of [met, late, typo]) if (each !== undefined) metrics.add(each);

    // Act
    metrics.of('top', 1);

    // Assess
    expect(metrics.unused()).toEqual([late, typo]);
  });
});
