import { createHash } from 'node:crypto';
import type {
  AbortMultipartUploadRequest,
  CompleteMultipartUploadRequest,
  CreateMultipartUploadRequest,
  ListMultipartUploadsRequest,
  UploadPartCopyRequest,
  UploadPartRequest,
} from '@aws-sdk/client-s3';
import type { Caller } from '../../core/service';
import type { Part, Upload } from './bucket';
import { compareUtf8 } from './bucket';
import { checkWriteConditions } from './conditions';
import { readCopySource } from './copy-source';
import { s3Error } from './errors';
import type { Notifier } from './notifier';
import { attributesOf, checkedKey, eTagOf, parseTagging, versionMember, write } from './object-handlers';
import type { Store } from './store';

/** Minimum size in bytes of every part except the last. */
const MIN_PART_SIZE = 5 * 1024 * 1024;
const MAX_PART_NUMBER = 10_000;
const UPLOAD_ID_LENGTH = 64;

/** Input of UploadPart. The body is bytes or text, not a stream. */
type UploadPartInput = Omit<UploadPartRequest, 'Body'> & { readonly Body?: Uint8Array | string };

export function multipartHandlers(store: Store, notifier: Notifier) {
  const uploadOf = (input: { Bucket: string | undefined; UploadId: string | undefined }): Upload => {
    const upload = store.bucket(input.Bucket ?? '').uploads.get(input.UploadId ?? '');
    if (upload === undefined) throw s3Error('NoSuchUpload', { UploadId: input.UploadId });
    return upload;
  };
  const addPart = (upload: Upload, number: number | undefined, body: Uint8Array): Part => {
    if (number === undefined || !(number >= 1 && number <= MAX_PART_NUMBER)) {
      throw s3Error(
        'InvalidArgument',
        { ArgumentName: 'partNumber', ArgumentValue: String(number) },
        `Part number must be an integer between 1 and ${MAX_PART_NUMBER}, inclusive`,
      );
    }
    const part = { body, eTag: eTagOf(body), lastModified: store.now() };
    upload.parts.set(number, part);
    return part;
  };

  return {
    CreateMultipartUpload(input: CreateMultipartUploadRequest) {
      const bucket = store.bucket(input.Bucket ?? '');
      const upload: Upload = {
        uploadId: store.token(UPLOAD_ID_LENGTH),
        key: checkedKey(input.Key),
        initiated: store.now(),
        attributes: attributesOf(bucket, input),
        tags: parseTagging(input.Tagging),
        parts: new Map(),
      };
      bucket.uploads.set(upload.uploadId, upload);
      return { Bucket: bucket.name, Key: upload.key, UploadId: upload.uploadId };
    },

    UploadPart(input: UploadPartInput) {
      const body =
        typeof input.Body === 'string' ? new TextEncoder().encode(input.Body) : (input.Body ?? new Uint8Array());
      const { ChecksumCRC32, ChecksumSHA256 } = input;
      return { ETag: addPart(uploadOf(input), input.PartNumber, body).eTag, ChecksumCRC32, ChecksumSHA256 };
    },

    UploadPartCopy(input: UploadPartCopyRequest) {
      const { body } = readCopySource(store, input);
      const copied = partOf(body, input.CopySourceRange);
      const part = addPart(uploadOf(input), input.PartNumber, copied);
      return { CopyPartResult: { ETag: part.eTag, LastModified: part.lastModified } };
    },

    CompleteMultipartUpload(input: CompleteMultipartUploadRequest, caller: Caller) {
      const bucket = store.bucket(input.Bucket ?? '');
      const before = bucket.completed.get(input.UploadId ?? '');
      if (before !== undefined) return before;
      const upload = uploadOf(input);
      checkWriteConditions(bucket.latest(upload.key), input);
      const parts = chosenParts(upload, input.MultipartUpload?.Parts ?? []);
      // "For multipart uploads, the object creation date is the date of initiation of the multipart upload" (user guide, "Working with
      // object metadata", 2026-11).
      const object = write(
        store,
        bucket,
        {
          key: upload.key,
          body: Buffer.concat(parts.map((part) => part.body)),
          eTag: multipartETag(parts),
          attributes: upload.attributes,
          checksums: {},
          tags: upload.tags,
        },
        upload.initiated,
      );
      bucket.uploads.delete(upload.uploadId);
      notifier.notify(bucket, 'ObjectCreated:CompleteMultipartUpload', object, caller);
      const completed = {
        Location: `https://${bucket.name}.s3.amazonaws.com/${encodeURIComponent(upload.key)}`,
        Bucket: bucket.name,
        Key: upload.key,
        ETag: object.eTag,
        ...versionMember(object),
      };
      bucket.completed.set(upload.uploadId, completed);
      return completed;
    },

    AbortMultipartUpload(input: AbortMultipartUploadRequest) {
      store.bucket(input.Bucket ?? '').uploads.delete(uploadOf(input).uploadId);
    },

    ListParts(input: { Bucket: string; Key: string; UploadId: string }) {
      const upload = uploadOf(input);
      const parts = [...upload.parts].sort(([a], [b]) => a - b);
      return {
        Bucket: input.Bucket,
        Key: upload.key,
        UploadId: upload.uploadId,
        IsTruncated: false,
        Parts: parts.map(([PartNumber, { eTag: ETag, lastModified: LastModified, body }]) => ({
          PartNumber,
          LastModified,
          ETag,
          Size: body.length,
        })),
      };
    },

    ListMultipartUploads(input: ListMultipartUploadsRequest) {
      const bucket = store.bucket(input.Bucket ?? '');
      const uploads = [...bucket.uploads.values()]
        .filter((upload) => upload.key.startsWith(input.Prefix ?? ''))
        .sort((a, b) => compareUtf8(a.key, b.key));
      return {
        Bucket: bucket.name,
        IsTruncated: false,
        Uploads: uploads.map(({ uploadId: UploadId, key: Key, initiated: Initiated }) => ({
          UploadId,
          Key,
          Initiated,
        })),
      };
    },
  };
}

