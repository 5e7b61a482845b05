import type { AwsEnvironment } from '../../../stacks/constructs/aws-environment';
import { onDataKey } from '../../../stacks/constructs/data-key';

const awsEnvironment = { region: 'us-east-1' } as AwsEnvironment;

function usage(...actions: readonly string[]) {
  return onDataKey([{ actions, resources: ['*'] }], awsEnvironment).map(({ actions: needed, conditions }) => [
    conditions?.StringLike?.['kms:ViaService']?.[0],
    ...needed,
  ]);
}

describe('the permissions of a role on the data key', () => {
  test.each([
    ['DynamoDB', ['dynamodb:Query', 'dynamodb:PutItem'], [['dynamodb.us-east-1.*', 'kms:Decrypt']]],
    ['reading in S3', ['s3:GetObjectVersion'], [['s3.us-east-1.*', 'kms:Decrypt']]],
    [
      'reading and writing in S3',
      ['s3:GetObject', 's3:PutObject'],
      [['s3.us-east-1.*', 'kms:Decrypt', 'kms:GenerateDataKey']],
    ],
    ['SNS', ['sns:Publish'], [['sns.us-east-1.*', 'kms:GenerateDataKey', 'kms:Decrypt']]],
    ['SQS', ['sqs:SendMessage'], [['sqs.us-east-1.*', 'kms:GenerateDataKey', 'kms:Decrypt']]],
    [
      'actions that do not use a key',
      ['s3:ListBucket', 's3:PutObjectTagging', 'lambda:InvokeFunction', 'events:PutEvents'],
      [],
    ],
  ])('match what is needed for %s', (_, actions, expected) => {
    expect(usage(...actions)).toEqual(expected);
  });

  test('are none for resources that the key does not encrypt', () => {
    const statement = { actions: ['s3:PutObject'], resources: ['arn:deletion-bucket/*'], isWithoutDataKey: true };
    expect(onDataKey([statement], awsEnvironment)).toEqual([]);
  });

  test('are limited to that key', () => {
    const [statement] = onDataKey([{ actions: ['sns:Publish'], resources: ['arn:topic'] }], awsEnvironment);
    expect(statement?.resources).toEqual(['${var.kms_key_arn}']);
  });
});
