import type { ResourceType } from '../../../../lib/personalize/resource-types';
import { failedParent, isBusy } from '../../../../lib/reconciler/apply/in-use';
import type { Step } from '../../../../lib/reconciler/step';

const CREATED = new Date('2026-01-05T10:00:00Z');

/**
 * Returns a step for a resource of this type.
 *
 * @param statuses status of the only resource of each type. For a type without a status, List requests show no
 * resource, and Describe requests show an ACTIVE one
 */
function stepAt(type: ResourceType, statuses: Readonly<Partial<Record<ResourceType, string>>>): Step {
  const ofDataset = type === 'dataset' || type === 'datasetImportJob';
  return {
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    state: {
      datasetGroup: { name: 'movies' },
      datasets: [{ datasetType: 'INTERACTIONS', dataset: { pointer: '/datasets/interactions' } }],
      solutions: [{ name: 'top', solution: { pointer: '/solutions/0' } }],
    },
    resource: { type, pointer: ofDataset ? '/datasets/interactions' : '/solutions/0' },
    personalize: {
      describe: async (described: ResourceType) => ({
        status: statuses[described] ?? 'ACTIVE',
        creationDateTime: CREATED,
      }),
      list: async (listed: ResourceType) =>
        statuses[listed] === undefined ? [] : [{ status: statuses[listed], creationDateTime: CREATED }],
    },
  } as unknown as Step;
}

describe('isBusy', () => {
  test.each<[ResourceType, ResourceType]>([
    ['dataset', 'datasetImportJob'],
    ['datasetImportJob', 'datasetImportJob'],
    ['solution', 'solutionVersion'],
    ['campaign', 'solutionVersion'],
    ['batchInferenceJob', 'solutionVersion'],
  ])('is true for a %s while Personalize works on a %s', async (type, work) => {
    expect(await isBusy(stepAt(type, { [work]: 'CREATE IN_PROGRESS' }))).toBe(true);
  });

  test.each<[ResourceType, ResourceType, string]>([
    ['dataset', 'datasetImportJob', 'ACTIVE'],
    ['solution', 'solutionVersion', 'CREATE PENDING'],
    ['filter', 'solutionVersion', 'CREATE IN_PROGRESS'],
  ])('is false for a %s while a %s is %s', async (type, work, status) => {
    expect(await isBusy(stepAt(type, { [work]: status }))).toBe(false);
  });
});

const ARN = 'arn:aws:personalize:us-east-1:123456789012';

/**
 * Returns a step for a resource of this type.
 *
 * @param statuses statuses of the resources that Personalize describes, by the ends of their ARNs
 */
function stepOf(type: string, statuses: Readonly<Record<string, string>>): Step {
  return {
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    state: {
      datasetGroup: { name: 'movies' },
      datasets: [{ datasetType: 'INTERACTIONS', dataset: { pointer: '/datasets/interactions' } }],
      solutions: [{ name: 'top', solution: { pointer: '/solutions/0' } }],
    },
    resource: { type, pointer: type === 'datasetImportJob' ? '/datasets/interactions' : '/solutions/0' },
    personalize: {
      describe: async (_type: string, arn: string) => {
        const status = statuses[arn.slice(ARN.length + 1)];
        return status && { status, failureReason: 'Out of order.' };
      },
    },
  } as unknown as Step;
}

describe('failedParent', () => {
  it.each([
    ['solution', 'dataset-group/movies'],
    ['filter', 'dataset-group/movies'],
    ['datasetImportJob', 'dataset/movies/INTERACTIONS'],
    ['solutionVersion', 'solution/top'],
    ['campaign', 'dataset-group/movies'],
    ['batchSegmentJob', 'solution/top'],
  ])('names the failed parent of a %s: %s', async (type, parent) => {
    // Act
    const why = await failedParent(stepOf(type, { [parent]: 'CREATE FAILED' }));

    // Assess
    expect(why).toMatch(`${ARN}:${parent} is CREATE FAILED: Out of order. An upload`);
  });

  it.each([
    ['is being created', { 'dataset-group/movies': 'CREATE IN_PROGRESS', 'solution/top': 'CREATE PENDING' }],
    ['does not exist', {}],
    ['exists, and only its last update has failed', { 'dataset-group/movies': 'UPDATE FAILED' }],
  ])('returns nothing if the parent %s', async (_what, statuses) => {
    expect(await failedParent(stepOf('solutionVersion', statuses))).toBeUndefined();
  });

  it.each(['datasetGroup', 'schema'])('returns nothing for a %s, which has no parent', async (type) => {
    expect(await failedParent(stepOf(type, { 'dataset-group/movies': 'CREATE FAILED' }))).toBeUndefined();
  });
});
