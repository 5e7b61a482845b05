import { isSuperseded } from '../../../functions/list-work/superseded';
import { AcceptedFiles } from '../../../record-table/accepted-files';
import type { FileReference } from '../../../record-table/file-reference';
import { recordTable } from '../../support/record-table';

const FILE: FileReference = { bucket: 'data', key: 'train/movies/config.json', versionId: 'v1' };

/** @param accepted the latest file that was accepted for the dataset group `movies` */
async function prepare(accepted?: FileReference): Promise<AcceptedFiles> {
  const { table } = await recordTable();
  const files = new AcceptedFiles(table);
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
    const files = await prepare(accepted);

    // Act
    const superseded = await isSuperseded(files, 'movies', FILE);

    // Assess
    expect(superseded).toBe(expected);
  });

  it('is not superseded by an upload for another dataset group', async () => {
    // Prepare
    const files = await prepare({ ...FILE, versionId: 'v2' });

    // Act
    const superseded = await isSuperseded(files, 'books', FILE);

    // Assess
    expect(superseded).toBe(false);
  });
});
