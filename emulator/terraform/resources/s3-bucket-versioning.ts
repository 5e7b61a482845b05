import { block, text } from '../arguments';
import { defineModel } from '../resource-model';

export const s3BucketVersioning = defineModel(
  'aws_s3_bucket_versioning',
  { bucket: text, versioning_configuration: block({ status: text }) },
  async ({ bucket, versioning_configuration: { status } }, { call }) => {
    await call('s3', 'PutBucketVersioning', { Bucket: bucket, VersioningConfiguration: { Status: status } });
    return { id: bucket };
  },
);
