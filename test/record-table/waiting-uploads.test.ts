import type { Upload } from '../../record-table/files-in-force';
import { WaitingUploads } from '../../record-table/waiting-uploads';
import { recordTable } from '../support/record-table';

const UPLOAD: Upload = { bucket: 'data', key: 'train/shop/config.json', versionId: 'v2', sequencer: '0B' };
const NOW = new Date('2026-01-05T00:00:00.000Z');

/** @param ended executions that do not run any more */
async function prepare(...ended: readonly string[]): Promise<WaitingUploads> {
  const { table } = await recordTable();
  const uploads = new WaitingUploads(table, { isRunning: async (execution) => !ended.includes(execution) });
  await uploads.put('shop', UPLOAD, ['one'], 'arn:run:one', NOW);
  return uploads;
}

describe('WaitingUploads', () => {
  it('finds the upload that waits, with the tasks of its file', async () => {
    // Prepare
    const uploads = await prepare();

    // Act and assess
    expect(await uploads.find('shop')).toEqual({ ...UPLOAD, tasks: ['one'], execution: 'arn:run:one', superseded: [] });
    expect(await uploads.find('books')).toBeUndefined();
  });

  it('does not find one whose execution has ended', async () => {
    // Prepare
    const uploads = await prepare('arn:run:one');

    // Act and assess
    expect(await uploads.find('shop')).toBeUndefined();
  });

  it('removes the upload of the given execution only', async () => {
    // Prepare
    const uploads = await prepare();

    // Act
    await uploads.remove('shop', 'arn:run:other');
    const kept = await uploads.find('shop');
    await uploads.remove('shop', 'arn:run:one');

    // Assess
    expect(kept).toBeDefined();
    expect(await uploads.find('shop')).toBeUndefined();
  });

  it('records the versions that it superseded, unless another upload has taken its place', async () => {
    // Prepare
    const uploads = await prepare();
    const waiting = await uploads.find('shop');
    if (waiting === undefined) throw new Error('Nothing waits.');

    // Act
    await uploads.noteSuperseded('shop', waiting, { ...UPLOAD, versionId: 'v1' });
    await uploads.noteSuperseded('shop', { ...waiting, execution: 'arn:run:other' }, { ...UPLOAD, versionId: 'v0' });

    // Assess
    expect((await uploads.find('shop'))?.superseded).toEqual(['v1']);
  });
});
