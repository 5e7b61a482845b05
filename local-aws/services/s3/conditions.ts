import type { StoredObject, Version } from './bucket';
import { s3Error } from './errors';

interface Conditions {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
}

/** @throws ServiceError PreconditionFailed, or NotModified (304) for an ETag that the reader has already */
export function checkReadConditions(
  object: StoredObject,
  { IfMatch: match, IfNoneMatch: noneMatch }: Conditions,
): void {
  if (match !== undefined && !matches(match, object)) throw s3Error('PreconditionFailed', { Condition: 'If-Match' });
  if (noneMatch !== undefined && matches(noneMatch, object)) {
    throw s3Error('NotModified', { Headers: { etag: object.eTag } });
  }
}

/**
 * S3's conditional writes: `IfNoneMatch: '*'` creates only, `IfMatch` overwrites only what the writer has seen.
 * @throws ServiceError PreconditionFailed, NoSuchKey for IfMatch on nothing
 */
export function checkWriteConditions(
  latest: Version | undefined,
  { IfMatch: match, IfNoneMatch: noneMatch }: Conditions,
): void {
  const object = latest?.deleteMarker === false ? latest : undefined;
  if (noneMatch !== undefined && object !== undefined)
    throw s3Error('PreconditionFailed', { Condition: 'If-None-Match' });
  if (match === undefined) return;
  if (object === undefined) throw s3Error('NoSuchKey');
  if (!matches(match, object)) throw s3Error('PreconditionFailed', { Condition: 'If-Match' });
}

function matches(condition: string, object: StoredObject): boolean {
  return condition === '*' || condition.replaceAll('"', '') === object.eTag.replaceAll('"', '');
}
