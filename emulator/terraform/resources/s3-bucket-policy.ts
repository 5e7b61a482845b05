import { text } from '../arguments';
import { defineModel } from '../resource-model';

export const s3BucketPolicy = defineModel(
  'aws_s3_bucket_policy',
  { bucket: text, policy: text },
  async ({ bucket, policy }, { call }) => {
    await call('s3', 'PutBucketPolicy', { Bucket: bucket, Policy: policy });
    return { id: bucket };
  },
);
