import { Notifications } from '../../stacks/notifications';
import { synthesis } from './synthesis';
import { resource } from './terraform/configuration';

function notifications() {
  return synthesis((stack, deployment) => {
    new Notifications(stack, 'notifications', { deployment });
  }).configuration;
}

describe('Notifications', () => {
  test('go to an encrypted topic', () => {
    expect(resource(notifications(), 'aws_sns_topic.notifications_topic')).toMatchObject({
      name: '${var.name}-notifications',
      kms_master_key_id: 'alias/aws/sns',
    });
  });

  test('reach an e-mail address if one is given', () => {
    expect(resource(notifications(), 'aws_sns_topic_subscription.notifications_email')).toMatchObject({
      count: '${var.notification_email == "" ? 0 : 1}',
      topic_arn: '${aws_sns_topic.notifications_topic.arn}',
      protocol: 'email',
      endpoint: '${var.notification_email}',
    });
  });
});
