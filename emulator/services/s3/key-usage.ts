import type { Aws } from '../../core/aws';
import type { Call, Permission } from '../../core/service';
import { keyPermissions } from '../kms/usage';
import type { Bucket } from './bucket';
import { parseCopySource } from './copy-source';
import { defaultEncryption } from './encryption';
import type { Store } from './store';

/**
 * KMS actions that writing operations need. Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html (2026-11);
 * for parts, the API reference of UploadPart and UploadPartCopy, "Permissions": `kms:Decrypt` (read 2026-12-01).
 */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  PutObject: ['GenerateDataKey'],
  CopyObject: ['GenerateDataKey'],
  CreateMultipartUpload: ['GenerateDataKey'],
  UploadPart: ['Decrypt'],
  UploadPartCopy: ['Decrypt'],
  CompleteMultipartUpload: ['Decrypt'],
};

/**
 * Returns the KMS permissions that a call needs: on the KMS key of the object that GetObject or a copy reads, and on the KMS key of a write,
 * which is the one in the request or else the bucket's default.
 */
export function permissionsOnKeys({ aws, buckets }: Store, { operation, input }: Call): readonly Permission[] {
  const bucket = buckets.get(String(input.Bucket));
  const written = WRITES[operation];
  return [
    ...keyPermissions(aws, 's3', written && bucket && keyOfWrite(bucket, input.SSEKMSKeyId), written ?? []),
    ...(operation === 'GetObject' && bucket ? onRead(aws, bucket, String(input.Key), input.VersionId) : []),
    ...(typeof input.CopySource === 'string' ? onCopy({ aws, buckets }, input.CopySource) : []),
  ];
}

function keyOfWrite(bucket: Bucket, given: unknown): string | undefined {
  return typeof given === 'string' ? given : defaultEncryption(bucket).SSEKMSKeyId;
}

function onCopy({ aws, buckets }: Pick<Store, 'aws' | 'buckets'>, source: string): readonly Permission[] {
  const { bucket: name, key, versionId } = parseCopySource(source);
  const bucket = buckets.get(name);
  return bucket === undefined ? [] : onRead(aws, bucket, key, versionId);
}

function onRead(aws: Aws, bucket: Bucket, key: string, versionId: unknown): readonly Permission[] {
  const version = bucket.versions(key).find((other) => versionId === undefined || other.versionId === versionId);
  const keyArn = version?.deleteMarker === false ? version.attributes.SSEKMSKeyId : undefined;
  return keyPermissions(aws, 's3', keyArn, ['Decrypt']);
}
