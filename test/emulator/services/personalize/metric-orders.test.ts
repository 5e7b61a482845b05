import { MetricOrders } from '../../../../emulator/services/personalize/metric-orders';

describe('MetricOrders', () => {
  test('hold for one training or for every one, the newest first', () => {
    // Prepare
    const orders = new MetricOrders();
    orders.order({ solution: 'top', metric: 'coverage', value: 0.1, training: 2 });
    orders.order({ solution: 'top', metric: 'coverage', value: 0.3 });
    orders.order({ solution: 'other', metric: 'coverage', value: 0.9 });
    orders.order({ solution: 'top', metric: 'coverage', value: 0.2, training: 2 });

    // Act
    const values = [1, 2].map((training) => orders.of('top', training));

    // Assess
    expect(values).toEqual([{ coverage: 0.3 }, { coverage: 0.2 }]);
  });

  test('are outstanding until their training uses them', () => {
    // Prepare
    const orders = new MetricOrders();
    const [met, late] = [1, 3].map((training) => ({ solution: 'top', metric: 'coverage', value: 0.1, training }));
    const typo = { solution: 'tops', metric: 'coverage', value: 0.1 };
    for (const order of [met, late, typo]) if (order !== undefined) orders.order(order);

    // Act
    orders.of('top', 1);

    // Assess
    expect(orders.outstanding()).toEqual([late, typo]);
  });
});
