import { WORK_LISTS } from '../../../functions/list-work/work-lists';
import { desiredState } from '../../../parameter-file/desired-state';
import type { ParameterFile } from '../../../parameter-file/sections';

const named = (name: string) => ({ serviceConfig: { name } });

const file: ParameterFile = {
  datasetGroup: named('shop'),
  datasets: {
    interactions: {
      dataset: named('clicks'),
      schema: { serviceConfig: { name: 'click-schema', schema: {} } },
    },
    items: { dataset: named('goods'), schema: { serviceConfig: { name: 'good-schema', schema: {} } } },
  },
  eventTracker: named('tracker'),
  filters: [{ serviceConfig: { name: 'bought', filterExpression: '…' } }],
  metricAttribution: { serviceConfig: { name: 'clicks', metrics: [] } },
  recommenders: [{ serviceConfig: { name: 'viewed', recipeArn: '…' } }],
  solutions: [
    {
      serviceConfig: { name: 'top', recipeArn: '…' },
      campaigns: [named('one'), named('two')],
      batchInferenceJobs: [{ serviceConfig: {} }],
    },
    { serviceConfig: { name: 'segments', recipeArn: '…' }, batchSegmentJobs: [{ serviceConfig: {} }] },
  ],
};

describe('plans', () => {
  const state = desiredState(file);

  test('personalize-workflow: everything but what the other workflows do', () => {
    // Act
    const plan = WORK_LISTS['personalize-workflow'](state);

    // Assess
    expect(plan).toEqual({
      datasetGroup: { type: 'datasetGroup', pointer: '/datasetGroup' },
      schemas: [
        { type: 'schema', pointer: '/datasets/interactions' },
        { type: 'schema', pointer: '/datasets/items' },
      ],
      datasets: [
        { type: 'dataset', pointer: '/datasets/interactions' },
        { type: 'dataset', pointer: '/datasets/items' },
      ],
      eventTrackers: [{ type: 'eventTracker', pointer: '/eventTracker' }],
      afterImport: [
        { type: 'filter', pointer: '/filters/0' },
        { type: 'metricAttribution', pointer: '/metricAttribution' },
      ],
      solutions: ['top', 'segments'],
      recommenders: [{ type: 'recommender', pointer: '/recommenders/0' }],
    });
  });

  test('batch workflows: the jobs of their kind', () => {
    // Act and assess
    expect(WORK_LISTS['batch-inference'](state, { solution: 'top' }).resources).toEqual([
      { type: 'batchInferenceJob', pointer: '/solutions/0/batchInferenceJobs/0' },
    ]);
    expect(WORK_LISTS['batch-segment'](state, { solution: 'segments' }).resources).toEqual([
      { type: 'batchSegmentJob', pointer: '/solutions/1/batchSegmentJobs/0' },
    ]);
  });

  test('a scheduled batch job is found by its place in its own list, wherever its solution has moved', () => {
    // Act
    const { resources } = WORK_LISTS['batch-inference'](state, {
      solution: 'top',
      job: '/solutions/7/batchInferenceJobs/0',
    });

    // Assess
    expect(resources).toEqual([{ type: 'batchInferenceJob', pointer: '/solutions/0/batchInferenceJobs/0' }]);
  });

  test('a scheduled batch job that the file no longer has is a failure, not a success without a job', () => {
    // Act
    const act = () =>
      WORK_LISTS['batch-inference'](state, { solution: 'top', job: '/solutions/0/batchInferenceJobs/1' });

    // Assess
    expect(act).toThrow("Batch job '/solutions/0/batchInferenceJobs/1' not found in the parameter file.");
  });

  test('a recommender is found by its name, and one that the file does not have is refused by name', () => {
    // Prepare
    const recommenders = state.recommenders.map(({ name }) => name);

    // Act and assess
    expect(recommenders.map((name) => WORK_LISTS['recommender-operation'](state, { recommender: name }))).toEqual(
      recommenders.map((_, index) => ({ resources: [{ type: 'recommender', pointer: `/recommenders/${index}` }] })),
    );
    expect(() => WORK_LISTS['recommender-operation'](state, { recommender: 'gone' })).toThrow(
      "The parameter file of dataset group 'shop' has no recommender 'gone'.",
    );
  });

  test('a solution that the file does not have is refused by name', () => {
    // Act
    const act = () => WORK_LISTS['batch-inference'](state, { solution: 'gone' });

    // Assess
    expect(act).toThrow("The parameter file of dataset group 'shop' has no solution 'gone'.");
  });
});
