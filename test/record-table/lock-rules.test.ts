import { locksFor, stepsOf } from '../../record-table/lock-rules';

describe('locksFor', () => {
  test.each([
    ['personalize-workflow', { item: 'lock#dataset-group', mode: 'EXCLUSIVE' }],
    ['dataset-import', { item: 'lock#data', mode: 'EXCLUSIVE' }],
    ['training-start', { item: 'lock#data', mode: 'SHARED' }],
    ['solution-maintenance', { item: 'lock#solution#top', mode: 'EXCLUSIVE' }],
    ['batch-inference', { item: 'lock#solution#top', mode: 'EXCLUSIVE' }],
    ['batch-segment', { item: 'lock#solution#top', mode: 'EXCLUSIVE' }],
    ['recommender-operation', { item: 'lock#recommender#viewed', mode: 'EXCLUSIVE' }],
  ])('%s locks %j', (workflow, expected) => {
    // Prepare
    const work = { workflow, datasetGroup: 'shop', solution: 'top', recommender: 'viewed' };

    // Act
    const locks = locksFor(work);

    // Assess
    expect(locks).toEqual([{ datasetGroup: 'shop', ...expected }]);
  });

  test('locks each of several solutions', () => {
    // Act
    const locks = locksFor({ workflow: 'solution-maintenance', datasetGroup: 'shop', solutions: ['top', 'more'] });

    // Assess
    expect(locks.map(({ item }) => item)).toEqual(['lock#solution#top', 'lock#solution#more']);
  });

  test('refuses a workflow that does not say what it may not overlap', () => {
    // Act
    const act = () => locksFor({ workflow: 'new-workflow', datasetGroup: 'shop' });

    // Assess
    expect(act).toThrow("Workflow 'new-workflow' has no lock");
  });
});

describe('stepsOf', () => {
  test.each([
    ['solution-maintenance', ['training-start']],
    ['batch-inference', []],
  ])('%s has the steps %j that lock for themselves', (workflow, expected) => {
    // Act
    const steps = stepsOf({ workflow, datasetGroup: 'shop', solution: 'top' });

    // Assess
    expect(steps.map((step) => step.workflow)).toEqual(expected);
  });
});
