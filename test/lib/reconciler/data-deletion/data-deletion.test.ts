import { LimitExceededException } from '@aws-sdk/client-personalize';
import type { Description, Personalize, Request } from '../../../../lib/reconciler/account/personalize-api';
import { type DataDeletionState, reconcileDataDeletion } from '../../../../lib/reconciler/data-deletion/data-deletion';

const SCOPE = { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' };
const BEGAN = new Date('2026-01-05T00:00:00Z');
const GROUP = { status: 'ACTIVE' };

/** A Personalize that describes and lists these resources, by type. */
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

const NEW: DataDeletionState = { result: 'UNCHANGED' };
/** State of a deletion that has waited until all other work respects its hold, and whose hold has not expired. */
const HELD: DataDeletionState = { ...NEW, heldUntil: '2026-02-01T00:00:00Z' };

/** @param holds collects the ends of the hold, in seconds from now */
function run(api: Personalize, before: DataDeletionState = HELD, seconds = 0, holds: number[] = []) {
  const now = new Date(BEGAN.getTime() + seconds * 1000);
  return reconcileDataDeletion(
    {
      datasetGroup: 'shop',
      subject: ['delete/shop/a.csv', 'v1'],
      dataLocation: 's3://data/deleting/shop/a.csv',
      roleArn: 'arn:role',
      scope: SCOPE,
      startedAt: BEGAN,
      now,
      personalize: api,
      dataHolds: { hold: async (_group, until) => void holds.push((until.getTime() - now.getTime()) / 1000) },
    },
    before,
  );
}

const VERSION = { solutionVersionArn: 'arn:solution/top/1', status: 'CREATE IN_PROGRESS' };

describe('a deletion of users', () => {
  test('requests a job of the same name again if the first answer was lost', async () => {
    // Prepare
    const { api, created } = personalize({ datasetGroup: GROUP });

    // Act
    const progress = await run(api);
    await run(api, HELD, 60);

    // Assess
    expect(progress).toMatchObject({
      status: 'WAIT',
      stepState: { arn: 'arn:job', waitingSince: { WORK: BEGAN.toISOString() } },
    });
    expect(created[0]).toEqual({
      jobName: expect.stringMatching(/^data-deletion-shop-20260105000000-[0-9a-f]{8}$/),
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
  ])('waits for %s in progress, as long as it takes', async (_what, type, other) => {
    // Prepare
    const parents = { dataset: [{ datasetArn: 'arn:data' }], solution: [{ solutionArn: 'arn:solution/top' }] };
    const { api, created } = personalize({ datasetGroup: GROUP }, { ...parents, [type]: [other] });

    // Act
    const progress = await run(api);
    const late = await run(api, { ...progress.stepState, heldUntil: '2027-01-01T00:00:00Z' }, 30 * 86_400);

    // Assess
    expect(progress).toMatchObject({ status: 'WAIT', waitSeconds: 5 });
    expect(late).toMatchObject({ status: 'WAIT', waitSeconds: 300 });
    expect(created).toEqual([]);
  });

  test('holds the data for 930 s before it creates its job, and starts again if the hold has expired', async () => {
    // Prepare
    const { api, created } = personalize({ datasetGroup: GROUP });
    const holds: number[] = [];

    // Act
    const first = await run(api, NEW, 0, holds);
    const late = await run(api, first.stepState, 86_400, holds);
    const before = created.length;
    const next = await run(api, first.stepState, 930, holds);

    // Assess
    expect([first, late]).toMatchObject([{ status: 'WAIT', waitSeconds: 930 }, { waitSeconds: 930 }]);
    expect([before, created.length]).toEqual([0, 1]);
    expect(next).toMatchObject({ stepState: { arn: 'arn:job' } });
    expect(holds).toEqual([2730, 2730, 60 + 1800]);
  });

  test.each([['COMPLETED'], ['FAILED']])('ends its hold once its job is %s', async (status) => {
    // Prepare
    const { api } = personalize({ dataDeletionJob: { status } });
    const holds: number[] = [];

    // Act
    await run(api, HELD, 60, holds).catch(() => undefined);

    // Assess
    expect(holds).toEqual([0]);
  });

  test('waits at most an hour for an answer of Personalize, and then says what to do', async () => {
    // Prepare
    const { api } = personalize({ datasetGroup: GROUP });
    const list = () => Promise.reject(Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' }));

    // Act
    const throttled = await run({ ...api, list });
    const late = run({ ...api, list }, { ...throttled.stepState, ...HELD }, 3600);

    // Assess
    expect(throttled).toMatchObject({ status: 'WAIT', reason: expect.stringContaining('Rate exceeded') });
    await expect(late).rejects.toMatchObject({
      name: 'WaitedTooLong',
      message: expect.stringContaining('Then upload the csv again.'),
    });
  });

  test('waits while the quota of pending jobs is reached', async () => {
    // Prepare
    const message = 'More than 5 resources with PENDING or IN_PROGRESS status.';
    const { api } = personalize({ datasetGroup: GROUP });
    const create = () => Promise.reject(new LimitExceededException({ message, $metadata: {} }));

    // Act and assess
    expect(await run({ ...api, create })).toMatchObject({
      status: 'WAIT',
      stepState: { waitingSince: { QUOTA: BEGAN.toISOString() } },
    });
  });

  test('fails with the reason for which its job failed', async () => {
    // Prepare
    const shown = { dataDeletionJob: { status: 'FAILED', failureReason: 'No such file.' }, datasetGroup: GROUP };

    // Act and assess
    await expect(run(personalize(shown).api)).rejects.toMatchObject({
      name: 'ResourceFailed',
      message: expect.stringContaining('No such file.'),
    });
  });

  test('fails and ends its hold if its dataset group does not exist', async () => {
    // Prepare
    const { api, created } = personalize({});
    const holds: number[] = [];

    // Act
    const act = run(api, HELD, 0, holds);

    // Assess
    await expect(act).rejects.toMatchObject({
      name: 'ResourceFailed',
      message: expect.stringContaining('dataset-group/shop does not exist'),
    });
    expect([created, holds]).toEqual([[], [0]]);
  });

  test('waits at most ten minutes until Personalize shows its job, and creates no second one', async () => {
    // Prepare
    const { api, created } = personalize({ datasetGroup: GROUP });

    // Act
    const asked = await run(api);
    const hidden = await run(api, asked.stepState, 60);
    const late = run(api, hidden.stepState, 660);

    // Assess
    expect(hidden).toMatchObject({ status: 'WAIT', reason: 'arn:job is not shown yet' });
    await expect(late).rejects.toMatchObject({ name: 'WaitedTooLong' });
    expect(created).toHaveLength(1);
  });

  test.each([
    ['PENDING', { status: 'WAIT', waitSeconds: 60 }, {}],
    ['IN_PROGRESS', { status: 'WAIT' }, {}],
    ['COMPLETED', { status: 'READY' }, { recordsDeleted: 7 }],
  ])('adopts an existing job with the same name that is %s, and creates none', async (status, expected, state) => {
    // Prepare
    const { api, created } = personalize({ dataDeletionJob: { status, numDeleted: 7 } });

    // Act and assess
    expect(await run(api)).toMatchObject({
      ...expected,
      stepState: { ...state, arn: expect.stringContaining(':data-deletion-job/') },
    });
    expect(created).toEqual([]);
  });
});
