import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';
import { type Deployment, regionalName } from './deployment';

export interface RecordTableProps {
  readonly deployment: Deployment;
  /** True if Terraform refuses to destroy the table. Default: false. */
  readonly preventDestroy?: boolean;
}

/** The record of runs, tasks and locks, with a partition for each dataset group. */
export class RecordTableConstruct extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, { deployment, preventDestroy }: RecordTableProps) {
    super(scope, id);
    const table = new DynamodbTable(this, 'Default', {
      name: regionalName(deployment, 'record'),
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'datasetGroup',
      rangeKey: 'item',
      attribute: [
        { name: 'datasetGroup', type: 'S' },
        { name: 'item', type: 'S' },
      ],
      ttl: { attributeName: 'expiresAt', enabled: true },
      pointInTimeRecovery: { enabled: true },
      // Without a given key, DynamoDB uses a key that AWS manages in this account. With `enabled: false`, DynamoDB
      // would use a key outside the account.
      serverSideEncryption: { enabled: true, kmsKeyArn: deployment.settings.kmsKeyArn },
      deletionProtectionEnabled: deployment.settings.deletionProtection,
      ...(preventDestroy && { lifecycle: { preventDestroy } }),
    });
    this.arn = table.arn;
    this.name = table.name;
  }
}
