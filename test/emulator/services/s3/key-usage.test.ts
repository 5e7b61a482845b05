import { LocalAws } from '../../../../emulator/local-aws';

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*', Resource: '*' },
});

describe('the KMS permissions that a call needs on a bucket that encrypts with a KMS key', () => {
  it.each([
    ['PutObject', ['kms:GenerateDataKey']],
    ['CreateMultipartUpload', ['kms:GenerateDataKey']],
    ['UploadPart', ['kms:Decrypt']],
    ['UploadPartCopy', ['kms:Decrypt']],
    ['CompleteMultipartUpload', ['kms:Decrypt']],
    ['HeadObject', []],
  ])('are, for %s, the documented ones: %j', async (operation, expected) => {
    // Prepare
    const { aws, s3 } = new LocalAws({ seed: 1 });
    const { KeyMetadata } = (await aws.call('kms', 'CreateKey', { Policy: POLICY })) as {
      KeyMetadata: { Arn: string };
    };
    await aws.call('s3', 'CreateBucket', { Bucket: 'data' });
    const byDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KeyMetadata.Arn };
    await aws.call('s3', 'PutBucketEncryption', {
      Bucket: 'data',
      ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] },
    });

    // Act
    const permissions = s3.permissions({ operation, input: { Bucket: 'data', Key: 'a', CopySource: 'data/b' } });

    // Assess
    expect(permissions.map(({ action }) => action).filter((action) => action.startsWith('kms:'))).toEqual(expected);
  });
});
