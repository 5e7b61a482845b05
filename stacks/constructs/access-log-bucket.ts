import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { Construct } from 'constructs';
import { type Deployment, globalName } from './deployment';
import { PrivateBucket } from './private-bucket';

export interface AccessLogBucketProps {
  readonly deployment: Deployment;
  /** Part of the logged bucket's name that says what the bucket contains. */
  readonly of: string;
}

/** Days for which access logs are kept: a year, so that an incident that is noticed late can be investigated. */
const KEEP_DAYS = 365;

/** The bucket for the data bucket's access logs. */
export class AccessLogBucket extends Construct {
  readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, { deployment, of }: AccessLogBucketProps) {
    super(scope, id);
    const { awsEnvironment } = deployment;
    // This bucket does not use the deployment's key, because S3 delivers no access logs to a bucket with a KMS key
    // (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html, 2026-11).
    this.bucket = new PrivateBucket(this, 'Default', {
      deployment,
      what: 'logs',
      // S3 writes logs for hours after the last access, so the bucket is never empty when it is destroyed.
      forceDestroy: true,
      allow: (arn) => [
        {
          sid: 'AllowLogDelivery',
          principal: 'logging.s3.amazonaws.com',
          actions: ['s3:PutObject'],
          resources: [`${arn}/*`],
          // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html (2026-11)
          conditions: {
            StringEquals: { 'aws:SourceAccount': [awsEnvironment.accountId] },
            // The ARN is built from the logged bucket's name. A Terraform reference would be a cycle, because the
            // logged bucket refers to this bucket.
            ArnEquals: { 'aws:SourceArn': [`arn:${awsEnvironment.partition}:s3:::${globalName(deployment, of)}`] },
          },
        },
      ],
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: this.bucket.bucketName,
      rule: [
        {
          id: 'expire-logs',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          expiration: [{ days: KEEP_DAYS }],
          noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
        },
      ],
      dependsOn: [...this.bucket.versioning],
    });
  }
}
