import type { ListObjectsRequest, ListObjectsV2Request, ListObjectVersionsRequest } from '@aws-sdk/client-s3';
import type { Bucket, StoredObject, Version } from './bucket';
import { ownerId } from './bucket-handlers';
import { s3Error } from './errors';
import { coveredBy, type Page, type PageRequest, pageRequest, paginate } from './listing';
import type { Store } from './store';

const DEFAULT_STORAGE_CLASS = 'STANDARD';

/** Operations that list objects and versions. */
export function listHandlers(store: Store) {
  return {
    ListObjects(input: ListObjectsRequest) {
      const page = listPage(store.bucket(input.Bucket ?? ''), input, input.Marker);
      const encode = encoder(input.EncodingType);
      return {
        ...header(input, page),
        Marker: encode(input.Marker ?? ''),
        // S3 returns NextMarker only for a request with a delimiter. Without a delimiter, the caller continues from the last key.
        ...(page.truncated && input.Delimiter !== undefined && { NextMarker: encode(nameOf(page.last)) }),
        ...contents(page, encode, store),
      };
    },

    ListObjectsV2(input: ListObjectsV2Request) {
      const after = input.ContinuationToken === undefined ? input.StartAfter : fromToken(input.ContinuationToken);
      const page = listPage(store.bucket(input.Bucket ?? ''), input, after);
      const encode = encoder(input.EncodingType);
      return {
        ...header(input, page),
        KeyCount: page.entries.length + page.commonPrefixes.length,
        ...(input.StartAfter !== undefined && { StartAfter: encode(input.StartAfter) }),
        ...(input.ContinuationToken !== undefined && { ContinuationToken: input.ContinuationToken }),
        ...(page.truncated && { NextContinuationToken: toToken(nameOf(page.last)) }),
        ...contents(page, encode, input.FetchOwner ? store : undefined),
      };
    },

    ListObjectVersions(input: ListObjectVersionsRequest) {
      const bucket = store.bucket(input.Bucket ?? '');
      const request = pageRequest(input);
      const page = paginate(versionsAfter(bucket, input, request), request);
      const encode = encoder(input.EncodingType);
      const describe = (version: Version) => ({
        Key: encode(version.key),
        VersionId: version.versionId,
        IsLatest: bucket.latest(version.key) === version,
        LastModified: version.lastModified,
        Owner: { ID: ownerId(store) },
      });
      const markers = page.entries.filter((version) => version.deleteMarker);
      const objects = page.entries.filter((version) => !version.deleteMarker);
      return {
        ...header(input, page),
        KeyMarker: encode(input.KeyMarker ?? ''),
        VersionIdMarker: input.VersionIdMarker ?? '',
        ...(page.truncated && { NextKeyMarker: encode(nameOf(page.last)) }),
        ...(page.truncated && typeof page.last === 'object' && { NextVersionIdMarker: page.last.versionId }),
        ...(objects.length > 0 && {
          Versions: objects.map((object) => ({ ...describe(object), ...objectMembers(object) })),
        }),
        ...(markers.length > 0 && { DeleteMarkers: markers.map(describe) }),
      };
    },
  };
}

function listPage(
  bucket: Bucket,
  input: { Prefix?: string; Delimiter?: string; MaxKeys?: number },
  after: string | undefined,
): Page<StoredObject> {
  const request = pageRequest(input);
  const objects = bucket
    .keys(request.prefix)
    .filter((key) => after === undefined || !coveredBy(after, key, request))
    .map((key) => bucket.latest(key))
    .filter((version): version is StoredObject => version?.deleteMarker === false);
  return paginate(objects, request);
}

/** Yields the versions that follow the markers and have the prefix. Versions are sorted by key, and then from newest to oldest. */
function* versionsAfter(bucket: Bucket, input: ListObjectVersionsRequest, request: PageRequest): Generator<Version> {
  const { KeyMarker: keyMarker, VersionIdMarker: versionIdMarker } = input;
  for (const key of bucket.keys(request.prefix)) {
    const versions = bucket.versions(key);
    if (keyMarker === undefined || keyMarker === '' || !coveredBy(keyMarker, key, request)) yield* versions;
    else if (key === keyMarker && versionIdMarker !== undefined && versionIdMarker !== '') {
      yield* versions.slice(versions.findIndex((version) => version.versionId === versionIdMarker) + 1);
    }
  }
}

function header(
  input: { Bucket?: string; Prefix?: string; Delimiter?: string; MaxKeys?: number; EncodingType?: string },
  page: Page<Version>,
) {
  const encode = encoder(input.EncodingType);
  return {
    Name: input.Bucket,
    Prefix: encode(input.Prefix ?? ''),
    ...(input.Delimiter !== undefined && { Delimiter: encode(input.Delimiter) }),
    MaxKeys: pageRequest(input).maxKeys,
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    IsTruncated: page.truncated,
    ...(page.commonPrefixes.length > 0 && {
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    }),
  };
}

function contents(page: Page<StoredObject>, encode: (text: string) => string, owner: Store | undefined) {
  if (page.entries.length === 0) return {};
  return {
    Contents: page.entries.map((object) => ({
      Key: encode(object.key),
      LastModified: object.lastModified,
      ...objectMembers(object),
      ...(owner && { Owner: { ID: ownerId(owner) } }),
    })),
  };
}

function objectMembers({ eTag, body, attributes }: StoredObject) {
  return { ETag: eTag, Size: body.length, StorageClass: attributes.StorageClass ?? DEFAULT_STORAGE_CLASS };
}

function nameOf(last: Version | string | undefined): string {
  return typeof last === 'object' ? last.key : (last ?? '');
}

/**
 * Returns the function that encodes the keys, prefixes, markers and the delimiter of a listing. XML cannot represent every character, so
 * `EncodingType: 'url'` encodes them as in URLs. Slashes are not encoded, and a blank becomes `+`.
 */
function encoder(encodingType: string | undefined): (text: string) => string {
  if (encodingType === undefined) return (text) => text;
  return (text) => encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%20', '+');
}

function toToken(name: string): string {
  return Buffer.from(name).toString('base64url');
}

function fromToken(token: string): string {
  const name = Buffer.from(token, 'base64url').toString();
  if (toToken(name) !== token) throw s3Error('InvalidArgument', {}, 'The continuation token provided is incorrect');
  return name;
}
