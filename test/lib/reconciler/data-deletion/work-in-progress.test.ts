import type { ResourceType } from '../../../../lib/personalize/resource-types';
import type { Description, Personalize, Request } from '../../../../lib/reconciler/account/personalize-api';
import { workInProgress } from '../../../../lib/reconciler/data-deletion/work-in-progress';

const GROUP = 'arn:group';
/** Answers to list requests, by type and request, while nothing is in progress. */
const IDLE: Readonly<Record<string, readonly Description[]>> = {
  'dataset arn:group': [{ datasetArn: 'arn:clicks' }, { datasetArn: 'arn:items' }],
  'solution arn:group': [{ solutionArn: 'arn:top' }, { solutionArn: 'arn:next' }],
};
const BUSY = 'CREATE IN_PROGRESS';

/** @param gone error with which Personalize answers when solution versions are listed */
function personalize(shown: typeof IDLE, gone?: Error): Personalize {
  const list = async (type: ResourceType, request: Request) => {
    if (type === 'solutionVersion' && gone !== undefined) throw gone;
    return shown[[type, ...Object.values(request)].join(' ')] ?? [];
  };
  return { list } as unknown as Personalize;
}

describe('work on the data of a dataset group', () => {
  it.each<[string, string, Description, string]>([
    [
      'dataDeletionJob of the group',
      'dataDeletionJob arn:group',
      { dataDeletionJobArn: 'arn:x', status: 'PENDING' },
      'PENDING',
    ],
    ['recommender of the group', 'recommender arn:group', { recommenderArn: 'arn:x', status: BUSY }, BUSY],
    [
      'datasetImportJob of a dataset',
      'datasetImportJob arn:items',
      { datasetImportJobArn: 'arn:x', status: BUSY },
      BUSY,
    ],
    [
      'solutionVersion of a solution',
      'solutionVersion arn:next',
      { solutionVersionArn: 'arn:next/1', status: BUSY },
      BUSY,
    ],
    [
      'batchInferenceJob of a solution',
      'batchInferenceJob',
      { batchInferenceJobArn: 'arn:x', status: BUSY, solutionVersionArn: 'arn:next/1' },
      BUSY,
    ],
    [
      'batchSegmentJob of a solution',
      'batchSegmentJob',
      { batchSegmentJobArn: 'arn:x', status: BUSY, solutionVersionArn: 'arn:top/1' },
      BUSY,
    ],
  ])('includes an unfinished %s', async (_, list, job, status) => {
    // Act
    const found = await workInProgress(personalize({ ...IDLE, [list]: [{ status: 'ACTIVE' }, job] }), GROUP);

    // Assess
    expect(found).toBe(`${Object.values(job)[0]} is ${status}`);
  });

  it.each<[string, Description]>([
    ['an import that has ended', { datasetImportJobArn: 'arn:x', status: 'ACTIVE' }],
    ['an import of unknown status', { datasetImportJobArn: 'arn:x' }],
  ])('does not include %s', async (_what, job) => {
    // Act
    const found = await workInProgress(personalize({ ...IDLE, 'datasetImportJob arn:items': [job] }), GROUP);

    // Assess
    expect(found).toBeUndefined();
  });

  it.each([
    ['whose solution has a similar name', 'arn:topmost/1', IDLE],
    ['if this group has no solution', 'arn:top/1', {}],
  ])('does not include a batch job of another group %s', async (_, solutionVersionArn, idle) => {
    // Prepare
    const jobs = [{ batchInferenceJobArn: 'arn:x', status: BUSY, solutionVersionArn }];

    // Act
    const found = await workInProgress(personalize({ ...idle, batchInferenceJob: jobs }), GROUP);

    // Assess
    expect(found).toBeUndefined();
  });

  it('cannot be determined if Personalize answers with an error', async () => {
    // Prepare
    const failure = new Error('out of order');

    // Act and assess
    await expect(workInProgress(personalize(IDLE, failure), GROUP)).rejects.toBe(failure);
  });
});
