import type { PolicyStatement } from '../../functions/shared/definition';
import type { AwsEnvironment } from './aws-environment';

const DECRYPT = 'kms:Decrypt';
const GENERATE = 'kms:GenerateDataKey';

/**
 * Permissions that calls need on the key of `kms_key_arn`. `service` is the service that uses the key for the call,
 * which is the beginning of `kms:ViaService`. The sources above the rows were read in 2026-11.
 */
const USAGES = [
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
  { calls: /^s3:GetObject(Version)?$/, service: 's3', actions: [DECRYPT] },
  { calls: /^s3:PutObject$/, service: 's3', actions: [GENERATE] },
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html#dynamodb-kms-authz; see `dynamodb-key-usage` in docs/local-aws.md
  { calls: /^dynamodb:/, service: 'dynamodb', actions: [DECRYPT] },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  { calls: /^sns:Publish$/, service: 'sns', actions: [GENERATE, DECRYPT] },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  { calls: /^sqs:SendMessage$/, service: 'sqs', actions: [GENERATE, DECRYPT] },
];

/**
 * Permissions on the key of `kms_key_arn` that a role needs because of its other permissions. Each statement is limited
 * to the service that uses the key.
 */
export function onDataKey(
  permissions: readonly PolicyStatement[],
  { region }: AwsEnvironment,
): readonly PolicyStatement[] {
  const calls = permissions.flatMap(({ actions, isWithoutDataKey }) => (isWithoutDataKey ? [] : actions));
  const used = USAGES.filter((usage) => calls.some((call) => usage.calls.test(call)));
  return [...new Set(used.map(({ service }) => service))].map((service) => ({
    actions: [...new Set(used.filter((usage) => usage.service === service).flatMap(({ actions }) => actions))],
    resources: ['${var.kms_key_arn}'],
    // The end of `kms:ViaService` differs between partitions.
    conditions: { StringLike: { 'kms:ViaService': [`${service}.${region}.*`] } },
  }));
}
