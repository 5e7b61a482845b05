import { count, type Plan } from '../../../reconciler/plan/plan';

describe('count', () => {
  it('counts the changes of one action', () => {
    // Prepare
    const change = (action: 'create' | 'update') => ({ action, type: 'filter', name: 'x', label: 'x' }) as const;
    const changes = [change('create'), change('update'), change('create')];
    const plan: Plan = { file: 'config.json', datasetGroup: 'shop', changes, unmanaged: [] };

    // Act and assess
    expect([count(plan, 'create'), count(plan, 'update'), count(plan, 'delete')]).toEqual([2, 1, 0]);
  });
});
