import { LocalAws } from '../../../emulator/local-aws';
import { REGIONS as ENDPOINTS } from '../../../emulator/services/personalize/regions';
import { loadStack } from '../../../emulator/terraform/load-stack';
import { REGIONS } from '../../../lib/personalize/regions';
import { PersonalizeRole } from '../../../stacks/constructs/personalize-role';
import { resource, statements } from '../../support/configuration';
import { exampleValues, synthesis } from '../../support/synthesis';
import { synthesizedStack } from '../../support/synthesized-stack';

const ACCOUNT = '${data.aws_caller_identity.current.account_id}';

function personalizeRole() {
  return synthesis((stack, deployment) => {
    const { bucket, deletionBucket } = exampleValues(deployment);
    new PersonalizeRole(stack, 'personalize-role', { deployment, bucket, deletionBucket });
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
              'arn:${data.aws_partition.current.partition}:personalize:${local.region}:' + `${ACCOUNT}:*`,
            ],
          },
        },
      },
    ]);
  });

  test('may read the buckets, write batch output and reports, and send metrics to CloudWatch', () => {
    expect(statements(personalizeRole(), 'aws_iam_role_policy.personalize_role_policy')).toEqual([
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:data-bucket', 'arn:deletion-bucket'] },
      {
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: ['arn:data-bucket/train/*', 'arn:data-bucket/batch/*', 'arn:deletion-bucket/*'],
      },
      {
        Effect: 'Allow',
        Action: ['s3:PutObject'],
        Resource: ['arn:data-bucket/batch/*', 'arn:data-bucket/attribution/*'],
      },
      { Effect: 'Allow', Action: ['cloudwatch:PutMetricData'], Resource: ['*'] },
    ]);
  });

  test('may use the given KMS key, if there is one', () => {
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

const path = synthesizedStack();

async function loaded(region: string, variables: Readonly<Record<string, unknown>> = {}) {
  const { aws } = new LocalAws({ seed: 1, account: { region } });
  return (await loadStack(aws, path, { variables })).resources;
}

describe('The region of a deployment', () => {
  test('must be in the list of regions of lib/, which equals the list of the local AWS', () => {
    expect([...REGIONS].sort()).toEqual([...ENDPOINTS].sort());
  });

  test.each(REGIONS)('may be %s', async (region) => {
    await expect(loaded(region)).resolves.toBeInstanceOf(Map);
  });

  test.each(['eu-north-1', 'us-gov-west-1', 'cn-northwest-1'])(
    'may not be %s, which is not known to have Amazon Personalize',
    async (region) => {
      await expect(loaded(region)).rejects.toThrow(
        `Amazon Personalize is not known to be available in ${region}. Deploy in one of us-east-1,`,
      );
    },
  );

  test('may be one of additional_personalize_regions', async () => {
    const variables = { additional_personalize_regions: ['eu-west-3', 'eu-north-1'] };
    await expect(loaded('eu-north-1', variables)).resolves.toBeInstanceOf(Map);
  });
});
