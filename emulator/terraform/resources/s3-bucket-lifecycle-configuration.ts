import { type ArgumentValues, block, blocks, bool, number, optional, text } from '../arguments';
import { defineModel } from '../resource-model';

const CONDITIONS = {
  prefix: optional(text),
  object_size_greater_than: optional(number),
  object_size_less_than: optional(number),
};

const RULE = {
  id: text,
  status: text,
  filter: optional(
    block({
      ...CONDITIONS,
      and: optional(block(CONDITIONS)),
      tag: optional(block({ key: text, value: text })),
    }),
  ),
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
    filter,
    noncurrent_version_expiration: noncurrent,
  } = rule;
  return {
    ID: rule.id,
    Status: rule.status,
    Filter:
      filter === undefined
        ? { Prefix: '' }
        : {
            ...toConditions(filter),
            And: filter.and && toConditions(filter.and),
            Tag: filter.tag && { Key: filter.tag.key, Value: filter.tag.value },
          },
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

function toConditions(conditions: ArgumentValues<typeof CONDITIONS>): object {
  return {
    Prefix: conditions.prefix,
    ObjectSizeGreaterThan: conditions.object_size_greater_than,
    ObjectSizeLessThan: conditions.object_size_less_than,
  };
}
