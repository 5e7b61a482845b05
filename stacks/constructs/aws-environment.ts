import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';

/**
 * Partition, region and account of a deployment. They are Terraform expressions, so no ARN in the stack contains a
 * fixed partition or region.
 */
export class AwsEnvironment extends Construct {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const partition = new DataAwsPartition(this, 'partition');
    const region = new DataAwsRegion(this, 'region');
    const identity = new DataAwsCallerIdentity(this, 'identity');
    for (const data of [partition, region, identity]) data.overrideLogicalId('current');
    this.partition = partition.partition;
    // Provider 6 deprecates `name` and `id`, and provider 5 has no `region`. Both have `endpoint`, such as ec2.us-east-1.amazonaws.com
    // (internal/service/meta/region_data_source.go of hashicorp/terraform-provider-aws, 5.100 and 6.47, read in 2026-11).
    const regionName = new TerraformLocal(this, 'region-name', `\${split(".", ${region.fqn}.endpoint)[1]}`);
    regionName.overrideLogicalId('region');
    this.region = regionName.asString;
    this.accountId = identity.accountId;
  }

  /** An ARN in this account and region, e.g. `arn('states', 'stateMachine:personalize-run')`. */
  arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.accountId}:${resource}`;
  }
}
