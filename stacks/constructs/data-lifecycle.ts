import type { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { Token } from 'cdktf';
import { BATCH, BATCH_OUTPUT_TAG, DELETE } from '../../lib/aws/data-bucket-layout';
import type { VariableName } from '../synth/variables';

/**
 * Bytes. Rules select objects by prefix, size and tags only, not by the end of a key, and csv files are beside their parameter
 * file. But a parameter file has at most 1 MiB: larger ones are refused. So a larger object is data, and a smaller one costs
 * next to nothing.
 */
const PARAMETER_FILE_BYTES = 1024 * 1024;

/**
 * Schedules use the parameter file in force, which is an old version once a refused file is uploaded over it: this
 * many newer versions must follow before it can expire. S3's maximum.
 */
const PARAMETER_FILES_KEPT = 100;
/** Old versions of data, to undo an upload. */
const DATA_KEPT = 2;
/**
 * No version expires within three days of being replaced: until then, the versions prove what a job has read
 * (lib/reconciler/resource-types/verified-read.ts). So `old_version_days` is not shorter.
 */
const DAYS_OF_MORE_DATA = 3;
const BROKEN_UPLOAD_DAYS = 7;
/** Lists of users that were replaced or removed: only the reason of a failure is compared with them later. */
const OLD_LISTS_DAYS = 30;

/** Expiry in the data bucket. Current versions of parameter files and data never expire. */
export function dataLifecycle(): S3BucketLifecycleConfigurationRule[] {
  const old = daysOf('old_version_days');
  const output = daysOf('batch_output_days');
  return [
    {
      id: 'expire-old-parameter-files',
      status: old.status,
      filter: [{ objectSizeLessThan: PARAMETER_FILE_BYTES + 1 }],
      noncurrentVersionExpiration: [{ noncurrentDays: old.days, newerNoncurrentVersions: PARAMETER_FILES_KEPT }],
    },
    {
      id: 'expire-more-than-two-old-versions-of-data',
      status: old.status,
      filter: [{ objectSizeGreaterThan: PARAMETER_FILE_BYTES }],
      noncurrentVersionExpiration: [{ noncurrentDays: DAYS_OF_MORE_DATA, newerNoncurrentVersions: DATA_KEPT }],
    },
    {
      id: 'expire-old-data',
      status: old.status,
      filter: [{ objectSizeGreaterThan: PARAMETER_FILE_BYTES }],
      noncurrentVersionExpiration: [{ noncurrentDays: old.days }],
    },
    {
      id: 'expire-old-batch-files',
      status: old.status,
      filter: [{ prefix: BATCH }],
      noncurrentVersionExpiration: [{ noncurrentDays: old.days }],
    },
    {
      id: 'expire-batch-output',
      status: output.status,
      filter: [{ tag: [{ key: BATCH_OUTPUT_TAG.Key, value: BATCH_OUTPUT_TAG.Value }] }],
      expiration: [{ days: output.days }],
    },
    {
      id: 'expire-old-lists-of-users',
      status: 'Enabled',
      filter: [{ prefix: DELETE }],
      noncurrentVersionExpiration: [{ noncurrentDays: OLD_LISTS_DAYS }],
    },
    {
      id: 'clean-up',
      status: 'Enabled',
      filter: [{ prefix: '' }],
      // Not with days: S3 takes one or the other in a rule.
      expiration: [{ expiredObjectDeleteMarker: true }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: BROKEN_UPLOAD_DAYS }],
    },
  ];
}

/** Days of a variable; 0 disables the rule, since S3 does not accept 0. */
function daysOf(variable: VariableName): { readonly status: string; readonly days: number } {
  return {
    status: `\${var.${variable} == 0 ? "Disabled" : "Enabled"}`,
    days: Token.asNumber(`\${var.${variable} == 0 ? 1 : var.${variable}}`),
  };
}
