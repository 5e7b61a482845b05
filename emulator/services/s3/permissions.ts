import type { Call, Permission } from '../../core/service';
import { parseCopySource } from './copy-source';
import { OPERATIONS } from './operations';

/** IAM actions of requests that name a version of an object. The keys are the actions of the same requests without a version. */
const VERSION_ACTIONS: Readonly<Record<string, string>> = {
  's3:GetObject': 's3:GetObjectVersion',
  's3:GetObjectTagging': 's3:GetObjectVersionTagging',
  's3:PutObjectTagging': 's3:PutObjectVersionTagging',
  's3:DeleteObject': 's3:DeleteObjectVersion',
};

/**
 * Returns the IAM permissions that an S3 call needs: the permission for the operation itself (for DeleteObjects, one for
 * each object), and further permissions for the tags of a write, for the source of a copy and for If-Match of a write.
 */
export function permissionsOf({ operation, input }: Call, partition: string): Permission[] {
  const declared = OPERATIONS[operation];
  if (declared === undefined) return [];
  const { action, target } = declared;
  if (target === 'service') return [{ action, resource: '*' }];
  const bucketArn = `arn:${partition}:s3:::${input.Bucket}`;
  if (operation === 'DeleteObjects') {
    const { Objects: objects = [] } = (input.Delete ?? {}) as {
      Objects?: readonly { Key: string; VersionId?: string }[];
    };
    return objects.map(({ Key, VersionId }) => ({
      action: versioned(action, VersionId),
      resource: `${bucketArn}/${Key}`,
    }));
  }
  if (target === 'bucket') {
    const prefix = input.Prefix;
    return [
      {
        action,
        resource: bucketArn,
        ...(typeof prefix === 'string' && { context: { 's3:prefix': prefix } }),
      },
    ];
  }
  const resource = `${bucketArn}/${input.Key}`;
  const permissions = [{ action: versioned(action, input.VersionId), resource }];
  if (typeof input.CopySource === 'string') {
    const { bucket, key, versionId } = parseCopySource(input.CopySource);
    permissions.unshift({
      action: versioned('s3:GetObject', versionId),
      resource: `arn:${partition}:s3:::${bucket}/${key}`,
    });
  }
  if (input.Tagging !== undefined && action === 's3:PutObject')
    permissions.push({ action: 's3:PutObjectTagging', resource });
  // If-Match also needs s3:GetObject: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html (2026-11)
  if (input.IfMatch !== undefined && action === 's3:PutObject') permissions.push({ action: 's3:GetObject', resource });
  return permissions;
}

function versioned(action: string, versionId: unknown): string {
  return versionId === undefined ? action : (VERSION_ACTIONS[action] ?? action);
}
