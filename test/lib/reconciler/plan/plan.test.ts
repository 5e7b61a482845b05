import {
  type Action,
  count,
  type ExceededQuota,
  hasChanges,
  isImpossible,
  type Plan,
} from '../../../../lib/reconciler/plan/plan';

const FORECAST: Plan['forecast'] = { from: '', to: '', uses: [], ended: [] };

describe('count', () => {
  it('counts the changes of one action', () => {
    // Prepare
    const change = (action: 'create' | 'update') => ({ action, type: 'filter', name: 'x', label: 'x' }) as const;
    const changes = [change('create'), change('update'), change('create')];
    const plan: Plan = {
      file: 'config.json',
      datasetGroup: 'shop',
      changes,
      settings: [],
      notInFile: [],
      unmanaged: [],
      forecast: FORECAST,
    };

    // Act and assess
    expect([count(plan, 'create'), count(plan, 'update'), count(plan, 'delete')]).toEqual([2, 1, 0]);
  });
});

/** A plan with one change of each action. */
function planWith(actions: readonly Action[], sources: readonly ExceededQuota['source'][] = []): Plan {
  const changes = actions.map((action) => ({ action, type: 'filter', name: 'x', label: 'x' }) as const);
  const exceededQuotas = sources.map((source) => ({ source }) as ExceededQuota);
  const quotas = exceededQuotas.length > 0 && { exceededQuotas };
  return {
    file: 'config.json',
    datasetGroup: 'shop',
    changes,
    settings: [],
    notInFile: [],
    unmanaged: [],
    forecast: FORECAST,
    ...quotas,
  };
}

describe('a plan', () => {
  it.each<[readonly Action[], readonly ExceededQuota['source'][], boolean]>([
    [['create', 'update', 'delete', 'unchanged'], [], false],
    [['create', 'conflict'], [], true],
    [['blocked'], [], true],
    [['conflict', 'blocked'], [], true],
    [['create'], ['default'], false],
    [['create'], ['default', 'account'], true],
  ])('with the actions %j and exceeded quotas from %j is impossible: %s', (actions, sources, expected) => {
    // Act and assess
    expect(isImpossible(planWith(actions, sources))).toBe(expected);
  });

  it.each<[readonly Action[], boolean]>([
    [['unchanged', 'conflict', 'blocked'], false],
    [['unchanged', 'create'], true],
    [['update'], true],
    [['delete'], true],
    [['create', 'update'], true],
    [['update', 'delete'], true],
  ])('with the actions %j has changes: %s', (actions, expected) => {
    // Act and assess
    expect(hasChanges(planWith(actions))).toBe(expected);
  });
});
