import { text } from '../arguments';
import { defineModel } from '../resource-model';

export const sqsQueuePolicy = defineModel(
  'aws_sqs_queue_policy',
  { queue_url: text, policy: text },
  async ({ queue_url: QueueUrl, policy: Policy }, { call }) => {
    await call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
    return { id: QueueUrl };
  },
);
