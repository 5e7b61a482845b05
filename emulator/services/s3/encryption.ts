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

/** Returns the encryption of a write that does not specify its encryption. If the bucket has no encryption setting, S3's own keys (AES256) are used. */
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
 * Returns the ETag of a stored object. If the object is encrypted with a KMS key, the ETag is not a digest of the content: it also
 * depends on the object's name, version id and time. Source: Amazon S3 API reference, Object, ETag, 2026-11.
 */
export function storedETag({ eTag, attributes, versionId, lastModified, key }: StoredObject): string {
  if (!attributes.ServerSideEncryption?.startsWith('aws:kms')) return eTag;
  const seed = JSON.stringify([key, versionId, lastModified.getTime(), eTag]);
  return `"${createHash('md5').update(seed).digest('hex')}"`;
}
