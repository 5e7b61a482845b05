import { pollFile } from '../../../../functions/ensure-resources/put-in-force/poll-file';
import { RunLocks } from '../../../../functions/ensure-resources/run-locks';
import { schemaArn } from '../../../../lib/personalize/arn';
import { LOCKS, lockIn } from '../../../../lib/reconciler/work/work-locks';
import { heldLock } from '../../../../lib/record-table/locks';
import { EXECUTION, ensureWorld, FILE, SCOPE, UPLOAD } from '../../../support/ensure-world';
import { putInForce } from '../../../support/record-table';

const NEWER = { ...FILE, versionId: 'v2', sequencer: '0B' };
const { upload: _, ...AGAIN } = { ...UPLOAD, trigger: 'retry' };
const BEFORE = { status: 'OPEN' } as const;

/** Returns functions that poll the file of a run, make another run hold the lock, and make another upload wait. */
async function prepare(startedAt = new Date()) {
  const world = await ensureWorld();
  const { locks, uploads } = world.services;
  await world.table.write({ put: { datasetGroup: 'small', item: 'run#own', status: 'RUNNING', wakeUp: 'first' } });
  const locksOf = (id: string) =>
    new RunLocks(
      {
        holder: { run: `arn:run:${id}`, execution: `arn:work:${id}` },
        id,
        datasetGroup: 'small',
        workflow: UPLOAD.workflow,
      },
      locks,
    );
  const execution = { ...EXECUTION, StartTime: startedAt.toISOString() };
  const poll = (request = UPLOAD, before: Parameters<typeof pollFile>[1] = BEFORE) =>
    pollFile({ request, record: 'run#own', execution, wakeUp: 'first', scope: SCOPE }, before, locksOf('own'), uploads);
  const lockOut = () => locksOf('other').acquire(LOCKS.group, new Date(), new Date());
  const waits = (upload: typeof NEWER) =>
    uploads.waitingUploads.put('small', { ...upload, execution: 'arn:run:other', superseded: [] }, new Date());
  const holders = async () => (await heldLock(world.table, lockIn('small', LOCKS.group)))?.holders;
  return { ...world, ...uploads, poll, lockOut, waits, holders };
}