/** @throws ServiceError InvalidPartOrder, InvalidPart, EntityTooSmall; MalformedXML if the request lists no part */
function chosenParts(upload: Upload, chosen: readonly { PartNumber?: number; ETag?: string }[]): Part[] {
  if (chosen.length === 0) throw s3Error('MalformedXML');
  const numbers = chosen.map(({ PartNumber: number = 0 }) => number);
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    throw s3Error('InvalidPartOrder', { UploadId: upload.uploadId });
  }
  return chosen.map(({ PartNumber: number = 0, ETag: eTag = '' }, index) => {
    const part = upload.parts.get(number);
    if (part === undefined || part.eTag.replaceAll('"', '') !== eTag.replaceAll('"', '')) {
      throw s3Error('InvalidPart', { UploadId: upload.uploadId, PartNumber: String(number), ETag: eTag });
    }
    if (index < chosen.length - 1 && part.body.length < MIN_PART_SIZE) {
      throw s3Error('EntityTooSmall', {
        PartNumber: String(number),
        ProposedSize: String(part.body.length),
        MinSizeAllowed: String(MIN_PART_SIZE),
      });
    }
    return part;
  });
}

/**
 * Returns the bytes of the source object that become a part. The range must have a first and a last byte, both within the object (API
 * reference of UploadPartCopy, 2026-11). Without a range, the whole object becomes the part.
 * @throws ServiceError InvalidArgument
 */
function partOf(body: Uint8Array, range: string | undefined): Uint8Array {
  if (range === undefined) return body;
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  const named = { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: range };
  if (first === undefined || Number(first) > Number(last)) {
    const form = 'bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy';
    throw s3Error('InvalidArgument', named, `The x-amz-copy-source-range value must be of the form ${form}`);
  }
  if (Number(last) >= body.length) {
    throw s3Error('InvalidArgument', named, `Range specified is not valid for source object of size: ${body.length}`);
  }
  return body.subarray(Number(first), Number(last) + 1);
}

/** Returns the ETag of a multipart object: the MD5 of the concatenated MD5s of its parts, `-`, and the number of parts. */
function multipartETag(parts: readonly Part[]): string {
  const digests = parts.map((part) => Buffer.from(part.eTag.replaceAll('"', ''), 'hex'));
  return `"${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-${parts.length}"`;
}
