import { bool, optional, text } from '../arguments';
import { defineModel } from '../resource-model';

export const s3BucketPublicAccessBlock = defineModel(
  'aws_s3_bucket_public_access_block',
  {
    bucket: text,
    block_public_acls: optional(bool),
    block_public_policy: optional(bool),
    ignore_public_acls: optional(bool),
    restrict_public_buckets: optional(bool),
  },
  async (values, { call }) => {
    await call('s3', 'PutPublicAccessBlock', {
      Bucket: values.bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: values.block_public_acls ?? false,
        BlockPublicPolicy: values.block_public_policy ?? false,
        IgnorePublicAcls: values.ignore_public_acls ?? false,
        RestrictPublicBuckets: values.restrict_public_buckets ?? false,
      },
    });
    return { id: values.bucket };
  },
);
