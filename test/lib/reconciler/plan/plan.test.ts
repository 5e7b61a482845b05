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

/** A plan with these actions, and with an exceeded quota from each source. */
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
  it.each<[string, readonly Action[], readonly ExceededQuota['source'][], boolean]>([
    ['is possible with creations, updates and deletions', ['create', 'update', 'delete', 'unchanged'], [], false],
    ['is impossible with a conflict', ['create', 'conflict'], [], true],
    ['is impossible if a resource is blocked', ['blocked'], [], true],
    ['is impossible with a conflict and a blocked resource', ['conflict', 'blocked'], [], true],
    ['is possible if it exceeds a default quota', ['create'], ['default'], false],
    ['is impossible if it exceeds a quota of the account', ['create'], ['default', 'account'], true],
  ])('%s', (_, actions, sources, expected) => {
    // Act and assess
    expect(isImpossible(planWith(actions, sources))).toBe(expected);
  });

  it.each<[string, readonly Action[], boolean]>([
    [
      'has no changes if all resources are unchanged, blocked or in conflict',
      ['unchanged', 'conflict', 'blocked'],
      false,
    ],
    ['has changes with a creation', ['unchanged', 'create'], true],
    ['has changes with an update', ['update'], true],
    ['has changes with a deletion', ['delete'], true],
    ['has changes with a creation and an update', ['create', 'update'], true],
    ['has changes with an update and a deletion', ['update', 'delete'], true],
  ])('%s', (_, actions, expected) => {
    // Act and assess
    expect(hasChanges(planWith(actions))).toBe(expected);
  });
});
