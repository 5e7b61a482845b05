import type { Caller } from '../../../../emulator/core/service';
import { LocalAws } from '../../../../emulator/local-aws';

const ROOT = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::123456789012:root' },
  Action: 'kms:*',
  Resource: '*',
};
const CALLER: Caller = { kind: 'role', roleName: 'reader', session: 's' };
const ALARM: Caller = {
  kind: 'service',
  principal: 'cloudwatch.amazonaws.com',
  sourceArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:a',
  sourceAccount: '123456789012',
};

const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

/** Creates an account with a key and a role. The role may send messages and, if `onKeys`, use the key through SNS. */
async function account(keyPolicy: object[], { onKeys = true } = {}) {
  const { aws } = new LocalAws({ seed: 1 });
  const { KeyMetadata: key } = (await aws.call('kms', 'CreateKey', { Policy: document(...keyPolicy) })) as {
    KeyMetadata: { Arn: string };
  };
  await aws.call('iam', 'CreateRole', {
    RoleName: 'reader',
    AssumeRolePolicyDocument: document({
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
  });
  const mayUse = {
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: key.Arn,
    Condition: { StringLike: { 'kms:ViaService': 'sns.us-east-1.*' } },
  };
  await aws.call('iam', 'PutRolePolicy', {
    RoleName: 'reader',
    PolicyName: 'p',
    PolicyDocument: document(
      { Effect: 'Allow', Action: ['sns:Publish', 'sqs:SendMessage'], Resource: '*' },
      ...(onKeys ? [mayUse] : []),
    ),
  });
  const publish = async (KmsMasterKeyId: string, caller: Caller) => {
    const { TopicArn } = (await aws.call('sns', 'CreateTopic', {
      Name: 't',
      Attributes: { KmsMasterKeyId },
    })) as { TopicArn: string };
    return aws.call('sns', 'Publish', { TopicArn, Message: 'm' }, caller);
  };
  return { aws, key: key.Arn, publish };
}

describe('the policy of a KMS key', () => {
  it('leaves the decision to the policies of roles if it allows the account', async () => {
    // Prepare
    const { key, publish } = await account([ROOT]);

    // Act and assess
    await expect(publish(key, CALLER)).resolves.toBeDefined();
  });

  it.each([
    ['it does not allow the account', [], true],
    ['their own policies do not allow them to use the key', [ROOT], false],
  ])('denies roles if %s', async (_why, keyPolicy, onKeys) => {
    // Prepare
    const { key, publish } = await account(keyPolicy, { onKeys });

    // Act and assess
    await expect(publish(key, CALLER)).rejects.toMatchObject({
      code: 'KMSAccessDenied',
      message: expect.stringContaining(`is not authorized to perform: kms:GenerateDataKey on resource: ${key}`),
    });
  });

  it('denies a role that may use the key only through another service', async () => {
    // Prepare
    const { aws, key } = await account([ROOT]);
    const { QueueUrl } = (await aws.call('sqs', 'CreateQueue', {
      QueueName: 'q',
      Attributes: { KmsMasterKeyId: key },
    })) as { QueueUrl: string };

    // Act
    const sending = aws.call('sqs', 'SendMessage', { QueueUrl, MessageBody: 'm' }, CALLER);

    // Assess
    await expect(sending).rejects.toMatchObject({ code: 'KMS.AccessDeniedException' });
  });

  it('denies services that it does not name, also if AWS manages the key', async () => {
    // Prepare
    const { key, publish } = await account([ROOT]);

    // Act and assess
    await expect(publish(key, ALARM)).rejects.toThrow('kms:GenerateDataKey');
    const other = await account([ROOT], { onKeys: false });
    await expect(other.publish('alias/aws/sns', CALLER)).resolves.toBeDefined();
    await expect(other.publish('alias/aws/sns', ALARM)).rejects.toThrow('kms:GenerateDataKey');
  });

  it('is checked when a log group that uses the key is created', async () => {
    // Prepare
    const { aws, key } = await account([
      ROOT,
      {
        Effect: 'Allow',
        Principal: { Service: 'logs.us-east-1.amazonaws.com' },
        Action: 'kms:*',
        Resource: '*',
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:123456789012:log-group:/a/*',
          },
        },
      },
    ]);
    const create = (logGroupName: string) => aws.call('logs', 'CreateLogGroup', { logGroupName, kmsKeyId: key });

    // Act and assess
    await expect(create('/a/b')).resolves.toBeUndefined();
    await expect(create('/b')).rejects.toMatchObject({ code: 'InvalidParameterException' });
  });
});
