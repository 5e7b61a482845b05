import { map, number, optional, text } from '../arguments';
import { defineModel } from '../resource-model';

export const cloudwatchLogGroup = defineModel(
  'aws_cloudwatch_log_group',
  { name: text, retention_in_days: optional(number), kms_key_id: optional(text), tags: optional(map(text)) },
  async ({ name, retention_in_days: retention, kms_key_id: kmsKeyId, tags }, { aws, call }) => {
    await call('logs', 'CreateLogGroup', {
      logGroupName: name,
      kmsKeyId,
      tags,
    });
    // 0, Terraform's default, means no policy: logs are kept forever.
    if (retention) await call('logs', 'PutRetentionPolicy', { logGroupName: name, retentionInDays: retention });
    return { id: name, arn: aws.arn('logs', `log-group:${name}`) };
  },
);
