import type { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { Token } from 'cdktf';
import { ATTRIBUTION, BATCH, BATCH_OUTPUT_TAG, DELETE, TRAIN } from '../../lib/aws/data-bucket-layout';
import type { VariableName } from '../synth/variables';

/**
 * Maximum size of an object that these rules treat as a parameter file; larger objects count as data. The size decides,
 * because rules of S3 cannot select csv by their suffix. Larger parameter files are refused. Smaller csv are kept like
 * parameter files.
 */
const PARAMETER_FILE_BYTES = 1024 * 1024;

/**
 * Number of old versions of a parameter file or small csv that never expire; S3's maximum. Schedules use the file in
 * force, which becomes an old version when a refused file is uploaded over it.
 */
const PARAMETER_FILES_KEPT = 100;
/** Number of old versions of data that are kept for all of `old_version_days`, to undo an upload. */
const DATA_KEPT = 2;
/**
 * Days for which every replaced version of data is kept, because versions prove what a job has read
 * (lib/reconciler/resource-types/verified-read.ts). `old_version_days` must not be shorter.
 */
const DAYS_OF_MORE_DATA = 3;
const BROKEN_UPLOAD_DAYS = 7;
/**
 * Days for which replaced or removed lists of users are kept. `data-deletions purge` needs these lists. A failed
 * deletion needs its list too, to remove ids of users from the message.
 */
const OLD_LISTS_DAYS = 30;

/**
 * Expiry rules of the data bucket. Current versions of parameter files and data never expire. If several rules match an
 * object, the shortest time counts (S3 user guide, "How Amazon S3 handles conflicts in lifecycle configurations",
 * 2026-12-01), so each rule that expires old versions names its folder. Objects outside the folders of the layout have
 * no such rule.
 */
export function dataLifecycle(): S3BucketLifecycleConfigurationRule[] {
  const old = daysOf('old_version_days');
  const output = daysOf('batch_output_days');
  return [
    {
      id: 'expire-old-parameter-files',
      status: old.status,
      filter: [{ and: [{ prefix: TRAIN, objectSizeLessThan: PARAMETER_FILE_BYTES + 1 }] }],
      noncurrentVersionExpiration: [{ noncurrentDays: old.days, newerNoncurrentVersions: PARAMETER_FILES_KEPT }],
    },
    {
      id: 'expire-more-than-two-old-versions-of-data',
      status: old.status,
      filter: [{ and: [{ prefix: TRAIN, objectSizeGreaterThan: PARAMETER_FILE_BYTES }] }],
      noncurrentVersionExpiration: [{ noncurrentDays: DAYS_OF_MORE_DATA, newerNoncurrentVersions: DATA_KEPT }],
    },
    {
      id: 'expire-old-data',
      status: old.status,
      filter: [{ and: [{ prefix: TRAIN, objectSizeGreaterThan: PARAMETER_FILE_BYTES }] }],
      noncurrentVersionExpiration: [{ noncurrentDays: old.days }],
    },
    {
      id: 'expire-old-batch-files',
      status: old.status,
      filter: [{ prefix: BATCH }],
      noncurrentVersionExpiration: [{ noncurrentDays: old.days }],
    },
    {
      id: 'expire-old-reports',
      status: old.status,
      filter: [{ prefix: ATTRIBUTION }],
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
      // S3 does not accept `days` together with `expiredObjectDeleteMarker`.
      expiration: [{ expiredObjectDeleteMarker: true }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: BROKEN_UPLOAD_DAYS }],
    },
  ];
}

/**
 * Status and days of a rule, from a variable. The value 0 disables the rule. A disabled rule has 1 day, because S3 does
 * not accept 0.
 */
function daysOf(variable: VariableName): { readonly status: string; readonly days: number } {
  return {
    status: `\${var.${variable} == 0 ? "Disabled" : "Enabled"}`,
    days: Token.asNumber(`\${var.${variable} == 0 ? 1 : var.${variable}}`),
  };
}
