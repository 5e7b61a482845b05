import { createHash } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import { NoSuchKey } from '@aws-sdk/client-s3';
import { type RequestServices, request } from '../../../functions/request-data-deletion/request';
import type { Refusal } from '../../../functions/shared/refusals';
import type { FileInForce } from '../../../lib/record-table/files-in-force';

const CSV = { bucket: 'data', key: 'delete/shop/users.csv', versionId: 'v1', size: 100 };
const OBJECT = { ...CSV, sequencer: '0A', time: '2026-01-05T00:00:00.000Z' };
const RUN = expect.stringMatching(/^shop-[0-9a-f]{32}$/);

/**
 * Prepares a deployment that manages the dataset group `shop`.
 *
 * @param content text of the csv, or the error of S3 for it
 */
function prepare(content: string | Error = 'USER_ID\nuser-1\nuser-2\n') {
  const asked: string[] = [];
  const note =
    <T>(name: string, answer?: T) =>
    async () =>
      asked.push(name) && answer;
  const [count, refuse] = [jest.fn(), jest.fn(async (_object: object, _refusal: Refusal) => true)];
  const recorded = jest.fn(async (): Promise<Refusal | undefined> => undefined);
  const deletions = { find: jest.fn(), request: jest.fn(note('record')) };
  const [copy, start] = [jest.fn(note('copy')), jest.fn(note('start', true))];
  const logger = { info: jest.fn(), resetKeys: jest.fn(), appendKeys: jest.fn() };
  const services = {
    logger: logger as unknown as Logger,
    count,
    copy,
    deletions,
    refusals: { refuse, recorded },
    starter: { start },
    filesInForce: { find: async (group: string) => (group === 'shop' ? ({} as FileInForce) : undefined) },
    open: async function* () {
      if (content instanceof Error) throw content;
      yield Buffer.from(content);
    },
  } as unknown as RequestServices;
  const upload = (changes: Partial<typeof OBJECT> = {}) => request({ ...OBJECT, ...changes }, 'request-1', services);
  const refused = () => refuse.mock.calls.map(([, { summary }]) => summary);
  return { upload, refused, asked, count, copy, deletions, recorded, start };
}

describe('an uploaded csv of users', () => {
  it('is recorded, then copied, and then starts a run', async () => {
    // Prepare
    const { upload, refused, asked, count, copy, deletions, start } = prepare();

    // Act
    await upload();

    // Assess
    expect(asked).toEqual(['record', 'copy', 'start']);
    const listDigest = createHash('sha256').update('USER_ID\nuser-1\nuser-2\n').digest('hex');
    const csv = { file: 's3://data/delete/shop/users.csv', fileVersion: 'v1', users: 2, listDigest };
    expect(deletions.request).toHaveBeenCalledWith({
      datasetGroup: 'shop',
      run: RUN,
      ...csv,
      requestedAt: OBJECT.time,
    });
    expect(copy).toHaveBeenCalledWith(OBJECT, expect.stringMatching(/^shop\/shop-[0-9a-f]{32}\.csv$/));
    expect(start).toHaveBeenCalledWith(RUN, expect.objectContaining({ workflow: 'data-deletion' }));
    expect(count.mock.calls).toEqual([['DeletionsRequested']]);
    expect(refused()).toEqual([]);
  });

  it('is not processed again if S3 repeats its event after the deletion has ended', async () => {
    // Prepare
    const { upload, asked, deletions } = prepare(new NoSuchKey({ message: '', $metadata: {} }));
    deletions.find.mockResolvedValue({ finishedAt: '2026-01-06T00:00:00.000Z' });

    // Act
    await upload();

    // Assess
    expect(asked).toEqual([]);
  });

  it('starts a run when S3 repeats its event, without reading the csv again, if the deletion is recorded and has not ended', async () => {
    // Prepare
    const { upload, asked, deletions } = prepare(new NoSuchKey({ message: '', $metadata: {} }));
    deletions.find.mockResolvedValue({ users: 2 });

    // Act
    await upload();

    // Assess
    expect(asked).toEqual(['record', 'copy', 'start']);
  });

  it('stays refused, with the same message, if it was refused before', async () => {
    // Prepare
    const { upload, refused, asked, recorded } = prepare();
    recorded.mockResolvedValue({ summary: 'Refused before.', description: '' });

    // Act
    await upload();

    // Assess
    expect(refused()).toEqual(['Refused before.']);
    expect(asked).toEqual([]);
  });

  it.each([
    ['of an unmanaged dataset group', { key: 'delete/other/users.csv' }, undefined, "manages no dataset group 'other'"],
    [
      'outside the folder of a dataset group',
      { key: 'delete/users.csv' },
      undefined,
      'its key must be delete/<dataset group>/<any>.csv.',
    ],
    ['that is too large', { size: 100_000_001 }, undefined, 'it must have at most 100000000: split it'],
    [
      'that was deleted before it was read',
      {},
      new NoSuchKey({ message: '', $metadata: {} }),
      'its version v1 was deleted before it was read.',
    ],
    ['with a header other than USER_ID', {}, 'user\nuser-1\n', 'line 1 must be USER_ID'],
  ])('%s is refused, and nothing is deleted', async (_, changes, content, why) => {
    // Prepare
    const { upload, refused, asked, count } = prepare(content);

    // Act
    await upload(changes);

    // Assess
    expect(refused()).toEqual([expect.stringContaining(why)]);
    expect(asked).toEqual([]);
    expect(count.mock.calls).toEqual([['DeletionsRefused']]);
  });

  it('is ignored if it is the object that the S3 console creates for a folder', async () => {
    // Prepare
    const { upload, refused, asked } = prepare();

    // Act
    await upload({ key: 'delete/shop/' });

    // Assess
    expect([...refused(), ...asked]).toEqual([]);
  });
});
