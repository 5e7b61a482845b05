import type { PutBucketLoggingRequest, PutBucketVersioningRequest } from '@aws-sdk/client-s3';
import type { Input } from '../../core/service';
import { defaultEncryption } from './encryption';
import { type S3ErrorCode, s3Error } from './errors';
import { checkLifecycle } from './lifecycle';
import type { Store } from './store';

/**
 * A setting of a bucket. Versioning, lifecycle rules and default encryption take effect. Other settings have no effect: they are
 * stored and returned. The target of access logs is checked.
 */
interface Setting {
  /** Name of the setting in the operations `Put<name>` and `Get<name>`. */
  readonly name: string;
  /** Input member that holds the document. */
  readonly member: string;
  /** True if the output of Get is the document itself; false if the output has the document as `member`. */
  readonly spread: boolean;
  /** Result of Get before the first Put: a document, or the code of an error. */
  readonly unset: Input | S3ErrorCode;
}

const DEFAULT_ENCRYPTION = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
};

const SETTINGS: readonly Setting[] = [
  { name: 'BucketVersioning', member: 'VersioningConfiguration', spread: true, unset: {} },
  {
    name: 'PublicAccessBlock',
    member: 'PublicAccessBlockConfiguration',
    spread: false,
    unset: 'NoSuchPublicAccessBlockConfiguration',
  },
  {
    name: 'BucketOwnershipControls',
    member: 'OwnershipControls',
    spread: false,
    unset: 'OwnershipControlsNotFoundError',
  },
  {
    name: 'BucketEncryption',
    member: 'ServerSideEncryptionConfiguration',
    spread: false,
    unset: DEFAULT_ENCRYPTION,
  },
  {
    name: 'BucketLifecycleConfiguration',
    member: 'LifecycleConfiguration',
    spread: true,
    unset: 'NoSuchLifecycleConfiguration',
  },
  { name: 'BucketLogging', member: 'BucketLoggingStatus', spread: true, unset: {} },
  { name: 'BucketTagging', member: 'Tagging', spread: true, unset: 'NoSuchTagSet' },
];

export function settingHandlers(store: Store) {
  const handlers: Record<string, (input: Input) => unknown> = {};
  for (const { name, member, spread, unset } of SETTINGS) {
    handlers[`Put${name}`] = (input) => {
      const bucket = store.bucket(String(input.Bucket));
      if (input[member] === undefined) {
        throw s3Error('MalformedXML', {}, `Put${name} on bucket '${bucket.name}' needs ${member}.`);
      }
      CHECKS[name]?.(store, input);
      bucket.settings.set(name, input[member]);
    };
    handlers[`Get${name}`] = (input) => {
      const bucket = store.bucket(String(input.Bucket));
      const value = bucket.settings.get(name) ?? unset;
      if (typeof value === 'string') throw s3Error(value as S3ErrorCode, { BucketName: bucket.name });
      return spread ? value : { [member]: value };
    };
  }
  return handlers;
}

const CHECKS: Readonly<Record<string, (store: Store, input: Input) => void>> = {
  BucketVersioning: (_store, input) => {
    const { VersioningConfiguration: configuration } = input as unknown as PutBucketVersioningRequest;
    const status: string | undefined = configuration?.Status;
    if (status !== 'Enabled' && status !== 'Suspended') {
      throw s3Error('MalformedXML', {}, `The versioning Status is '${status}'; it must be Enabled or Suspended.`);
    }
    if (configuration?.MFADelete === 'Enabled') {
      throw s3Error('NotImplemented', {}, 'The local S3 does not implement MFADelete.');
    }
  },
  BucketLifecycleConfiguration: (_store, input) => checkLifecycle(input.LifecycleConfiguration as object),
  BucketLogging: (store, input) => {
    const { BucketLoggingStatus: status } = input as unknown as PutBucketLoggingRequest;
    const target = status?.LoggingEnabled?.TargetBucket;
    if (target !== undefined && !store.buckets.has(target)) {
      throw s3Error('InvalidTargetBucketForLogging', { TargetBucket: target });
    }
    if (target !== undefined && defaultEncryption(store.bucket(target)).ServerSideEncryption !== 'AES256') {
      throw s3Error(
        'NotImplemented',
        {},
        `S3 cannot deliver access logs to ${target}, because that bucket is encrypted with a KMS key (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html, 2026-11).`,
      );
    }
  },
};
