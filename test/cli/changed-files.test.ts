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

  /** @param head what S3 answers about the object; undefined if the bucket does not have the object */
  function changes(head: Partial<HeadObjectCommandOutput> | undefined) {
    const send = async () => {
      if (head === undefined) throw new NotFound({ message: 'none', $metadata: {} });
      return head;
    };
    return changesOf({ send } as unknown as S3Client, 'data', [{ path, key: 'train/shop/users.csv' }]);
  }

  it('computes the ETag that an object will have if it is sent in several parts', async () => {
    // Prepare
    const PART = 5 * 2 ** 20;
    const large = join(folder, 'large.csv');
    const content = Buffer.alloc(2 * PART + 1, 'x');
    writeFileSync(large, content);
    const s3 = { send: () => Promise.reject(new NotFound({ message: 'none', $metadata: {} })) };
    const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();

    // Act
    const { changed } = await changesOf(s3 as unknown as S3Client, 'data', [{ path: large, key: 'large.csv' }]);

    // Assess
    const parts = [0, 1, 2].map((part) => md5(content.subarray(part * PART, (part + 1) * PART)));
    expect(changed).toMatchObject([{ size: 2 * PART + 1, etag: `"${md5(Buffer.concat(parts)).toString('hex')}-3"` }]);
  });

  it.each<readonly [string, Partial<HeadObjectCommandOutput> | undefined, boolean]>([
    ['a file as changed if the bucket does not have it', undefined, true],
    [
      'a file as unchanged if the metadata of the object have the SHA-256 of the file',
      { Metadata: { sha256: SHA256 } },
      false,
    ],
    ['a file as unchanged if the ETag of the object is the MD5 of the file', { ETag: `"${MD5}"` }, false],
    ['a file as changed if the object has another size', { Metadata: { sha256: SHA256 }, ContentLength: 1 }, true],
    [
      'a file as changed if both digests of the object differ',
      { Metadata: { sha256: 'other' }, ETag: '"other"' },
      true,
    ],
  ])('reports %s', async (_, head, isChanged) => {
    // Act
    const { changed, unchanged } = await changes(head && { ContentLength: TEXT.length, VersionId: 'v1', ...head });

    // Assess
    const condition = head?.ETag === undefined ? { IfNoneMatch: '*' } : { IfMatch: head.ETag };
    const file = { path, key: 'train/shop/users.csv', size: TEXT.length };
    const digested = { ...file, sha256: SHA256, etag: `"${MD5}"`, condition };
    expect(changed).toEqual(isChanged ? [digested] : []);
    expect(unchanged).toEqual(isChanged ? [] : [{ ...digested, versionId: 'v1', lastModified: new Date(0) }]);
  });
});
