import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { undefinedOn } from '../lib/aws/undefined-on';
import { present } from '../lib/record-table/item';
import { localBytes } from './read-local-file';
import type { LocalFile } from './source';
import { conditionOn, DIGEST_METADATA, type WriteCondition } from './write-condition';

export interface DigestedFile extends LocalFile {
  /** Size in bytes. */
  readonly size: number;
  readonly sha256: string;
  /** ETag that S3 will give the object, unless a KMS key encrypts it. */
  readonly etag: string;
  /** Condition of the upload: the object at this key has not changed since the file was compared with it. */
  readonly condition: WriteCondition;
}

export interface UnchangedFile extends DigestedFile {
  readonly versionId: string;
  readonly lastModified: Date;
}

export interface FileChanges {
  readonly changed: readonly DigestedFile[];
  readonly unchanged: readonly UnchangedFile[];
}

export async function changesOf(s3: S3Client, bucket: string, files: readonly LocalFile[]): Promise<FileChanges> {
  const changed: DigestedFile[] = [];
  const unchanged: UnchangedFile[] = [];
  for (const file of files) {
    const { size, sha256, md5, etag } = await digest(file);
    const there = await undefinedOn(s3.send(new HeadObjectCommand({ Bucket: bucket, Key: file.key })), NotFound);
    const { path, key, content } = file;
    const digested = { path, key, size, sha256, etag, condition: conditionOn(there?.ETag), ...present({ content }) };
    const isSame = there?.Metadata?.[DIGEST_METADATA] === sha256 || there?.ETag === `"${md5}"`;
    if (there?.ContentLength === size && isSame) {
      const { VersionId: versionId = '', LastModified: lastModified = new Date(0) } = there;
      unchanged.push({ ...digested, versionId, lastModified });
    } else changed.push(digested);
  }
  return { changed, unchanged };
}

/**
 * Limits of multipart uploads: the minimum size in bytes of each part except the last, and the maximum number of parts.
 * Source: Amazon S3 User Guide, "Multipart upload limits", read 2026-11.
 */
const [MIN_PART, MAX_PARTS] = [5 * 2 ** 20, 10_000];

/** Size in bytes of each part when a file of `size` bytes is uploaded in parts. */
export function partSizeOf(size: number): number {
  return Math.max(MIN_PART, Math.ceil(size / MAX_PARTS));
}

/**
 * Computes the digests of a file. The ETag of an object uploaded in parts is the MD5 of the parts' MD5s, a hyphen and
 * the number of parts. S3 does not document this rule. If S3 computes the ETag in another way, a plan may show an
 * import that the run will not do.
 */
async function digest({ path, content }: LocalFile) {
  const size = content?.length ?? (await stat(path)).size;
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  const parts = [createHash('md5')];
  let left = partSizeOf(size);
  for await (const chunk of content === undefined ? localBytes(path) : [content]) {
    sha256.update(chunk);
    md5.update(chunk);
    for (let rest = chunk; rest.length > 0; ) {
      if (left === 0) {
        parts.push(createHash('md5'));
        left = partSizeOf(size);
      }
      const piece = rest.subarray(0, left);
      parts.at(-1)?.update(piece);
      left -= piece.length;
      rest = rest.subarray(piece.length);
    }
  }
  const whole = md5.digest('hex');
  const ofParts = createHash('md5').update(Buffer.concat(parts.map((part) => part.digest())));
  const etag = parts.length === 1 ? whole : `${ofParts.digest('hex')}-${parts.length}`;
  return { size, sha256: sha256.digest('hex'), md5: whole, etag: `"${etag}"` };
}
