import type { Caller } from '../../../../emulator/core/service';
import { LocalAws } from '../../../../emulator/local-aws';

const READER: Caller = { kind: 'role', roleName: 'reader', session: 'test' };

/** Creates the bucket `data`, and the role `reader` with the given statements as its policy. */
async function bucketAndReader(statements: readonly object[]): Promise<LocalAws> {
  const local = new LocalAws({ seed: 1 });
  await local.aws.call('s3', 'CreateBucket', { Bucket: 'data' });
  await local.aws.call('iam', 'CreateRole', {
    RoleName: 'reader',
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [] }),
  });
  await local.aws.call('iam', 'PutRolePolicy', {
    RoleName: 'reader',
    PolicyName: 'reads',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  });
  return local;
}

const READ = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' };
const LIST = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::data' };

describe('a version that does not exist', () => {
  const READ_VERSIONS = { ...READ, Action: 's3:GetObjectVersion' };

  it.each([
    ['denied to callers who may not list the bucket', [READ_VERSIONS], 'AccessDenied'],
    ['reported as not found to callers who may list the bucket', [READ_VERSIONS, LIST], 'NoSuchVersion'],
  ])('is %s', async (_what, statements, code) => {
    // Prepare
    const local = await bucketAndReader(statements);
    await local.aws.call('s3', 'PutBucketVersioning', {
      Bucket: 'data',
      VersioningConfiguration: { Status: 'Enabled' },
    });
    const { VersionId: old } = (await local.aws.call('s3', 'PutObject', { Bucket: 'data', Key: 'there' })) as {
      VersionId: string;
    };
    await local.aws.call('s3', 'DeleteObject', { Bucket: 'data', Key: 'there', VersionId: old });

    // Act
    const answer = local.aws.call('s3', 'GetObject', { Bucket: 'data', Key: 'there', VersionId: old }, READER);

    // Assess
    await expect(answer).rejects.toMatchObject({ code });
  });
});

describe('a key that does not exist', () => {
  it.each(['GetObject', 'HeadObject'])('is denied to callers of %s who may not list the bucket', async (operation) => {
    // Prepare
    const local = await bucketAndReader([READ]);

    // Act
    const answer = local.aws.call('s3', operation, { Bucket: 'data', Key: 'absent' }, READER);

    // Assess
    await expect(answer).rejects.toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: expect.stringContaining('s3:ListBucket on resource: arn:aws:s3:::data'),
    });
  });

  it('is reported as not found to callers who may list the bucket', async () => {
    // Prepare
    const local = await bucketAndReader([READ, LIST]);

    // Act
    const answer = local.aws.call('s3', 'GetObject', { Bucket: 'data', Key: 'absent' }, READER);

    // Assess
    await expect(answer).rejects.toMatchObject({ code: 'NoSuchKey' });
  });
});
