import { createHash } from 'node:crypto';
import type { Bucket, ObjectAttributes, StoredObject } from './bucket';

type Encryption = Pick<ObjectAttributes, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled'>;

interface BucketEncryption {
  readonly Rules?: readonly {
    readonly ApplyServerSideEncryptionByDefault?: {
      readonly SSEAlgorithm?: string;
      readonly KMSMasterKeyID?: string;
    };
    readonly BucketKeyEnabled?: boolean;
  }[];
}

/** Encryption of writes that do not specify their encryption. Without a setting of the bucket, S3 manages the keys. */
export function defaultEncryption(bucket: Bucket): Encryption {
  const setting = bucket.settings.get('BucketEncryption') as BucketEncryption | undefined;
  const [rule] = setting?.Rules ?? [];
  const { SSEAlgorithm: algorithm = 'AES256', KMSMasterKeyID: key } = rule?.ApplyServerSideEncryptionByDefault ?? {};
  return {
    ServerSideEncryption: algorithm,
    ...(key !== undefined && { SSEKMSKeyId: key }),
    ...(algorithm !== 'AES256' && { BucketKeyEnabled: rule?.BucketKeyEnabled ?? false }),
  };
}

/**
 * Returns the ETag of a stored object. With a KMS key, the ETag is not a digest of the content, and differs between uploads of the same
 * content. Source: Amazon S3 API reference, Object, ETag, 2026-11.
 */
export function storedETag({ eTag, attributes, versionId, lastModified, key }: StoredObject): string {
  if (!attributes.ServerSideEncryption?.startsWith('aws:kms')) return eTag;
  const seed = JSON.stringify([key, versionId, lastModified.getTime(), eTag]);
  return `"${createHash('md5').update(seed).digest('hex')}"`;
}
