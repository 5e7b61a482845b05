import { desiredState } from '../../../lib/parameter-file/desired-state';
import { allResources, findResource, referenceTo } from '../../../lib/reconciler/resource-reference';

const config = (name: string, members: object = {}) => ({ serviceConfig: { name, ...members } });
const SCHEMA = { type: 'record', name: 'I', namespace: 'x', version: '1.0', fields: [] };
const STATE = desiredState({
  datasetGroup: config('shop'),
  datasets: { interactions: { dataset: config('clicks'), schema: config('schema', { schema: SCHEMA }) } },
  eventTracker: config('tracker'),
  filters: [config('bought', { filterExpression: 'x' })],
  metricAttribution: config('attribution', { metrics: [] }),
  solutions: [{ ...config('top', { recipeArn: 'arn:recipe' }), campaigns: [config('top-campaign')] }],
  recommenders: [config('for-you', { recipeArn: 'arn:recipe' })],
} as never);
const BARE = desiredState({ datasetGroup: config('shop') });

describe('the resources of a parameter file', () => {
  it('are all resources that the file describes, parents before children', () => {
    // Act
    const found = [STATE, BARE].map((state) => allResources(state).map(({ type, name }) => `${type} ${name}`.trim()));

    // Assess
    expect(found).toEqual([
      [
        ...['datasetGroup shop', 'schema schema', 'dataset clicks', 'datasetImportJob'],
        ...['eventTracker tracker', 'filter bought', 'metricAttribution attribution'],
        ...['solution top', 'solutionVersion', 'campaign top-campaign', 'recommender for-you'],
      ],
      ['datasetGroup shop'],
    ]);
  });

  it('are found by their references, even if resources of several types have the same pointer', () => {
    // Act
    const found = allResources(STATE).map((resource) => findResource(STATE, referenceTo(resource)));

    // Assess
    expect(found).toEqual(allResources(STATE));
  });

  it.each([
    ['filter', '/filters/1'],
    ['campaign', '/filters/0'],
  ] as const)('do not include a %s at %s', (type, pointer) => {
    // Act
    const act = () => findResource(STATE, { type, pointer });

    // Assess
    expect(act).toThrow(`The parameter file has no ${type} at '${pointer}'.`);
  });
});
