import { DeleteObjectsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { describeObjects, describeOwnData, type OwnData, ownObjects, removeData } from '../../../cli/destroy/data';

const DATA: OwnData = {
  datasetGroup: 'shop',
  files: ['train/shop/config.json'],
  lostFiles: [],
  csvNames: ['interactions'],
  otherFiles: [],
};

/** A bucket with one version of each key. `deleted` has the keys of each request that deletes objects. */
function prepare(keys: readonly string[], errors: readonly object[] = []) {
  const deleted: (readonly string[])[] = [];
  const send = async (command: object) => {
    if (command instanceof ListObjectVersionsCommand) {
      const { Prefix: prefix = '' } = command.input;
      const found = keys.filter((key) => key.startsWith(prefix));
      return {
        Versions: found.map((Key) => ({ Key, VersionId: 'v1', IsLatest: true, LastModified: new Date(0) })),
      };
    }
    if (command instanceof DeleteObjectsCommand)
      deleted.push((command.input.Delete?.Objects ?? []).map(({ Key = '' }) => Key));
    return { Errors: errors };
  };
  return { s3: { send, config: {} } as unknown as S3Client, deleted };
}

describe('the data of a dataset group', () => {
  it('are described with a line for each file or folder', async () => {
    // Prepare
    const data = { ...DATA, files: ['train/shop/config.json', 'train/old/config.json'] };
    const { s3 } = prepare([
      ...['train/shop/config.json', 'train/shop/interactions.csv', 'train/shop/items.csv'],
      ...['train/old/interactions/a.csv', 'train/old/interactions/b.csv'],
      ...['batch/shop/top/x', 'batch/shop/top/y', 'batch/shop2/x', 'delete/shop/users.csv'],
    ]);

    // Act
    const lines = describeOwnData(data, await ownObjects(s3, 'data', data));

    // Assess
    expect(lines).toEqual([
      'train/shop/config.json',
      'train/shop/interactions.csv',
      'train/old/interactions/*.csv (2 objects)',
      'everything under batch/shop/ (2 objects)',
      'everything under delete/shop/',
    ]);
  });

  it.each<readonly [string, Partial<OwnData>, readonly string[]]>([
    [
      'do not include the csv of a folder in which another group has a parameter file',
      { otherFiles: ['train/shop/other.json'] },
      ['train/shop/config.json'],
    ],
    [
      'do not include a parameter file that another group uses too, nor the csv beside it',
      { otherFiles: ['train/shop/config.json'] },
      [],
    ],
    ['are only those in folders such as batch/<group>/ if the group has no parameter file', { files: [] }, []],
  ])('%s', async (_, change, expected) => {
    // Prepare
    const { s3 } = prepare(['train/shop/config.json', 'train/shop/interactions.csv', 'batch/shop/x']);

    // Act
    const objects = await ownObjects(s3, 'data', { ...DATA, ...change });

    // Assess
    expect(describeOwnData(DATA, objects)).toEqual([...expected, 'everything under batch/shop/']);
  });

  it('are removed, and nothing else', async () => {
    // Prepare
    const own = [
      'train/shop/config.json',
      'train/shop/interactions.csv',
      'train/shop/interactions/a.csv',
      'batch/shop/top/x',
    ];
    const { s3, deleted } = prepare([
      ...own,
      'train/shop/interactions-notes.txt',
      'train/shop/items.csv',
      'train/shop2/config.json',
      'batch/shop2/x',
    ]);

    // Act
    const { objects, shared, written } = await removeData(s3, 'data', DATA, [], 0);

    // Assess
    expect(deleted.flat().sort()).toEqual([...own].sort());
    expect({ objects, shared, written }).toEqual({ objects: own.length, shared: undefined, written: undefined });
  });

  it('are removed by requests of at most 1,000 objects', async () => {
    // Prepare
    const { s3, deleted } = prepare(Array.from({ length: 1001 }, (_, index) => `batch/shop/${index}`));

    // Act
    await removeData(s3, 'data', { ...DATA, files: [] }, [], 0);

    // Assess
    expect(deleted.map((keys) => keys.length)).toEqual([1000, 1]);
  });

  it('are not reported as removed if S3 refuses to delete an object; the error names the object', async () => {
    // Prepare
    const { s3 } = prepare(['batch/shop/x'], [{ Key: 'batch/shop/x', Code: 'AccessDenied', Message: 'no' }]);

    // Act and assess
    await expect(removeData(s3, 'data', DATA, [], 0)).rejects.toThrow(
      's3://data/batch/shop/x was not deleted: AccessDenied: no',
    );
  });

  it('are listed by their first five keys, each of them once, and the number of other keys', () => {
    // Prepare
    const object = (key: string) => ({ key, versionId: 'v1', size: 0, isLatest: true, lastModified: new Date(0) });

    // Act and assess
    expect(describeObjects('data', [])).toBeUndefined();
    expect(describeObjects('data', [object('a'), object('a'), object('b')])).toBe('s3://data: a, b');
    expect(describeObjects('data', ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(object))).toBe(
      's3://data: a, b, c, d, e and 2 more',
    );
  });
});
