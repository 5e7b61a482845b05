import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { Construct } from 'constructs';

/** Partition, region and account of a deployment. They are Terraform expressions: no ARN in the stack names a partition or region. */
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
    this.region = region.region;
    this.accountId = identity.accountId;
  }

  /** An ARN in this account and region, e.g. `arn('states', 'stateMachine:personalize-run')`. */
  arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.accountId}:${resource}`;
  }
}
