import { claimFor } from '../../../functions/shared/lock-names';

describe('claimFor', () => {
  test.each([
    ['personalize-workflow', { item: 'claim#dataset-group', mode: 'EXCLUSIVE' }],
    ['dataset-import', { item: 'claim#data', mode: 'EXCLUSIVE' }],
    ['ensure-resource', { item: 'claim#data', mode: 'SHARED' }],
    ['solution-maintenance', { item: 'claim#solution#top', mode: 'EXCLUSIVE' }],
    ['batch-inference', { item: 'claim#solution#top', mode: 'EXCLUSIVE' }],
    ['batch-segment', { item: 'claim#solution#top', mode: 'EXCLUSIVE' }],
  ])('%s claims %j', (workflow, expected) => {
    // Prepare
    const work = { workflow, datasetGroup: 'shop', solution: 'top' };

    // Act
    const claim = claimFor(work);

    // Assess
    expect(claim).toEqual({ datasetGroup: 'shop', ...expected });
  });

  test('refuses a workflow that does not say what it may not overlap', () => {
    // Act
    const act = () => claimFor({ workflow: 'new-workflow', datasetGroup: 'shop' });

    // Assess
    expect(act).toThrow("No claim is defined for workflow 'new-workflow'");
  });
});
