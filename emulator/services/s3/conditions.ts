import type { StoredObject, Version } from './bucket';
import { s3Error } from './errors';

interface WriteConditions {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
}

interface ReadConditions extends WriteConditions {
  readonly IfModifiedSince?: Date;
  readonly IfUnmodifiedSince?: Date;
}

/**
 * Checks the conditions of a read. A condition on the ETag takes precedence over a condition on the time: if IfMatch
 * is given and matches, IfUnmodifiedSince is ignored. If IfNoneMatch is given, IfModifiedSince is ignored. Source: API
 * reference of GetObject, 2026-11.
 * @throws ServiceError PreconditionFailed, or NotModified (304) if the reader already has the content
 */
export function checkReadConditions(object: StoredObject, conditions: ReadConditions): void {
  const {
    IfMatch: match,
    IfNoneMatch: noneMatch,
    IfModifiedSince: modified,
    IfUnmodifiedSince: unmodified,
  } = conditions;
  const failed = (condition: string) => s3Error('PreconditionFailed', { Condition: condition });
  if (match !== undefined && !matches(match, object)) throw failed('If-Match');
  if (match === undefined && unmodified !== undefined && object.lastModified > unmodified) {
    throw failed('If-Unmodified-Since');
  }
  const known =
    noneMatch === undefined ? modified !== undefined && object.lastModified <= modified : matches(noneMatch, object);
  if (known) throw s3Error('NotModified', { Headers: { etag: object.eTag } });
}

/**
 * Checks S3's conditional writes. With `IfNoneMatch: '*'`, a write can only create an object. With `IfMatch`, a write can only replace an
 * object whose ETag matches.
 * @throws ServiceError PreconditionFailed; NoSuchKey if IfMatch is given and there is no object; NotImplemented for an IfNoneMatch other than `*`
 */
export function checkWriteConditions(
  latest: Version | undefined,
  { IfMatch: match, IfNoneMatch: noneMatch }: WriteConditions,
): void {
  const object = latest?.deleteMarker === false ? latest : undefined;
  if (noneMatch !== undefined && noneMatch !== '*') {
    throw s3Error('NotImplemented', {}, `Writes support If-None-Match only with '*', not with '${noneMatch}'.`);
  }
  if (noneMatch !== undefined && object !== undefined)
    throw s3Error('PreconditionFailed', { Condition: 'If-None-Match' });
  if (match === undefined) return;
  if (object === undefined) throw s3Error('NoSuchKey');
  if (!matches(match, object)) throw s3Error('PreconditionFailed', { Condition: 'If-Match' });
}

/**
 * Checks S3's conditional deletes, which compare the given ETag with the current version:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html (2026-11). The error for an object that does not exist is
 * a guess.
 * @throws ServiceError PreconditionFailed
 */
export function checkDeleteCondition(latest: Version | undefined, match: string | undefined): void {
  if (match === undefined) return;
  const object = latest?.deleteMarker === false ? latest : undefined;
  if (object === undefined || !matches(match, object)) throw s3Error('PreconditionFailed', { Condition: 'If-Match' });
}

function matches(condition: string, object: StoredObject): boolean {
  return condition === '*' || condition.replaceAll('"', '') === object.eTag.replaceAll('"', '');
}
