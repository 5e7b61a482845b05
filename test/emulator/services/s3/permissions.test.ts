import { permissionsOf } from '../../../../emulator/services/s3/permissions';

const bucket = 'arn:aws:s3:::data';
const object = `${bucket}/a/b.csv`;
const where = { Bucket: 'data', Key: 'a/b.csv' };

describe('permissions that S3 calls need', () => {
  it.each([
    ['ListBuckets', {}, [['s3:ListAllMyBuckets', '*']]],
    ['HeadBucket', { Bucket: 'data' }, [['s3:ListBucket', bucket]]],
    ['ListObjectVersions', { Bucket: 'data' }, [['s3:ListBucketVersions', bucket]]],
    ['GetObject', where, [['s3:GetObject', object]]],
    ['GetObject', { ...where, VersionId: 'v' }, [['s3:GetObjectVersion', object]]],
    ['HeadObject', { ...where, VersionId: 'v' }, [['s3:GetObjectVersion', object]]],
    ['PutObject', where, [['s3:PutObject', object]]],
    [
      'PutObject',
      { ...where, Tagging: 'a=b' },
      [
        ['s3:PutObject', object],
        ['s3:PutObjectTagging', object],
      ],
    ],
    [
      'PutObject',
      { ...where, IfMatch: '"etag"' },
      [
        ['s3:PutObject', object],
        ['s3:GetObject', object],
      ],
    ],
    ['DeleteObject', { ...where, VersionId: 'v' }, [['s3:DeleteObjectVersion', object]]],
    [
      'DeleteObjects',
      { Bucket: 'data', Delete: { Objects: [{ Key: 'x' }, { Key: 'y', VersionId: 'v' }] } },
      [
        ['s3:DeleteObject', `${bucket}/x`],
        ['s3:DeleteObjectVersion', `${bucket}/y`],
      ],
    ],
    [
      'CopyObject',
      { ...where, CopySource: '/from/a%20b' },
      [
        ['s3:GetObject', 'arn:aws:s3:::from/a b'],
        ['s3:PutObject', object],
      ],
    ],
    [
      'UploadPartCopy',
      { ...where, CopySource: 'from/a?versionId=v' },
      [
        ['s3:GetObjectVersion', 'arn:aws:s3:::from/a'],
        ['s3:PutObject', object],
      ],
    ],
    ['UploadPart', where, [['s3:PutObject', object]]],
    ['AbortMultipartUpload', where, [['s3:AbortMultipartUpload', object]]],
    ['PutBucketNotificationConfiguration', { Bucket: 'data' }, [['s3:PutBucketNotification', bucket]]],
  ])('are the documented ones for %s with %j', (operation, input, expected) => {
    // Act
    const permissions = permissionsOf({ operation, input }, 'aws');

    // Assess
    expect(permissions.map(({ action, resource }) => [action, resource])).toEqual(expected);
  });

  it('include the prefix of a listing as a condition key', () => {
    // Act
    const permissions = permissionsOf(
      { operation: 'ListObjectsV2', input: { Bucket: 'data', Prefix: 'train/' } },
      'aws',
    );

    // Assess
    expect(permissions).toEqual([{ action: 's3:ListBucket', resource: bucket, context: { 's3:prefix': 'train/' } }]);
  });
});
