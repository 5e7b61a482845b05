import type { Bindings } from './operation';

/** HTTP headers of members that several object operations share. */

export const CHECKSUMS: Bindings = {
  ChecksumCRC32: 'x-amz-checksum-crc32',
  ChecksumCRC32C: 'x-amz-checksum-crc32c',
  ChecksumCRC64NVME: 'x-amz-checksum-crc64nvme',
  ChecksumSHA1: 'x-amz-checksum-sha1',
  ChecksumSHA256: 'x-amz-checksum-sha256',
};

export const CHECKSUM_TYPE: Bindings = { ChecksumType: 'x-amz-checksum-type' };

export const ENCRYPTION: Bindings = {
  ServerSideEncryption: 'x-amz-server-side-encryption',
  SSEKMSKeyId: 'x-amz-server-side-encryption-aws-kms-key-id',
  BucketKeyEnabled: ['x-amz-server-side-encryption-bucket-key-enabled', 'boolean'],
};

/** Attributes that a write may set in addition to the content of the object. */
export const ATTRIBUTES: Bindings = {
  CacheControl: 'cache-control',
  ContentDisposition: 'content-disposition',
  ContentEncoding: 'content-encoding',
  ContentLanguage: 'content-language',
  ContentType: 'content-type',
  Expires: 'expires',
  StorageClass: 'x-amz-storage-class',
  Tagging: 'x-amz-tagging',
  ...ENCRYPTION,
};

export const CONDITIONS: Bindings = { IfMatch: 'if-match', IfNoneMatch: 'if-none-match' };

export const READ_CONDITIONS: Bindings = {
  ...CONDITIONS,
  IfModifiedSince: 'if-modified-since',
  IfUnmodifiedSince: 'if-unmodified-since',
};

export const VERSION: Bindings = { VersionId: 'x-amz-version-id' };

export const COPY_SOURCE: Bindings = {
  CopySource: 'x-amz-copy-source',
  CopySourceIfMatch: 'x-amz-copy-source-if-match',
  CopySourceIfNoneMatch: 'x-amz-copy-source-if-none-match',
  CopySourceIfModifiedSince: 'x-amz-copy-source-if-modified-since',
  CopySourceIfUnmodifiedSince: 'x-amz-copy-source-if-unmodified-since',
  ExpectedSourceBucketOwner: 'x-amz-source-expected-bucket-owner',
};
