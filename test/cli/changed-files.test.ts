import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HeadObjectCommandOutput, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { changesOf } from '../../cli/changed-files';

const TEXT = 'USER_ID\n1\n';
const hash = (algorithm: string) => createHash(algorithm).update(TEXT).digest('hex');
const [SHA256, MD5] = [hash('sha256'), hash('md5')];

describe('changesOf', () => {
  let folder = '';
  let path = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'changed-files-tests-'));
    path = join(folder, 'users.csv');
    writeFileSync(path, TEXT);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** @param head what the bucket says of the object, undefined if there is none */
  function changes(head: Partial<HeadObjectCommandOutput> | undefined) {
    const send = async () => {
      if (head === undefined) throw new NotFound({ message: 'none', $metadata: {} });
      return head;
    };
    return changesOf({ send } as unknown as S3Client, 'data', [{ path, key: 'train/shop/users.csv' }]);
  }

  it.each<readonly [string, Partial<HeadObjectCommandOutput> | undefined, boolean]>([
    ['has none', undefined, true],
    ['has one with its digest', { Metadata: { sha256: SHA256 } }, false],
    ['has one with its MD5 as ETag', { ETag: `"${MD5}"` }, false],
    ['has one of another size', { Metadata: { sha256: SHA256 }, ContentLength: 1 }, true],
    ['has one of another content', { Metadata: { sha256: 'other' }, ETag: '"other"' }, true],
  ])('compares a file with the bucket, which %s', async (_, head, isChanged) => {
    // Act
    const { changed, unchanged } = await changes(head && { ContentLength: TEXT.length, VersionId: 'v1', ...head });

    // Assess
    const digested = { path, key: 'train/shop/users.csv', size: TEXT.length, sha256: SHA256 };
    expect(changed).toEqual(isChanged ? [digested] : []);
    expect(unchanged).toEqual(isChanged ? [] : [{ ...digested, versionId: 'v1', lastModified: new Date(0) }]);
  });
});
