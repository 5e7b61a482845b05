import { type ArgumentValues, block, blocks, bool, number, optional, text } from '../arguments';
import { defineModel } from '../resource-model';

const RULE = {
  id: text,
  status: text,
  filter: optional(block({ prefix: optional(text) })),
  abort_incomplete_multipart_upload: optional(block({ days_after_initiation: number })),
  expiration: optional(block({ days: optional(number), expired_object_delete_marker: optional(bool) })),
  noncurrent_version_expiration: optional(
    block({ noncurrent_days: number, newer_noncurrent_versions: optional(number) }),
  ),
};

export const s3BucketLifecycleConfiguration = defineModel(
  'aws_s3_bucket_lifecycle_configuration',
  { bucket: text, rule: blocks(RULE) },
  async ({ bucket, rule }, { call }) => {
    await call('s3', 'PutBucketLifecycleConfiguration', {
      Bucket: bucket,
      LifecycleConfiguration: { Rules: rule.map(toRule) },
    });
    return { id: bucket };
  },
);

function toRule(rule: ArgumentValues<typeof RULE>): object {
  const {
    abort_incomplete_multipart_upload: abort,
    expiration,
    noncurrent_version_expiration: noncurrent,
  } = rule;
  return {
    ID: rule.id,
    Status: rule.status,
    Filter: { Prefix: rule.filter?.prefix ?? '' },
    AbortIncompleteMultipartUpload: abort && { DaysAfterInitiation: abort.days_after_initiation },
    Expiration: expiration && {
      Days: expiration.days,
      ExpiredObjectDeleteMarker: expiration.expired_object_delete_marker,
    },
    NoncurrentVersionExpiration: noncurrent && {
      NoncurrentDays: noncurrent.noncurrent_days,
      NewerNoncurrentVersions: noncurrent.newer_noncurrent_versions,
    },
  };
}
