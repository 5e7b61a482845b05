import { lockFor } from '../../record-table/lock-rules';

describe('lockFor', () => {
  test.each([
    ['personalize-workflow', { item: 'lock#dataset-group', mode: 'EXCLUSIVE' }],
    ['dataset-import', { item: 'lock#data', mode: 'EXCLUSIVE' }],
    ['ensure-resource', { item: 'lock#data', mode: 'SHARED' }],
    ['solution-maintenance', { item: 'lock#solution#top', mode: 'EXCLUSIVE' }],
    ['batch-inference', { item: 'lock#solution#top', mode: 'EXCLUSIVE' }],
    ['batch-segment', { item: 'lock#solution#top', mode: 'EXCLUSIVE' }],
    ['recommender-operation', { item: 'lock#recommender#viewed', mode: 'EXCLUSIVE' }],
  ])('%s locks %j', (workflow, expected) => {
    // Prepare
    const work = { workflow, datasetGroup: 'shop', solution: 'top', recommender: 'viewed' };

    // Act
    const lock = lockFor(work);

    // Assess
    expect(lock).toEqual({ datasetGroup: 'shop', ...expected });
  });

  test('refuses a workflow that does not say what it may not overlap', () => {
    // Act
    const act = () => lockFor({ workflow: 'new-workflow', datasetGroup: 'shop' });

    // Assess
    expect(act).toThrow("Workflow 'new-workflow' has no lock");
  });
});
