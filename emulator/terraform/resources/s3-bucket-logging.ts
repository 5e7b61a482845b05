import { text } from '../arguments';
import { defineModel } from '../resource-model';

export const s3BucketLogging = defineModel(
  'aws_s3_bucket_logging',
  { bucket: text, target_bucket: text, target_prefix: text },
  async ({ bucket, target_bucket: TargetBucket, target_prefix: TargetPrefix }, { call }) => {
    const BucketLoggingStatus = { LoggingEnabled: { TargetBucket, TargetPrefix } };
    await call('s3', 'PutBucketLogging', { Bucket: bucket, BucketLoggingStatus });
    return { id: bucket };
  },
);
