import type { FileReference } from '../../record-table/file-reference';
import { FilesInForce, type Upload } from '../../record-table/files-in-force';
import { recordTable } from '../support/record-table';

const UPLOAD: Upload = {
  bucket: 'data',
  key: 'train/shop/config.json',
  versionId: 'v2',
  sequencer: '0B',
  time: '2026-01-05T00:00:00.000Z',
};

/** @param accepted whether the upload is the file in force of `shop` */
async function prepare(accepted = true): Promise<FilesInForce> {
  const files = new FilesInForce((await recordTable()).table);
  if (accepted) await files.accept('shop', UPLOAD, ['one', 'two']);
  return files;
}

describe('FilesInForce', () => {
  it('finds nothing before a file was accepted', async () => {
    // Prepare
    const files = await prepare(false);

    // Act and assess
    expect(await files.find('shop')).toBeUndefined();
  });

  it('knows the latest one from one that was superseded or removed', async () => {
    // Prepare
    const files = await prepare();

    // Act
    const known = [await files.isLatest('shop', UPLOAD), await files.isLatest('shop', { ...UPLOAD, versionId: 'v1' })];
    await files.remove('shop');

    // Assess
    expect(known).toEqual([true, false]);
    expect(await files.isLatest('shop', UPLOAD)).toBe(false);
  });

  it('finds the file in force of a dataset group with the names of its tasks', async () => {
    // Prepare
    const files = await prepare();

    // Act
    const [own, other] = [await files.find('shop'), await files.find('books')];

    // Assess
    const { bucket, key, versionId } = UPLOAD;
    expect(own).toEqual({ bucket, key, versionId, tasks: ['one', 'two'] });
    expect(other).toBeUndefined();
  });

  it.each<readonly [string, Partial<Upload>, boolean]>([
    ['accepts a later version of the same key', { versionId: 'v3', sequencer: '0C' }, true],
    ['accepts the same version again', {}, true],
    ['refuses an earlier version of the same key', { versionId: 'v1', sequencer: '0A' }, false],
    ['accepts another key whatever its sequencer is', { key: 'train/new.json', sequencer: '0A' }, true],
  ])('%s', async (_, change, expected) => {
    // Prepare
    const files = await prepare();
    const upload = { ...UPLOAD, ...change };

    // Act
    const accepted = await files.accept('shop', upload, []);

    // Assess
    const latest = expected ? upload : UPLOAD;
    expect(accepted).toBe(expected);
    expect(await files.find('shop')).toMatchObject({ key: latest.key, versionId: latest.versionId });
  });

  it('leaves the names of tasks out when they would not fit into an item', async () => {
    // Prepare
    const files = await prepare(false);

    // Act
    await files.accept(
      'shop',
      UPLOAD,
      Array.from({ length: 4001 }, (_, index) => `task-${index}`),
    );

    // Assess
    expect((await files.find('shop'))?.tasks).toBeUndefined();
  });

  it('finds nothing once the file is removed', async () => {
    // Prepare
    const files = await prepare();

    // Act
    await files.remove('shop');

    // Assess
    expect(await files.find('shop')).toBeUndefined();
  });
});

const FILE = { bucket: 'data', key: 'train/movies/config.json', versionId: 'v1' };

/** @param accepted the latest file that was accepted for the dataset group `movies` */
async function filesWith(accepted?: FileReference): Promise<FilesInForce> {
  const { table } = await recordTable();
  const files = new FilesInForce(table);
  if (accepted !== undefined)
    await files.accept('movies', { ...accepted, sequencer: '1', time: '2026-01-05T00:00:00.000Z' }, []);
  return files;
}

describe('an uploaded file', () => {
  it.each<readonly [string, FileReference | undefined, boolean]>([
    ['is not superseded while it is the latest of its dataset group', FILE, false],
    ['is superseded by another version of it', { ...FILE, versionId: 'v2' }, true],
    ['is superseded by an upload under another key', { ...FILE, key: 'train/new/config.json' }, true],
    ['is not superseded if no file was ever accepted', undefined, false],
  ])('%s', async (_, accepted, expected) => {
    // Prepare
    const files = await filesWith(accepted);

    // Act
    const superseded = await files.isSuperseded('movies', FILE);

    // Assess
    expect(superseded).toBe(expected);
  });

  it('is not superseded by an upload for another dataset group', async () => {
    // Prepare
    const files = await filesWith({ ...FILE, versionId: 'v2' });

    // Act
    const superseded = await files.isSuperseded('books', FILE);

    // Assess
    expect(superseded).toBe(false);
  });
});
