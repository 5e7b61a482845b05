import { S3ServiceException } from '@aws-sdk/client-s3';
import { type DataDeletionServices, pollDataDeletion } from '../../../functions/ensure-resources/data-deletion';
import { datasetGroupArn } from '../../../lib/personalize/arn';
import type { DataDeletionState } from '../../../lib/reconciler/data-deletion/data-deletion';
import { ensureWorld, SCOPE } from '../../support/ensure-world';

const CSV = { bucket: 'data', key: 'delete/small/users.csv', versionId: 'v1' };
const JOB = 'arn:aws:personalize:us-east-1:123456789012:data-deletion-job/data-deletion-small';
const IN_AN_HOUR = new Date(Date.now() + 3_600_000).toISOString();

/**
 * Prepares a requested deletion.
 *
 * @param job the deletion job as Personalize shows it, if there is one
 */
async function prepare(job?: {
  readonly status: string;
  readonly failureReason?: string;
  readonly numDeleted?: number;
}) {
  const world = await ensureWorld();
  const { deletions, dataHolds } = world.services.locks;
  const asked = {
    file: 's3://data/delete/small/users.csv',
    fileVersion: 'v1',
    users: 1,
    requestedAt: new Date().toISOString(),
  };
  await deletions.request({ datasetGroup: 'small', run: 'own', ...asked });
  world.shown[datasetGroupArn(SCOPE, 'small')] = { status: 'ACTIVE' };
  if (job !== undefined) world.shown[JOB] = job;
  const poll = (state: Partial<DataDeletionState>, services: Partial<DataDeletionServices> = {}) =>
    pollDataDeletion(
      { datasetGroup: 'small', id: 'own', file: CSV, scope: SCOPE, begunAt: new Date() },
      { status: 'OPEN', state: { result: 'UNCHANGED', ...state } },
      { ...world.services.deletions, ...services },
    );
  const recorded = () => deletions.find('small', 'own');
  /** Returns status and ARN of each event. */
  const events = () => world.bus.put.mock.calls.map(([{ detail }]) => [detail.Status, detail.Arn]);
  return { ...world, poll, recorded, events, isHeld: () => dataHolds.isHeld('small', new Date()) };
}

/** Services with a csv that S3 stops sending after the header, with this HTTP status. */
function unreadable(httpStatusCode: number) {
  const error = new S3ServiceException({
    $fault: 'client',
    $metadata: { httpStatusCode },
    name: 'X',
    message: 'not read',
  });
  return {
    async *open(): AsyncGenerator<Buffer> {
      yield Buffer.from('USER_ID\n');
      throw error;
    },
  };
}

describe('a deletion of users', () => {
  it('first puts a hold on the data, creates no job, and waits until every function respects the hold', async () => {
    // Prepare
    const { poll, isHeld, calls, recorded } = await prepare();

    // Act
    const polled = await poll({});

    // Assess
    expect(polled).toMatchObject({ status: 'WAIT', waitSeconds: 930, state: { heldUntil: expect.any(String) } });
    expect([await isHeld(), calls]).toEqual([true, []]);
    expect(await recorded()).toMatchObject({ status: 'REQUESTED' });
  });

  it('records, counts and publishes the job that it creates', async () => {
    // Prepare
    const { poll, calls, recorded, count, events, results } = await prepare();

    // Act
    const polled = await poll({ heldUntil: IN_AN_HOUR });

    // Assess
    expect(polled).toMatchObject({ status: 'WAIT', state: { arn: 'arn:1' } });
    expect(calls).toEqual(['create dataDeletionJob']);
    expect(await recorded()).toMatchObject({ status: 'IN_PROGRESS', job: 'arn:1' });
    expect(count.mock.calls).toEqual([['DataDeletionJobCreated']]);
    expect(events()).toEqual([['CREATING', 'arn:1']]);
    expect(results.write).toHaveBeenCalledTimes(1);
  });

  it('records and publishes nothing while the job is in progress', async () => {
    // Prepare
    const { poll, calls, events, recorded } = await prepare({ status: 'IN_PROGRESS' });

    // Act
    const polled = await poll({ arn: JOB, heldUntil: IN_AN_HOUR });

    // Assess
    expect(polled).toMatchObject({ status: 'WAIT', reason: 'IN_PROGRESS' });
    expect([calls, events()]).toEqual([[], []]);
    expect(await recorded()).toMatchObject({ status: 'REQUESTED' });
  });

  it('ends with the number of records that Personalize deleted, and ends the hold on the data', async () => {
    // Prepare
    const { poll, recorded, events, services, isHeld } = await prepare({ status: 'COMPLETED', numDeleted: 7 });
    await services.deletions.dataHolds.hold('small', new Date(IN_AN_HOUR));
    const before = await isHeld();

    // Act
    const polled = await poll({ arn: JOB, heldUntil: IN_AN_HOUR });

    // Assess
    expect(polled).toMatchObject({ status: 'READY', state: { arn: JOB, recordsDeleted: 7 } });
    const finishedAt = expect.any(String);
    expect(await recorded()).toMatchObject({ status: 'COMPLETED', recordsDeleted: 7, finishedAt });
    expect(events()).toEqual([['COMPLETED', JOB]]);
    expect([before, await isHeld()]).toEqual([true, false]);
  });

  it.each([
    ['with the reason, but without user ids', {}, "Row 'USER-1' ... [user] is unknown"],
    [
      'without the reason, if the csv with the user ids can no longer be read',
      unreadable(403),
      'cannot be read any more',
    ],
  ])('fails, and records its failure %s', async (_, services, expected) => {
    // Prepare
    const { poll, results } = await prepare({ status: 'FAILED', failureReason: "Row 'USER-1' ... user-1 is unknown" });

    // Act
    const act = poll({ arn: JOB }, services);

    // Assess
    await expect(act).rejects.toThrow(expected);
    expect(results.write).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ result: 'FAILED', note: expect.stringContaining(expected) }),
      expect.any(Date),
    );
  });

  it('throws if S3 answers 503 for the csv, so that the failure of the job is recorded at a later poll', async () => {
    // Prepare
    const { poll, results } = await prepare({ status: 'FAILED', failureReason: 'user-1 is unknown' });

    // Act and assess
    await expect(poll({ arn: JOB }, unreadable(503))).rejects.toThrow('not read');
    expect(results.write).not.toHaveBeenCalled();
  });
});
