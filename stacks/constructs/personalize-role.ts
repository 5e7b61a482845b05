import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import type { PolicyStatement, StackValues } from '../../functions/shared/definition';
import { oneIfGiven } from '../synth/settings';
import type { Deployment } from './deployment';
import { onBehalfOfThisAccount, PERSONALIZE_PRINCIPAL } from './personalize-principal';
import { regionHasPersonalize } from './personalize-regions';
import { identityPolicy } from './policy';
import { ServiceRole } from './service-role';

export interface PersonalizeRoleProps {
  readonly deployment: Deployment;
  readonly bucket: StackValues['bucket'];
}

/** The role that Personalize assumes to import csv, to write batch output and to use the key of a dataset group. */
export class PersonalizeRole extends Construct {
  readonly arn: string;
  private readonly role: ServiceRole;

  constructor(scope: Construct, id: string, props: PersonalizeRoleProps) {
    super(scope, id);
    this.role = this.createRole(props);
    this.arn = this.role.arn;
    this.createKeyPolicy(props);
  }

  private createRole({ deployment, bucket }: PersonalizeRoleProps): ServiceRole {
    return new ServiceRole(this, 'Default', {
      deployment,
      what: 'service',
      description: 'Lets Amazon Personalize read and write the data bucket.',
      service: PERSONALIZE_PRINCIPAL,
      // https://docs.aws.amazon.com/personalize/latest/dg/cross-service-confused-deputy-prevention.html (2026-11)
      trustConditions: onBehalfOfThisAccount(deployment),
      permissions: [
        { actions: ['s3:ListBucket'], resources: [bucket.arn] },
        // What imports read, and what batch jobs read and write.
        { actions: ['s3:GetObject'], resources: [bucket.trainArns, bucket.batchArns] },
        { actions: ['s3:PutObject'], resources: [bucket.batchArns] },
      ],
      onDataKey: [usage('${var.kms_key_arn}')],
      lifecycle: regionHasPersonalize(deployment),
    });
  }

  /** Permissions of Personalize's role on a customer's key; the key's own policy must allow them too. */
  private createKeyPolicy({ deployment }: PersonalizeRoleProps): void {
    new IamRolePolicy(this, 'key-policy', {
      count: oneIfGiven('personalize_kms_key_arn'),
      name: 'key',
      role: this.role.name,
      policy: identityPolicy([usage(deployment.settings.personalizeKmsKeyArn)]),
    });
  }
}

/**
 * As AWS documents it, without naming a service through which the key is used:
 * https://docs.aws.amazon.com/personalize/latest/dg/granting-personalize-key-access.html (2026-11)
 */
function usage(keyArn: string): PolicyStatement {
  return { actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey', 'kms:ListGrants'], resources: [keyArn] };
}
