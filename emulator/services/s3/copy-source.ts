import { ServiceError } from '../../core/service';
import { decodedPath } from './address';
import type { StoredObject } from './bucket';
import { checkReadConditions } from './conditions';
import { s3Error } from './errors';
import type { Store } from './store';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

/**
 * Parses `[/]bucket/key[?versionId=…]` with a URL-encoded key.
 * @throws ServiceError InvalidArgument, or InvalidURI if the key is not percent-encoded text
 */
export function parseCopySource(source = ''): CopySource {
  const [path = '', query = ''] = source.replace(/^\//, '').split('?');
  const slash = path.indexOf('/');
  if (slash <= 0 || slash === path.length - 1) {
    throw s3Error('InvalidArgument', {}, `The copy source '${source}' is not of the form bucket/key[?versionId=…].`);
  }
  const versionId = new URLSearchParams(query).get('versionId');
  return {
    bucket: path.slice(0, slash),
    key: decodedPath(path.slice(slash + 1)),
    ...(versionId !== null && { versionId }),
  };
}

/**
 * Returns the object that a copy reads.
 * @throws ServiceError PreconditionFailed, the errors of `parseCopySource`, and the errors of reading the source
 */
export function readCopySource(
  store: Store,
  input: {
    CopySource?: string;
    CopySourceIfMatch?: string;
    CopySourceIfNoneMatch?: string;
    CopySourceIfModifiedSince?: Date;
    CopySourceIfUnmodifiedSince?: Date;
  },
): StoredObject {
  const { bucket, key, versionId } = parseCopySource(input.CopySource);
  const object = store.bucket(bucket).read(key, versionId);
  try {
    checkReadConditions(object, {
      IfMatch: input.CopySourceIfMatch,
      IfNoneMatch: input.CopySourceIfNoneMatch,
      IfModifiedSince: input.CopySourceIfModifiedSince,
      IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    });
  } catch (error) {
    // CopyObject returns 412 for every failed condition, also where GetObject returns 304. Source: API reference, 2026-11.
    if (error instanceof ServiceError && error.code === 'NotModified') throw s3Error('PreconditionFailed');
    throw error;
  }
  return object;
}
