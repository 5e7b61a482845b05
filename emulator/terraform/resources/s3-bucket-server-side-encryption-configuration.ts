import { block, blocks, bool, optional, text } from '../arguments';
import { defineModel } from '../resource-model';

export const s3BucketServerSideEncryptionConfiguration = defineModel(
  'aws_s3_bucket_server_side_encryption_configuration',
  {
    bucket: text,
    rule: blocks({
      apply_server_side_encryption_by_default: block({
        sse_algorithm: text,
        kms_master_key_id: optional(text),
      }),
      bucket_key_enabled: optional(bool),
    }),
  },
  async ({ bucket, rule }, { call }) => {
    const Rules = rule.map(({ apply_server_side_encryption_by_default: byDefault, bucket_key_enabled: bucketKey }) => ({
      ApplyServerSideEncryptionByDefault: {
        SSEAlgorithm: byDefault.sse_algorithm,
        KMSMasterKeyID: byDefault.kms_master_key_id,
      },
      BucketKeyEnabled: bucketKey ?? false,
    }));
    await call('s3', 'PutBucketEncryption', { Bucket: bucket, ServerSideEncryptionConfiguration: { Rules } });
    return { id: bucket };
  },
);