describe('the file of an upload', () => {
  it('is put in force under the lock of its dataset group', async () => {
    // Prepare
    const { poll, filesInForce, holders } = await prepare();

    // Act
    const polled = await poll();

    // Assess
    expect(polled).toEqual({ status: 'READY' });
    expect(await filesInForce.isInForce('small', FILE)).toBe(true);
    expect(await holders()).toEqual(['arn:run:own']);
  });

  it('waits for the lock if another run holds it, and is not in force in the meantime', async () => {
    // Prepare
    const { poll, lockOut, filesInForce, waitingUploads } = await prepare();
    await lockOut();

    // Act
    const polled = await poll();

    // Assess
    expect(polled).toEqual({
      status: 'WAIT',
      waitSeconds: 5,
      waitsForLock: 'lock#dataset-group',
      state: { isWaiting: true },
    });
    expect(await filesInForce.find('small')).toBeUndefined();
    expect(await waitingUploads.find('small', undefined)).toMatchObject({ ...FILE, execution: EXECUTION.Id });
  });

  it('does not take the place of a file under another key that began to wait during the comparison', async () => {
    // Prepare
    const { poll, lockOut, waits, services, waitingUploads } = await prepare();
    await lockOut();
    const { load } = services.uploads;
    const other = { ...NEWER, key: 'train/other/config.json' };
    jest.spyOn(services.uploads, 'load').mockImplementationOnce(async () => {
      await waits(other);
      return load();
    });

    // Act
    const polled = await poll();

    // Assess
    expect(polled).toMatchObject({ status: 'WAIT', waitSeconds: 5, state: { isWaiting: false } });
    expect(await waitingUploads.find('small', undefined)).toMatchObject({ key: other.key });
  });

  it('fails after seven days of waiting for the lock, with an error that names the holder', async () => {
    // Prepare
    const { poll, lockOut } = await prepare(new Date(Date.now() - 7 * 24 * 3_600_000));
    await lockOut();

    // Act and assess
    await expect(poll(UPLOAD, { ...BEFORE, state: { isWaiting: true } })).rejects.toThrow(/held by arn:run:other/);
  });

  it('waits while a file under another key is in force and in the bucket', async () => {
    // Prepare
    const { poll, table, bucket } = await prepare();
    await putInForce(table, 'small', { ...FILE, key: 'train/old/config.json', sequencer: '01' });
    jest.spyOn(bucket, 'has').mockResolvedValue(true);

    // Act
    const polled = await poll();

    // Assess
    expect(polled).toEqual({
      status: 'WAIT',
      waitSeconds: 30,
      state: { isWaiting: false },
      reason: expect.stringContaining('train/old/config.json'),
    });
  });

  it.each([
    ['releases the lock', 'first', undefined],
    ['keeps the lock if a newer wake-up of the run may use it', 'second', ['arn:run:own']],
  ])('waits if a file under another key is put in force during the poll, and %s', async (_, wakeUp, expected) => {
    // Prepare
    const { poll, table, bucket, filesInForce, holders } = await prepare();
    jest.spyOn(bucket, 'has').mockResolvedValue(true);
    jest.spyOn(filesInForce, 'find').mockImplementationOnce(async () => {
      await putInForce(table, 'small', { ...FILE, key: 'train/old/config.json', sequencer: '01' });
      await table.write({ update: { datasetGroup: 'small', item: 'run#own' }, set: { wakeUp } });
      return undefined;
    });

    // Act
    const polled = await poll();

    // Assess
    expect(polled).toMatchObject({ status: 'WAIT', waitSeconds: 30 });
    expect(await holders()).toEqual(expected);
  });

  it('is refused if it conflicts with what exists in Personalize', async () => {
    // Prepare
    const { poll, shown, filesInForce } = await prepare();
    const arn = schemaArn(SCOPE, 'small-interactions-schema');
    shown[arn] = { schemaArn: arn, name: 'small-interactions-schema', schema: '{"fields":[]}' };

    // Act
    const polled = await poll();

    // Assess
    expect(polled).toMatchObject({ status: 'FAILED', failure: { name: 'ResourceConflict' } });
    expect(polled.failure?.message).toContain('small-interactions-schema');
    expect(await filesInForce.find('small')).toBeUndefined();
  });

  it('is superseded by a newer version that waits', async () => {
    // Prepare
    const { poll, waits, filesInForce } = await prepare();
    await waits(NEWER);

    // Act
    const polled = await poll();

    // Assess
    expect(polled).toMatchObject({ status: 'FAILED', failure: { name: 'Superseded' } });
    expect(await filesInForce.find('small')).toBeUndefined();
  });
});

describe('the file of a retry', () => {
  it('is ready once its run holds the lock of the dataset group', async () => {
    // Prepare
    const { poll, table, holders } = await prepare();
    await putInForce(table, 'small', { ...FILE, sequencer: '0A' });

    // Act and assess
    expect(await poll(AGAIN)).toEqual({ status: 'READY' });
    expect(await holders()).toEqual(['arn:run:own']);
  });

  it('waits for the lock of its dataset group', async () => {
    // Prepare
    const { poll, table, lockOut } = await prepare();
    await putInForce(table, 'small', { ...FILE, sequencer: '0A' });
    await lockOut();

    // Act and assess
    expect(await poll(AGAIN)).toMatchObject({ status: 'WAIT', waitSeconds: 5, waitsForLock: 'lock#dataset-group' });
  });

  it.each<readonly [string, (world: Awaited<ReturnType<typeof prepare>>) => Promise<unknown>]>([
    ['waits', ({ waits }) => waits(NEWER)],
    ['has put a newer version in force', ({ table }) => putInForce(table, 'small', NEWER)],
  ])('is superseded by an upload that %s', async (_, prepareUpload) => {
    // Prepare
    const world = await prepare();
    await putInForce(world.table, 'small', { ...FILE, sequencer: '0A' });
    await prepareUpload(world);

    // Act and assess
    expect(await world.poll(AGAIN)).toMatchObject({ status: 'FAILED', failure: { name: 'Superseded' } });
  });
});
