import type { FileInForce } from '../../../lib/record-table/files-in-force';
import { type WaitingUpload, WaitingUploads } from '../../../lib/record-table/waiting-uploads';
import { recordTable } from '../../support/record-table';

const UPLOAD: WaitingUpload = {
  bucket: 'data',
  key: 'train/shop/config.json',
  versionId: 'v2',
  sequencer: '0B',
  tasks: ['one'],
  execution: 'arn:run:one',
  superseded: [],
};
const NOW = new Date('2026-01-05T00:00:00.000Z');

/** @param ended executions that are no longer running */
async function prepare(...ended: readonly string[]): Promise<WaitingUploads> {
  const { table } = await recordTable();
  const uploads = new WaitingUploads(table, { isRunning: async (execution) => !ended.includes(execution) });
  await uploads.put('shop', UPLOAD, NOW);
  return uploads;
}

describe('WaitingUploads', () => {
  it('finds the waiting upload, with the tasks of its file', async () => {
    // Prepare
    const uploads = await prepare();

    // Act and assess
    expect(await uploads.find('shop', undefined)).toEqual(UPLOAD);
    expect(await uploads.find('books', undefined)).toBeUndefined();
  });

  it.each<readonly [string, Partial<FileInForce>, readonly string[]]>([
    ['whose execution has ended', {}, ['arn:run:one']],
    ['if a later version under its key is in force', { key: UPLOAD.key, sequencer: '0C' }, []],
  ])('does not find an upload %s', async (_, inForce, ended) => {
    // Prepare
    const uploads = await prepare(...ended);

    // Act and assess
    expect(await uploads.find('shop', { ...UPLOAD, key: 'train/x.json', ...inForce })).toBeUndefined();
  });

  const OTHER_KEY = { key: 'train/x.json', sequencer: '0A' };

  it.each<readonly [string, Partial<WaitingUpload>, readonly string[], WaitingUpload | undefined, boolean]>([
    ['lets an upload take the place of a waiting earlier version', { sequencer: '0C' }, [], undefined, true],
    ['does not let an upload take the place of a waiting later version', { sequencer: '0A' }, [], undefined, false],
    [
      'lets an upload take the place of a waiting later version whose run has ended',
      { sequencer: '0A' },
      ['arn:run:one'],
      undefined,
      true,
    ],
    ['lets an upload take the place of a file under another key that was already waiting', OTHER_KEY, [], UPLOAD, true],
    [
      'does not let an upload take the place of a file under another key that started waiting in the meantime',
      OTHER_KEY,
      [],
      undefined,
      false,
    ],
  ])('%s', async (_, change, ended, before, expected) => {
    // Prepare
    const uploads = await prepare(...ended);

    // Act
    const isPut = await uploads.put('shop', { ...UPLOAD, execution: 'arn:run:two', ...change }, NOW, before);

    // Assess
    expect(isPut).toBe(expected);
    if (expected) expect((await uploads.find('shop', undefined))?.execution).toBe('arn:run:two');
  });

  it('removes only the upload of the given execution, and returns the versions that it superseded', async () => {
    // Prepare
    const uploads = await prepare();
    await uploads.noteSuperseded('shop', UPLOAD, { ...UPLOAD, versionId: 'v1' });

    // Act
    const others = await uploads.remove('shop', 'arn:run:other');
    const kept = await uploads.find('shop', undefined);
    const superseded = await uploads.remove('shop', UPLOAD.execution);

    // Assess
    expect([others, superseded]).toEqual([[], ['v1']]);
    expect(kept).toBeDefined();
    expect(await uploads.find('shop', undefined)).toBeUndefined();
  });

  it('records which versions the waiting upload superseded, but nothing for an upload that does not wait', async () => {
    // Prepare
    const uploads = await prepare();

    // Act
    const noted = [
      await uploads.noteSuperseded('shop', UPLOAD, { ...UPLOAD, versionId: 'v1' }),
      await uploads.noteSuperseded('shop', { ...UPLOAD, execution: 'arn:run:other' }, { ...UPLOAD, versionId: 'v0' }),
    ];

    // Assess
    expect(noted).toEqual([true, false]);
    expect((await uploads.find('shop', undefined))?.superseded).toEqual(['v1']);
  });
});
