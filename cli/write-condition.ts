import { S3ServiceException } from '@aws-sdk/client-s3';
import { objectVersions } from '../lib/aws/object-versions';
import type { DeployedAws } from './aws';

/** Errors of a conditional write to an object that was created, changed or removed. Source: {@link writeCondition}. */
const CHANGED: readonly string[] = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'];

/**
 * The condition for a later write that an object has not been written by then. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html (2026-11).
 */
export async function writeCondition({ s3, names }: DeployedAws, key: string) {
  for await (const version of objectVersions(s3, names.dataBucket, key))
    if (version.key === key && version.isLatest && version.etag !== undefined) return { IfMatch: version.etag };
  return { IfNoneMatch: '*' };
}

/** True if a conditional write was refused because of another write. */
export function isWrittenMeanwhile(error: unknown): boolean {
  return error instanceof S3ServiceException && CHANGED.includes(error.name);
}
