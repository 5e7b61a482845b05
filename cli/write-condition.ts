import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { objectVersions } from '../lib/aws/object-versions';
import { undefinedOn } from '../lib/aws/undefined-on';
import type { DeployedAws } from './aws';
import { CliFailure } from './failure';

/**
 * Metadata key of an uploaded object's digest. It is needed because the ETag is not a digest of the content after a
 * multipart upload or with a KMS key.
 */
export const DIGEST_METADATA = 'sha256';

/** Errors of a conditional write to an object that was created, changed or removed. Source: {@link conditionOn}. */
const CHANGED: readonly string[] = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'];

/** Headers that make S3 refuse a write if the object has changed since it was read. */
export type WriteCondition = Readonly<Partial<Record<'IfMatch' | 'IfNoneMatch', string>>>;

/**
 * Condition for a later write: the object has not been written since it was read. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html (2026-11).
 * @param etag ETag of the object; undefined if the object does not exist
 */
export function conditionOn(etag: string | undefined): WriteCondition {
  return etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag };
}

/**
 * Condition for a later write, as in {@link conditionOn}. The ETag is read from the list of versions, for callers that
 * may only list versions.
 */
export async function writeCondition({ s3, names }: DeployedAws, key: string): Promise<WriteCondition> {
  for await (const version of objectVersions(s3, names.dataBucket, key))
    if (version.key === key && version.isLatest) return conditionOn(version.etag);
  return conditionOn(undefined);
}

/** True if a conditional write was refused because of another write. */
export function isWrittenMeanwhile(error: unknown): boolean {
  return error instanceof S3ServiceException && CHANGED.includes(error.name);
}

/**
 * Writes an object under a condition.
 * @param object the object to write, with a {@link WriteCondition}
 * @param hint what to do if another person has written the object meanwhile
 * @returns id of the written version
 * @throws CliFailure if another person has written the object meanwhile
 */
export async function putOnce(
  s3: S3Client,
  { Metadata: given, ...object }: PutObjectCommandInput & { readonly Body: string | Uint8Array },
  hint?: string,
): Promise<string> {
  const Metadata = { [DIGEST_METADATA]: createHash('sha256').update(object.Body).digest('hex'), ...given };
  const put = { ...object, Metadata };
  return writeOnce(s3, put, () => s3.send(new PutObjectCommand(put)), hint);
}

/**
 * Carries out a write under a condition. If an answer is lost, the SDK repeats the request, and S3 may refuse the
 * repetition because of the first write. So a refused write counts as successful if the object has the metadata of the
 * write. The metadata include the digest of the content.
 * @param object the object to write
 * @param hint what to do if another person has written the object meanwhile
 * @returns id of the written version
 * @throws CliFailure if another person has written the object meanwhile
 */
export async function writeOnce(
  s3: S3Client,
  { Bucket, Key, Metadata }: Pick<PutObjectCommandInput, 'Bucket' | 'Key' | 'Metadata'>,
  write: () => Promise<{ readonly VersionId?: string | undefined }>,
  hint?: string,
): Promise<string> {
  try {
    return (await write()).VersionId ?? '';
  } catch (error) {
    if (!isWrittenMeanwhile(error)) throw error;
    // If the object cannot be read, the error of the write is thrown.
    const found = await undefinedOn(s3.send(new HeadObjectCommand({ Bucket, Key })), NotFound).catch(() => {
      throw error;
    });
    if (found?.VersionId !== undefined && isDeepStrictEqual(found.Metadata, Metadata)) return found.VersionId;
    throw new CliFailure(`s3://${Bucket}/${Key} has been changed by someone else in the meantime.`, hint);
  }
}
