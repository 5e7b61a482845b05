import { optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';

/** A queue. SQS accepts all attributes as text. */
export const sqsQueue = defineModel(
  'aws_sqs_queue',
  {
    tags: withoutEffect('the local AWS does not use the tags of a queue'),
    name: text,
    delay_seconds: optional(text),
    message_retention_seconds: optional(text),
    visibility_timeout_seconds: optional(text),
    sqs_managed_sse_enabled: optional(text),
    kms_master_key_id: optional(text),
  },
  async (values, { aws, call }) => {
    const { QueueUrl: url } = await call('sqs', 'CreateQueue', {
      QueueName: values.name,
      Attributes: {
        DelaySeconds: values.delay_seconds,
        MessageRetentionPeriod: values.message_retention_seconds,
        VisibilityTimeout: values.visibility_timeout_seconds,
        SqsManagedSseEnabled: values.sqs_managed_sse_enabled,
        KmsMasterKeyId: values.kms_master_key_id,
      },
    });
    return { id: url, url, arn: aws.arn('sqs', values.name) };
  },
);
