import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { Construct } from 'constructs';
import type { Deployment } from './deployment';
import { accessOfPersonalize } from './personalize-access';
import { PrivateBucket } from './private-bucket';

/** A deletion waits for its lock (functions/ensure-resources/lock-limit.ts), for trainings and for its job for less than that. */
const KEEP_DAYS = 100;

/**
 * The bucket of the copies of csv that data deletion jobs read, each until its run ends. Not the data bucket: "You can't use your own AWS KMS key" for the
 * bucket of such a list (developer guide, "Deleting users", 2026-11), which `kms_key_arn` is. Without versions, so that a copy that is removed is gone.
 */
export class DeletionBucket extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, { deployment }: { readonly deployment: Deployment }) {
    super(scope, id);
    const bucket = new PrivateBucket(this, 'Default', {
      deployment,
      what: 'deletions',
      isVersioned: false,
      // The uploaded csv are in the data bucket.
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
