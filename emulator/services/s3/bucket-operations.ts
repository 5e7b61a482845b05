import { type Operation, xml } from './operation';
import * as shapes from './shapes';
import type { Shape } from './xml-shape';

/** Returns the operation that writes a setting of a bucket: `PUT /bucket?subresource` with an XML document. */
function putSetting(subresource: string, action: string, root: string, shape: Shape, member = root): Operation {
  return {
    method: 'PUT',
    target: 'bucket',
    subresource: [subresource],
    action,
    body: xml(root, shape, member),
  };
}

function getSetting(subresource: string, action: string, root: string, shape: Shape, member?: string): Operation {
  return {
    method: 'GET',
    target: 'bucket',
    subresource: [subresource],
    action,
    output: { body: xml(root, shape, member) },
  };
}

function deleteSetting(subresource: string, action: string): Operation {
  return { method: 'DELETE', target: 'bucket', subresource: [subresource], action, output: { status: 204 } };
}

/** Operations on buckets and their settings. */
export const BUCKET_OPERATIONS: Readonly<Record<string, Operation>> = {
  ListBuckets: {
    method: 'GET',
    target: 'service',
    action: 's3:ListAllMyBuckets',
    query: {
      MaxBuckets: ['max-buckets', 'integer'],
      ContinuationToken: 'continuation-token',
      Prefix: 'prefix',
      BucketRegion: 'bucket-region',
    },
    output: { body: xml('ListAllMyBucketsResult', shapes.LIST_BUCKETS) },
  },
  CreateBucket: {
    method: 'PUT',
    target: 'bucket',
    action: 's3:CreateBucket',
    headers: { ObjectOwnership: 'x-amz-object-ownership' },
    body: xml('CreateBucketConfiguration', shapes.CREATE_BUCKET, 'CreateBucketConfiguration'),
    output: { headers: { Location: 'location' } },
  },
  DeleteBucket: { method: 'DELETE', target: 'bucket', action: 's3:DeleteBucket', output: { status: 204 } },
  HeadBucket: {
    method: 'HEAD',
    target: 'bucket',
    action: 's3:ListBucket',
    output: { headers: { BucketRegion: 'x-amz-bucket-region' } },
  },
  GetBucketLocation: getSetting(
    'location',
    's3:GetBucketLocation',
    'LocationConstraint',
    'string',
    'LocationConstraint',
  ),

  PutBucketVersioning: putSetting('versioning', 's3:PutBucketVersioning', 'VersioningConfiguration', shapes.VERSIONING),
  GetBucketVersioning: getSetting('versioning', 's3:GetBucketVersioning', 'VersioningConfiguration', shapes.VERSIONING),
  PutBucketPolicy: {
    method: 'PUT',
    target: 'bucket',
    subresource: ['policy'],
    action: 's3:PutBucketPolicy',
    body: { kind: 'text', member: 'Policy' },
    output: { status: 204 },
  },
  GetBucketPolicy: {
    method: 'GET',
    target: 'bucket',
    subresource: ['policy'],
    action: 's3:GetBucketPolicy',
    output: { body: { kind: 'text', member: 'Policy' } },
  },
  DeleteBucketPolicy: deleteSetting('policy', 's3:DeleteBucketPolicy'),
  PutPublicAccessBlock: putSetting(
    'publicAccessBlock',
    's3:PutBucketPublicAccessBlock',
    'PublicAccessBlockConfiguration',
    shapes.PUBLIC_ACCESS_BLOCK,
  ),
  GetPublicAccessBlock: getSetting(
    'publicAccessBlock',
    's3:GetBucketPublicAccessBlock',
    'PublicAccessBlockConfiguration',
    shapes.PUBLIC_ACCESS_BLOCK,
    'PublicAccessBlockConfiguration',
  ),
  PutBucketOwnershipControls: putSetting(
    'ownershipControls',
    's3:PutBucketOwnershipControls',
    'OwnershipControls',
    shapes.OWNERSHIP_CONTROLS,
  ),
  GetBucketOwnershipControls: getSetting(
    'ownershipControls',
    's3:GetBucketOwnershipControls',
    'OwnershipControls',
    shapes.OWNERSHIP_CONTROLS,
    'OwnershipControls',
  ),
  PutBucketEncryption: putSetting(
    'encryption',
    's3:PutEncryptionConfiguration',
    'ServerSideEncryptionConfiguration',
    shapes.ENCRYPTION,
  ),
  GetBucketEncryption: getSetting(
    'encryption',
    's3:GetEncryptionConfiguration',
    'ServerSideEncryptionConfiguration',
    shapes.ENCRYPTION,
    'ServerSideEncryptionConfiguration',
  ),
  PutBucketLifecycleConfiguration: {
    ...putSetting('lifecycle', 's3:PutLifecycleConfiguration', 'LifecycleConfiguration', shapes.LIFECYCLE),
    headers: { TransitionDefaultMinimumObjectSize: 'x-amz-transition-default-minimum-object-size' },
  },
  GetBucketLifecycleConfiguration: getSetting(
    'lifecycle',
    's3:GetLifecycleConfiguration',
    'LifecycleConfiguration',
    shapes.LIFECYCLE,
  ),
  PutBucketLogging: putSetting('logging', 's3:PutBucketLogging', 'BucketLoggingStatus', shapes.LOGGING),
  GetBucketLogging: getSetting('logging', 's3:GetBucketLogging', 'BucketLoggingStatus', shapes.LOGGING),
  PutBucketTagging: putSetting('tagging', 's3:PutBucketTagging', 'Tagging', shapes.TAGGING),
  GetBucketTagging: getSetting('tagging', 's3:GetBucketTagging', 'Tagging', shapes.TAGGING),
  PutBucketNotificationConfiguration: {
    ...putSetting('notification', 's3:PutBucketNotification', 'NotificationConfiguration', shapes.NOTIFICATION),
    headers: { SkipDestinationValidation: ['x-amz-skip-destination-validation', 'boolean'] },
  },
  GetBucketNotificationConfiguration: getSetting(
    'notification',
    's3:GetBucketNotification',
    'NotificationConfiguration',
    shapes.NOTIFICATION,
  ),
};
