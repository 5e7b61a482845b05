import { text } from '../arguments';
import { defineModel } from '../resource-model';

export const snsTopicSubscription = defineModel(
  'aws_sns_topic_subscription',
  { topic_arn: text, protocol: text, endpoint: text },
  async ({ topic_arn: TopicArn, protocol: Protocol, endpoint: Endpoint }, { call }) => {
    const input = { TopicArn, Protocol, Endpoint, ReturnSubscriptionArn: true };
    const { SubscriptionArn: arn } = await call('sns', 'Subscribe', input);
    return { id: arn, arn };
  },
);
