import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Fn, type TerraformResourceLifecycle, Token } from 'cdktf';
import { Construct } from 'constructs';
import type { PolicyStatement, StackValues } from '../../functions/shared/definition';
import { ATTRIBUTION, BATCH, TRAIN } from '../../lib/aws/data-bucket-layout';
import { REGIONS } from '../../lib/personalize/regions';
import { countIfSet } from '../synth/settings';
import type { Deployment } from './deployment';
import { onBehalfOfThisAccount, PERSONALIZE_PRINCIPAL } from './personalize-access';
import { identityPolicy } from './policy';
import { ServiceRole } from './service-role';

export interface PersonalizeRoleProps {
  readonly deployment: Deployment;
  readonly bucket: StackValues['bucket'];
  readonly deletionBucket: StackValues['deletionBucket'];
}

/** The role that Personalize assumes to read and write data in S3, to publish metrics, and to use the key of a dataset group. */
export class PersonalizeRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { deployment, bucket, deletionBucket }: PersonalizeRoleProps) {
    super(scope, id);
    const role = new ServiceRole(this, 'Default', {
      deployment,
      what: 'service',
      description: 'Lets Amazon Personalize read and write data in S3, and publish metrics.',
      service: PERSONALIZE_PRINCIPAL,
      // https://docs.aws.amazon.com/personalize/latest/dg/cross-service-confused-deputy-prevention.html (2026-11)
      trustConditions: onBehalfOfThisAccount(deployment),
      permissions: [
        { actions: ['s3:ListBucket'], resources: [bucket.arn, deletionBucket.arn] },
        // Objects that imports and deletions read, and that batch jobs read and write.
        {
          actions: ['s3:GetObject'],
          resources: [bucket.arnsIn(TRAIN), bucket.arnsIn(BATCH), `${deletionBucket.arn}/*`],
        },
        { actions: ['s3:PutObject'], resources: [bucket.arnsIn(BATCH), bucket.arnsIn(ATTRIBUTION)] },
        // For metric attributions. Like in the guide, no namespace is named:
        // https://docs.aws.amazon.com/personalize/latest/dg/metric-attribution-requirements.html (2026-11)
        { actions: ['cloudwatch:PutMetricData'], resources: ['*'] },
      ],
      onDataKey: [usage('${var.kms_key_arn}')],
      lifecycle: regionHasPersonalize(deployment),
    });
    this.arn = role.arn;
    // The policy of the key must allow the same actions.
    new IamRolePolicy(this, 'key-policy', {
      count: countIfSet('personalize_kms_key_arn'),
      name: 'key',
      role: role.name,
      policy: identityPolicy([usage(deployment.settings.personalizeKmsKeyArn)]),
    });
  }
}

/**
 * Precondition that the region has Amazon Personalize. In another region, the deployment would succeed, but every run
 * would fail.
 */
function regionHasPersonalize({ settings, awsEnvironment }: Deployment): TerraformResourceLifecycle {
  const { region } = awsEnvironment;
  const regions = Fn.concat([[...REGIONS], settings.additionalPersonalizeRegions]);
  const errorMessage = `Amazon Personalize is not known to be available in ${region}. Deploy in one of ${REGIONS.join(', ')}; if AWS now offers it in ${region}, add this region to additional_personalize_regions.`;
  return { precondition: [{ condition: Token.asAny(Fn.contains(regions, region)), errorMessage }] };
}

/**
 * Statement on the use of a key. Like in AWS's documentation, it names no service through which the key is used:
 * https://docs.aws.amazon.com/personalize/latest/dg/granting-personalize-key-access.html (2026-11)
 */
function usage(keyArn: string): PolicyStatement {
  return { actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey', 'kms:ListGrants'], resources: [keyArn] };
}
