import { block, text } from '../arguments';
import { defineModel } from '../resource-model';

export const s3BucketOwnershipControls = defineModel(
  'aws_s3_bucket_ownership_controls',
  { bucket: text, rule: block({ object_ownership: text }) },
  async ({ bucket, rule }, { call }) => {
    const OwnershipControls = { Rules: [{ ObjectOwnership: rule.object_ownership }] };
    await call('s3', 'PutBucketOwnershipControls', { Bucket: bucket, OwnershipControls });
    return { id: bucket };
  },
);
