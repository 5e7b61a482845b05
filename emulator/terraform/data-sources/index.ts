import { dnsSuffix } from '../../services/kms/usage';
import { defineModel, type Model } from '../resource-model';

/** Data sources that a stack may use. They give facts about the account of the local AWS. */
export const DATA_SOURCES: readonly Model[] = [
  defineModel('aws_caller_identity', {}, async (_values, { aws }) => ({
    id: aws.account.id,
    account_id: aws.account.id,
    arn: aws.arn('iam', 'root', ''),
    user_id: aws.account.id,
  })),
  defineModel('aws_partition', {}, async (_values, { aws }) => ({
    id: aws.account.partition,
    partition: aws.account.partition,
    dns_suffix: dnsSuffix(aws.account.partition),
  })),
  defineModel('aws_region', {}, async (_values, { aws }) => ({
    id: aws.account.region,
    endpoint: `ec2.${aws.account.region}.${dnsSuffix(aws.account.partition)}`,
    region: aws.account.region,
    name: aws.account.region,
  })),
];
