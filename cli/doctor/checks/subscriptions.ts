import { paginateListSubscriptionsByTopic, type Subscription } from '@aws-sdk/client-sns';
import { plural } from '../../../lib/text/format';
import type { Check, CheckFinding } from '../check';

/**
 * For a subscription that waits for confirmation, ListSubscriptionsByTopic returns this text instead of an ARN. Source: SNS developer
 * guide and API reference, 2026-11.
 */
const PENDING = 'PendingConfirmation';

/**
 * Hours after which SNS deletes a subscription that is still pending. Source:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-delete-subscription-topic.html, 2026-11.
 */
const HOURS_TO_CONFIRM = 48;

export const subscriptions: Check = {
  name: 'subscriptions',
  async examine(aws) {
    const all: Subscription[] = [];
    const topic = { TopicArn: aws.names.topicArn };
    for await (const page of paginateListSubscriptionsByTopic({ client: await aws.sns() }, topic))
      all.push(...(page.Subscriptions ?? []));
    const pending = all.filter(({ SubscriptionArn }) => SubscriptionArn === PENDING);
    return {
      detail: `${plural(all.length, 'subscription')} of the topic, ${pending.length} not confirmed`,
      findings:
        all.length === 0
          ? [withoutSubscribers(aws.names.topicArn)]
          : pending.map(({ Protocol, Endpoint }) => ({
              problem: `The subscription of ${Endpoint} (${Protocol}) is not confirmed: it receives nothing.`,
              todo: `Confirm it with the link in the message from SNS. After ${HOURS_TO_CONFIRM} hours SNS deletes the subscription: then deploy again to get a new message.`,
            })),
    };
  },
};

function withoutSubscribers(topicArn: string): CheckFinding {
  return {
    problem: 'The topic has no subscriptions: no one is notified of failed runs, alarms and decisions.',
    todo: `Set the Terraform variable notification_emails and deploy, or subscribe: aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint ADDRESS`,
  };
}
