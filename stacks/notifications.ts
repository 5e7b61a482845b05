import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import { type Deployment, regionalName } from './deployment';
import { oneIfGiven } from './settings';

export interface NotificationsProps {
  readonly deployment: Deployment;
}

/** The topic that tells people how runs ended and which parameter files were refused. */
export class Notifications extends Construct {
  readonly topicArn: string;

  constructor(scope: Construct, id: string, { deployment }: NotificationsProps) {
    super(scope, id);
    const topic = this.createTopic(deployment);
    this.topicArn = topic.arn;
    this.createSubscription(topic, deployment);
  }

  private createTopic(deployment: Deployment): SnsTopic {
    return new SnsTopic(this, 'topic', {
      name: regionalName(deployment, 'notifications'),
      // The account's own key for SNS: every role of the account that may publish may use it.
      kmsMasterKeyId: 'alias/aws/sns',
    });
  }

  private createSubscription(topic: SnsTopic, { settings }: Deployment): void {
    new SnsTopicSubscription(this, 'email', {
      count: oneIfGiven('notification_email'),
      topicArn: topic.arn,
      protocol: 'email',
      endpoint: settings.notificationEmail,
    });
  }
}
