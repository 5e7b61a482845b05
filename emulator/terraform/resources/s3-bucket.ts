import { map, optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';
import { tagList } from '../tags';

/** Region whose buckets have no location constraint. */
const DEFAULT_REGION = 'us-east-1';

export const s3Bucket = defineModel(
  'aws_s3_bucket',
  {
    bucket: text,
    force_destroy: withoutEffect('only concerns deletion'),
    tags: optional(map(text)),
  },
  async ({ bucket, tags }, { aws, call }) => {
    const { partition, region } = aws.account;
    const location = region === DEFAULT_REGION ? {} : { CreateBucketConfiguration: { LocationConstraint: region } };
    await call('s3', 'CreateBucket', { Bucket: bucket, ...location });
    if (tags !== undefined) {
      await call('s3', 'PutBucketTagging', { Bucket: bucket, Tagging: { TagSet: tagList(tags) } });
    }
    return {
      id: bucket,
      arn: `arn:${partition}:s3:::${bucket}`,
      bucket_region: region,
      bucket_domain_name: `${bucket}.s3.amazonaws.com`,
      bucket_regional_domain_name: `${bucket}.s3.${region}.amazonaws.com`,
    };
  },
);
