import { LimitExceededException } from '@aws-sdk/client-personalize';
import { type DeletionState, deleteUsers } from '../../../reconciler/data-deletion/delete-users';
import type { Description, Personalize, Request } from '../../../reconciler/resource-types/personalize-api';

const SCOPE = { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' };
const BEGAN = new Date('2026-01-05T00:00:00Z');
const GROUP = { status: 'ACTIVE' };

/** A Personalize with these resources: what Describe shows by type, what List shows by type. */
function personalize(
  shown: Readonly<Record<string, Description>>,
  listed: Readonly<Record<string, Description[]>> = {},
) {
  const created: Request[] = [];
  const api = {
    describe: async (type: string) => shown[type],
    list: async (type: string) => listed[type] ?? [],
    create: async (_type: string, request: Request) => {
      created.push(request);
      return 'arn:job';
    },
  } as unknown as Personalize;
  return { api, created };
}

function run(api: Personalize, before: DeletionState = {}, seconds = 0) {
  return deleteUsers(
    {
      ...{ datasetGroup: 'shop', subject: ['delete/shop/a.csv', 'v1'], dataLocation: 's3://data/deleting/shop/a.csv' },
      ...{ roleArn: 'arn:role', scope: SCOPE, startedAt: BEGAN, now: new Date(BEGAN.getTime() + seconds * 1000) },
      personalize: api,
    },
    before,
  );
}

const VERSION = { solutionVersionArn: 'arn:solution/top/1', status: 'CREATE IN_PROGRESS' };

describe('a deletion of users', () => {
  test('creates a job under the same name at each poll, once nothing else is in progress', async () => {
    // Prepare
    const { api, created } = personalize({ datasetGroup: GROUP });

    // Act
    const progress = await run(api);
    await run(api, {}, 60);

    // Assess
    expect(progress).toMatchObject({ status: 'WAIT', stepState: { arn: 'arn:job', wait: { for: 'JOB' } } });
    expect(created[0]).toEqual({
      jobName: expect.stringMatching(/^delete-users-shop-20260105000000-[0-9a-f]{8}$/),
      datasetGroupArn: 'arn:aws:personalize:eu-west-1:123456789012:dataset-group/shop',
      dataSource: { dataLocation: 's3://data/deleting/shop/a.csv' },
      roleArn: 'arn:role',
    });
    expect(created[1]?.jobName).toBe(created[0]?.jobName);
  });

  test.each<readonly [string, string, Description]>([
    ['an import', 'datasetImportJob', { datasetImportJobArn: 'arn:import', status: 'CREATE PENDING' }],
    ['a training', 'solutionVersion', VERSION],
    ['a batch job', 'batchSegmentJob', { ...VERSION, batchSegmentJobArn: 'arn:batch' }],
    ['a recommender', 'recommender', { recommenderArn: 'arn:recommender', status: 'UPDATE PENDING' }],
    ['another deletion', 'dataDeletionJob', { dataDeletionJobArn: 'arn:other', status: 'PENDING' }],
  ])('waits for %s in progress, and four days at most', async (_what, type, other) => {
    // Prepare
    const parents = { dataset: [{ datasetArn: 'arn:data' }], solution: [{ solutionArn: 'arn:solution/top' }] };
    const { api, created } = personalize({ datasetGroup: GROUP }, { ...parents, [type]: [other] });

    // Act
    const progress = await run(api);
    const late = run(api, progress.stepState, 4 * 86_400);

    // Assess
    expect(progress).toMatchObject({ status: 'WAIT', stepState: { wait: { for: 'OTHER_WORK' } } });
    await expect(late).rejects.toMatchObject({ name: 'WaitedTooLong' });
    expect(created).toEqual([]);
  });

  test('waits while the quota of pending jobs is reached', async () => {
    // Prepare
    const message = 'More than 5 resources with PENDING or IN_PROGRESS status.';
    const { api } = personalize({ datasetGroup: GROUP });
    const create = () => Promise.reject(new LimitExceededException({ message, $metadata: {} }));

    // Act and assess
    expect(await run({ ...api, create })).toMatchObject({ status: 'WAIT', stepState: { wait: { for: 'CAPACITY' } } });
  });

  test.each([
    ['its reason', { status: 'FAILED', failureReason: 'No such file.' }, GROUP, 'No such file.'],
    ['a dataset group that does not exist', undefined, undefined, 'dataset-group/shop does not exist'],
  ])('fails with %s', async (_what, dataDeletionJob, datasetGroup, message) => {
    // Prepare
    const shown = { ...(dataDeletionJob && { dataDeletionJob }), ...(datasetGroup && { datasetGroup }) };

    // Act and assess
    await expect(run(personalize(shown).api)).rejects.toMatchObject({
      name: 'ResourceFailed',
      message: expect.stringContaining(message),
    });
  });

  test.each([
    ['PENDING', { status: 'WAIT', waitSeconds: 60 }],
    ['IN_PROGRESS', { status: 'WAIT' }],
    ['COMPLETED', { status: 'READY', recordsDeleted: 7 }],
  ])('follows the job that it finds under its name, and that is %s', async (status, expected) => {
    // Prepare
    const { api, created } = personalize({ dataDeletionJob: { status, numDeleted: 7 } });

    // Act and assess
    expect(await run(api)).toMatchObject({
      ...expected,
      stepState: { arn: expect.stringContaining(':data-deletion-job/') },
    });
    expect(created).toEqual([]);
  });
});
