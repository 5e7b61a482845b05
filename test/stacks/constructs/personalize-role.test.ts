import { PersonalizeRole } from '../../../stacks/constructs/personalize-role';
import { resource, statements } from '../../support/configuration';
import { exampleValues, synthesis } from '../../support/synthesis';

const ACCOUNT = '${data.aws_caller_identity.current.account_id}';

function personalizeRole() {
  return synthesis((stack, deployment) => {
    new PersonalizeRole(stack, 'personalize-role', { deployment, bucket: exampleValues(deployment).bucket });
  }).configuration;
}

describe('PersonalizeRole', () => {
  test('is assumed by Personalize for this account only', () => {
    expect(statements(personalizeRole(), 'aws_iam_role.personalize_role', 'assume_role_policy')).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'personalize.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': [ACCOUNT] },
          ArnLike: {
            'aws:SourceArn': [
              'arn:${data.aws_partition.current.partition}:personalize:${data.aws_region.current.region}:' +
                `${ACCOUNT}:*`,
            ],
          },
        },
      },
    ]);
  });

  test('reads the bucket and writes batch output', () => {
    expect(statements(personalizeRole(), 'aws_iam_role_policy.personalize_role_policy')).toEqual([
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:data-bucket'] },
      {
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: ['arn:data-bucket/train/*', 'arn:data-bucket/batch/*'],
      },
      { Effect: 'Allow', Action: ['s3:PutObject'], Resource: ['arn:data-bucket/batch/*'] },
    ]);
  });

  test('uses the one key that is given, if one is', () => {
    // Act
    const configuration = personalizeRole();

    // Assess
    const address = 'aws_iam_role_policy.personalize_role_key_policy';
    expect(resource(configuration, address).count).toBe('${var.personalize_kms_key_arn == "" ? 0 : 1}');
    expect(statements(configuration, address)).toEqual([
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey', 'kms:ListGrants'],
        Resource: ['${var.personalize_kms_key_arn}'],
      },
    ]);
  });
});
