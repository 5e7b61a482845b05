import { text } from '../arguments';
import { defineModel } from '../resource-model';

export const snsTopicPolicy = defineModel(
  'aws_sns_topic_policy',
  { arn: text, policy: text },
  async ({ arn, policy }, { call }) => {
    const input = { TopicArn: arn, AttributeName: 'Policy', AttributeValue: policy };
    await call('sns', 'SetTopicAttributes', input);
    return { id: arn };
  },
);
