import { createHash } from 'node:crypto';
import type {
  CopyObjectRequest,
  DeleteObjectRequest,
  DeleteObjectsRequest,
  GetObjectRequest,
  PutObjectRequest,
  PutObjectTaggingRequest,
} from '@aws-sdk/client-s3';
import { type Caller, ServiceError } from '../../core/service';
import { type Bucket, NULL_VERSION, type ObjectAttributes, type StoredObject, type Tag } from './bucket';
import { checkDeleteCondition, checkReadConditions, checkWriteConditions } from './conditions';
import { parseCopySource, readCopySource } from './copy-source';
import { defaultEncryption, storedETag } from './encryption';
import { s3Error } from './errors';
import type { Notifier } from './notifier';
import { readRange } from './range';
import type { Store } from './store';

const MAX_KEY_BYTES = 1024;
/** Maximum number of keys in one request of DeleteObjects. Source: API reference, 2026-11. */
const MAX_DELETED = 1000;
const DEFAULT_CONTENT_TYPE = 'binary/octet-stream';

const ATTRIBUTE_NAMES = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
  'Expires',
  'StorageClass',
  'ServerSideEncryption',
  'SSEKMSKeyId',
  'BucketKeyEnabled',
  'Metadata',
] as const satisfies readonly (keyof ObjectAttributes)[];

const CHECKSUM_NAMES = [
  'ChecksumCRC32',
  'ChecksumCRC32C',
  'ChecksumCRC64NVME',
  'ChecksumSHA1',
  'ChecksumSHA256',
] as const;

/** Input of PutObject. The body is bytes or text, not a stream. */
export type PutObjectInput = Omit<PutObjectRequest, 'Body'> & { readonly Body?: Uint8Array | string };

/** Operations on objects, except listings and multipart uploads. */
export function objectHandlers(store: Store, notifier: Notifier) {
  return {
    PutObject(input: PutObjectInput, caller: Caller) {
      const bucket = store.bucket(input.Bucket ?? '');
      const key = checkedKey(input.Key);
      checkWriteConditions(bucket.latest(key), input);
      const body =
        typeof input.Body === 'string' ? new TextEncoder().encode(input.Body) : (input.Body ?? new Uint8Array());
      const object = write(store, bucket, {
        key,
        body,
        eTag: eTagOf(body),
        attributes: attributesOf(bucket, input),
        checksums: pick(input, CHECKSUM_NAMES),
        tags: parseTagging(input.Tagging),
      });
      notifier.notify(bucket, 'ObjectCreated:Put', object, caller);
      return { ETag: object.eTag, ...object.checksums, ...versionMember(object), ...encryptionOf(object) };
    },

    GetObject(input: GetObjectRequest) {
      const { object, described } = read(store, input);
      const range = readRange(input.Range, object.body.length);
      if (range === undefined) return { ...described, Body: object.body };
      return {
        ...described,
        Body: object.body.subarray(range.from, range.to + 1),
        ContentLength: range.to - range.from + 1,
        ContentRange: `bytes ${range.from}-${range.to}/${object.body.length}`,
      };
    },

    HeadObject(input: GetObjectRequest) {
      const { object, described } = read(store, input);
      const range = readRange(input.Range, object.body.length);
      return range === undefined ? described : { ...described, ContentLength: range.to - range.from + 1 };
    },

    DeleteObject(input: DeleteObjectRequest, caller: Caller) {
      const bucket = store.bucket(input.Bucket ?? '');
      const key = checkedKey(input.Key);
      checkDeleteCondition(bucket.latest(key), input.IfMatch);
      return deleteObject(store, notifier, bucket, key, input.VersionId, caller);
    },

    DeleteObjects(input: DeleteObjectsRequest, caller: Caller) {
      const bucket = store.bucket(input.Bucket ?? '');
      const objects = input.Delete?.Objects ?? [];
      if (objects.length === 0 || objects.length > MAX_DELETED) throw s3Error('MalformedXML');
      const deleted: unknown[] = [];
      const errors: unknown[] = [];
      for (const { Key: key, VersionId: versionId } of objects) {
        const named = { Key: key, ...(versionId !== undefined && { VersionId: versionId }) };
        try {
          const result = deleteObject(store, notifier, bucket, checkedKey(key), versionId, caller);
          const marker = result.DeleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: result.VersionId } : {};
          deleted.push({ ...named, ...marker });
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error;
          errors.push({ ...named, Code: error.code, Message: error.message });
        }
      }
      return {
        ...(!input.Delete?.Quiet && { Deleted: deleted }),
        ...(errors.length > 0 && { Errors: errors }),
      };
    },

    CopyObject(input: CopyObjectRequest, caller: Caller) {
      const bucket = store.bucket(input.Bucket ?? '');
      const key = checkedKey(input.Key);
      const source = parseCopySource(input.CopySource);
      const original = readCopySource(store, input);
      const replaces = input.MetadataDirective === 'REPLACE';
      const changed = replaces || input.StorageClass !== undefined || input.ServerSideEncryption !== undefined;
      if (source.bucket === bucket.name && source.key === key && source.versionId === undefined && !changed) {
        throw s3Error(
          'InvalidRequest',
          {},
          "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
        );
      }
      checkWriteConditions(bucket.latest(key), input);
      const object = write(store, bucket, {
        key,
        body: original.body,
        eTag: eTagOf(original.body),
        attributes: replaces
          ? attributesOf(bucket, input)
          : {
              ...withoutEncryption(original.attributes),
              // A copy does not keep the source's encryption. Without an encryption in the request, the destination bucket's
              // default encryption applies (S3 API reference, CopyObject, 2026-11).
              ...encryptionOf({ attributes: attributesOf(bucket, input) }),
              ...pick(input, ['StorageClass']),
            },
        checksums: original.checksums,
        tags: input.TaggingDirective === 'REPLACE' ? parseTagging(input.Tagging) : original.tags,
      });
      notifier.notify(bucket, 'ObjectCreated:Copy', object, caller);
      return {
        CopyObjectResult: { ETag: object.eTag, LastModified: object.lastModified },
        ...(original.versionId !== NULL_VERSION && { CopySourceVersionId: original.versionId }),
        ...versionMember(object),
        ...encryptionOf(object),
      };
    },

    PutObjectTagging(input: PutObjectTaggingRequest) {
      const object = store.bucket(input.Bucket ?? '').read(input.Key ?? '', input.VersionId);
      object.tags = (input.Tagging?.TagSet ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }));
      return versionMember(object);
    },

    GetObjectTagging(input: { Bucket: string; Key: string; VersionId?: string }) {
      const object = store.bucket(input.Bucket).read(input.Key, input.VersionId);
      return { TagSet: object.tags, ...versionMember(object) };
    },
  };
}

