import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { Construct } from 'constructs';
import type { Deployment } from './deployment';
import { accessOfPersonalize } from './personalize-access';
import { PrivateBucket } from './private-bucket';

/**
 * Days for which a copy is kept. A deletion may first wait for its lock, at most as long as
 * functions/ensure-resources/lock-limit.ts allows. The remaining days are for the work in progress that the deletion
 * then waits for, and for the deletion job.
 */
const KEEP_DAYS = 100;

/**
 * The bucket for the csv copies that data deletion jobs read. Each copy is removed when its run ends. The data bucket
 * cannot hold the copies, because the key of `kms_key_arn` may encrypt that bucket: "You can't use your own AWS KMS
 * key" for the bucket of a csv of users (developer guide, "Deleting users", 2026-11). This bucket keeps no versions, so
 * that a removed copy is gone.
 */
export class DataDeletionBucket extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, { deployment }: { readonly deployment: Deployment }) {
    super(scope, id);
    const bucket = new PrivateBucket(this, 'Default', {
      deployment,
      what: 'data-deletions',
      isVersioned: false,
      // Destroying the bucket loses only copies: the uploaded csv stay in the data bucket.
      forceDestroy: true,
      ...accessOfPersonalize(deployment, { read: ['*'] }),
    });
    this.arn = bucket.arn;
    this.name = bucket.bucketName;
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: this.name,
      rule: [{ id: 'expire-copies', status: 'Enabled', filter: [{ prefix: '' }], expiration: [{ days: KEEP_DAYS }] }],
    });
  }
}
