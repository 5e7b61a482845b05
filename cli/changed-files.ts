import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { undefinedOn } from '../aws/undefined-on';
import type { LocalFile } from './source';

/** Metadata of uploaded objects: an ETag is not a digest of the content after a multipart upload, or with a KMS key. */
export const DIGEST_METADATA = 'sha256';

export interface DigestedFile extends LocalFile {
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

export interface UnchangedFile extends DigestedFile {
  /** Of the object. */
  readonly versionId: string;
  readonly lastModified: Date;
}

export interface Changes {
  readonly changed: readonly DigestedFile[];
  readonly unchanged: readonly UnchangedFile[];
}

export async function changesOf(s3: S3Client, bucket: string, files: readonly LocalFile[]): Promise<Changes> {
  const changed: DigestedFile[] = [];
  const unchanged: UnchangedFile[] = [];
  for (const file of files) {
    const { size, sha256, md5 } = await digest(file.path);
    const there = await undefinedOn(s3.send(new HeadObjectCommand({ Bucket: bucket, Key: file.key })), NotFound);
    const digested = { path: file.path, key: file.key, size, sha256 };
    const isSame = there?.Metadata?.[DIGEST_METADATA] === sha256 || there?.ETag === `"${md5}"`;
    if (there?.ContentLength === size && isSame) {
      const { VersionId: versionId = '', LastModified: lastModified = new Date(0) } = there;
      unchanged.push({ ...digested, versionId, lastModified });
    } else changed.push(digested);
  }
  return { changed, unchanged };
}

async function digest(path: string) {
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    sha256.update(chunk);
    md5.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: sha256.digest('hex'), md5: md5.digest('hex') };
}
