import { Notifications } from '../../../stacks/constructs/notifications';
import { resource, statements } from '../../support/configuration';
import { synthesis } from '../../support/synthesis';

const KEY = 'aws_kms_key.notifications_key';

function notifications() {
  return synthesis((stack, deployment) => {
    new Notifications(stack, 'notifications', { deployment });
  }).configuration;
}

describe('Notifications', () => {
  test('go to an encrypted topic', () => {
    expect(resource(notifications(), 'aws_sns_topic.notifications_topic')).toMatchObject({
      name: '${var.name}-notifications',
      kms_master_key_id: `\${var.kms_key_arn == "" && var.encrypt_topic_with_own_key ? ${KEY}[0].arn : (var.kms_key_arn == "" ? null : var.kms_key_arn)}`,
    });
    expect(resource(notifications(), KEY)).toMatchObject({
      count: '${var.kms_key_arn == "" && var.encrypt_topic_with_own_key ? 1 : 0}',
      enable_key_rotation: true,
    });
  });

  test('are encrypted with a key that alarms of the deployment may use directly, and roles of the account only through SNS', () => {
    // Act
    const { Statement: statements } = JSON.parse(String(resource(notifications(), KEY).policy)) as {
      Statement: { Sid: string }[];
    };

    // Assess
    const publish = { Effect: 'Allow', Action: ['kms:GenerateDataKey*', 'kms:Decrypt'], Resource: ['*'] };
    expect(statements.slice(1)).toEqual([
      {
        ...publish,
        Sid: 'RolesOfAccountPublish',
        Principal: '*',
        Condition: {
          StringEquals: { 'kms:CallerAccount': ['${data.aws_caller_identity.current.account_id}'] },
          StringLike: { 'kms:ViaService': ['sns.${local.region}.*'] },
        },
      },
      {
        ...publish,
        Sid: 'AlarmsPublish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': ['${data.aws_caller_identity.current.account_id}'] },
          ArnLike: {
            'aws:SourceArn': [
              'arn:${data.aws_partition.current.partition}:cloudwatch:${local.region}:' +
                '${data.aws_caller_identity.current.account_id}:alarm:${var.name}-*',
            ],
          },
        },
      },
    ]);
  });

  test("go to a topic that refuses messages without TLS, and lets the deployment's alarms publish", () => {
    // Act
    const [deny, allow, ...others] = statements(notifications(), 'aws_sns_topic_policy.notifications_topic_policy');

    // Assess
    const Resource = ['${aws_sns_topic.notifications_topic.arn}'];
    expect(deny).toEqual({
      Sid: 'DenyWithoutTls',
      Effect: 'Deny',
      Principal: '*',
      Action: ['sns:Publish'],
      Resource,
      Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
    });
    expect(allow).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['sns:Publish'],
      Resource,
      Condition: {
        StringEquals: { 'aws:SourceAccount': ['${data.aws_caller_identity.current.account_id}'] },
        ArnLike: { 'aws:SourceArn': [expect.stringMatching(/:alarm:\$\{var\.name\}-\*$/)] },
      },
    });
    expect(others).toEqual([]);
  });

  test('reach each of the given e-mail addresses', () => {
    expect(resource(notifications(), 'aws_sns_topic_subscription.notifications_email')).toMatchObject({
      for_each: '${toset(var.notification_emails)}',
      topic_arn: '${aws_sns_topic.notifications_topic.arn}',
      protocol: 'email',
      endpoint: '${each.value}',
    });
  });
});