/** Stores a new version of an object and returns it. */
export function write(
  store: Store,
  bucket: Bucket,
  object: Omit<StoredObject, 'versionId' | 'lastModified' | 'deleteMarker'>,
  lastModified = store.now(),
): StoredObject {
  const stored: StoredObject = {
    ...object,
    versionId: store.versionIdFor(bucket),
    lastModified,
    deleteMarker: false,
  };
  const kept = { ...stored, eTag: storedETag(stored) };
  bucket.add(kept);
  return kept;
}

export function attributesOf(bucket: Bucket, input: ObjectAttributes): ObjectAttributes {
  return {
    ContentType: DEFAULT_CONTENT_TYPE,
    ...(input.ServerSideEncryption === undefined && defaultEncryption(bucket)),
    ...pick(input, ATTRIBUTE_NAMES),
  };
}

/** Parses the tagging header: `a=1&b=2`, URL-encoded. */
export function parseTagging(tagging = ''): Tag[] {
  return [...new URLSearchParams(tagging)].map(([Key, Value]) => ({ Key, Value }));
}

export function versionMember(version: { readonly versionId: string }): { VersionId?: string } {
  return version.versionId === NULL_VERSION ? {} : { VersionId: version.versionId };
}

/** @throws ServiceError InvalidRequest for an empty key, KeyTooLongError */
export function checkedKey(key = ''): string {
  if (key === '') throw s3Error('InvalidRequest', {}, 'The request names no Key.');
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw s3Error('KeyTooLongError', {
      Size: String(Buffer.byteLength(key)),
      MaxSizeAllowed: String(MAX_KEY_BYTES),
    });
  }
  return key;
}

export function eTagOf(body: Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function read(store: Store, input: GetObjectRequest) {
  const object = store.bucket(input.Bucket ?? '').read(input.Key ?? '', input.VersionId);
  checkReadConditions(object, input);
  const withChecksums = input.ChecksumMode === 'ENABLED' && input.Range === undefined;
  const described = {
    AcceptRanges: 'bytes',
    ContentLength: object.body.length,
    LastModified: object.lastModified,
    ETag: object.eTag,
    Metadata: {},
    ...object.attributes,
    ...(input.ResponseContentType !== undefined && { ContentType: input.ResponseContentType }),
    ...(input.ResponseContentDisposition !== undefined && {
      ContentDisposition: input.ResponseContentDisposition,
    }),
    ...(object.tags.length > 0 && { TagCount: object.tags.length }),
    ...(withChecksums && object.checksums),
    ...versionMember(object),
  };
  return { object, described };
}

function deleteObject(
  store: Store,
  notifier: Notifier,
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
  caller: Caller,
): { DeleteMarker?: boolean; VersionId?: string } {
  if (versionId !== undefined) {
    const removed = bucket.remove(key, versionId);
    if (removed !== undefined) notifier.notify(bucket, 'ObjectRemoved:Delete', removed, caller);
    return { ...(removed?.deleteMarker && { DeleteMarker: true }), VersionId: versionId };
  }
  if (bucket.versioning === undefined) {
    const removed = bucket.remove(key, NULL_VERSION);
    if (removed !== undefined) notifier.notify(bucket, 'ObjectRemoved:Delete', removed, caller);
    return {};
  }
  const marker = {
    key,
    versionId: store.versionIdFor(bucket),
    lastModified: store.now(),
    deleteMarker: true as const,
  };
  bucket.add(marker);
  notifier.notify(bucket, 'ObjectRemoved:DeleteMarkerCreated', marker, caller);
  return { DeleteMarker: true, VersionId: marker.versionId };
}

function withoutEncryption({
  ServerSideEncryption: _algorithm,
  SSEKMSKeyId: _key,
  BucketKeyEnabled: _usesBucketKey,
  ...others
}: ObjectAttributes): ObjectAttributes {
  return others;
}

function encryptionOf({ attributes }: Pick<StoredObject, 'attributes'>): Partial<ObjectAttributes> {
  return pick(attributes, ['ServerSideEncryption', 'SSEKMSKeyId', 'BucketKeyEnabled']);
}

function pick<Source extends object, Name extends keyof Source>(
  source: Source,
  names: readonly Name[],
): Pick<Source, Name> {
  return Object.fromEntries(
    names.flatMap((name) => (source[name] === undefined ? [] : [[name, source[name]]])),
  ) as Pick<Source, Name>;
}
