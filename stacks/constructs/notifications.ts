import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { TerraformIterator, Token } from 'cdktf';
import { Construct } from 'constructs';
import { type Deployment, regionalName } from './deployment';
import { denyWithoutTls, type ResourcePolicyStatement, resourcePolicy } from './policy';

/** Longest time that KMS waits before it deletes a key. */
const DELETION_WINDOW_DAYS = 30;

const HAS_OWN_KEY = 'var.kms_key_arn == "" && var.encrypt_topic_with_own_key';
const KEY_COUNT = `\${${HAS_OWN_KEY} ? 1 : 0}`;

/** Permissions on the topic's key that a publisher needs. */
const PUBLISHING_ACTIONS = ['kms:GenerateDataKey*', 'kms:Decrypt'];

const PUBLISH = 'sns:Publish';

/** The topic for notifications and alarms. Notifications report, for example, the results of runs and refused files. */
export class Notifications extends Construct {
  /** ARN of the topic. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { deployment }: { readonly deployment: Deployment }) {
    super(scope, id);
    const ownKey = this.createKey(deployment);
    const topic = new SnsTopic(this, 'topic', {
      name: regionalName(deployment, 'notifications'),
      kmsMasterKeyId: `\${${HAS_OWN_KEY} ? ${ownKey.fqn}[0].arn : (var.kms_key_arn == "" ? null : var.kms_key_arn)}`,
    });
    this.arn = topic.arn;
    // This policy replaces SNS's default policy, so it must allow alarms to publish. SNS refuses `sns:*` in a topic's policy, so TLS is
    // required for publishing only, as in AWS's example (https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html,
    // 2026-11).
    new SnsTopicPolicy(this, 'topic-policy', {
      arn: topic.arn,
      policy: resourcePolicy([denyWithoutTls([PUBLISH], [topic.arn]), allowAlarms(deployment, [PUBLISH], topic.arn)]),
    });
    // The subscriptions are keyed by address. If they were keyed by position, removing an address would replace other
    // subscriptions, which would have to be confirmed again.
    const addresses = TerraformIterator.fromList(deployment.settings.notificationEmails);
    new SnsTopicSubscription(this, 'email', {
      forEach: addresses,
      topicArn: topic.arn,
      protocol: 'email',
      endpoint: addresses.value,
    });
  }

  /**
   * The topic's own key. With the key that AWS manages for SNS, alarms could not publish, because the policy of that
   * key cannot be changed.
   */
  private createKey(deployment: Deployment): KmsKey {
    const { partition, accountId, region } = deployment.awsEnvironment;
    const key = new KmsKey(this, 'key', {
      count: Token.asNumber(KEY_COUNT),
      description: `Encrypts the notifications of ${deployment.settings.name}.`,
      enableKeyRotation: true,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      policy: resourcePolicy([
        {
          sid: 'AccountAdministersKey',
          principal: `arn:${partition}:iam::${accountId}:root`,
          actions: ['kms:*'],
          resources: ['*'],
        },
        {
          sid: 'RolesOfAccountPublish',
          principal: '*',
          actions: PUBLISHING_ACTIONS,
          resources: ['*'],
          // The end of `kms:ViaService` differs between partitions.
          conditions: {
            StringEquals: { 'kms:CallerAccount': [accountId] },
            StringLike: { 'kms:ViaService': [`sns.${region}.*`] },
          },
        },
        allowAlarms(deployment, PUBLISHING_ACTIONS, '*'),
      ]),
    });
    new KmsAlias(this, 'key-alias', {
      count: Token.asNumber(KEY_COUNT),
      name: `alias/${regionalName(deployment, 'notifications')}`,
      targetKeyId: `\${${key.fqn}[0].key_id}`,
    });
    return key;
  }
}

/**
 * Statement that lets the deployment's alarms use a resource. Source:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services (2026-11)
 */
function allowAlarms(deployment: Deployment, actions: readonly string[], resource: string): ResourcePolicyStatement {
  const { awsEnvironment } = deployment;
  const alarms = awsEnvironment.arn('cloudwatch', `alarm:${regionalName(deployment, '*')}`);
  return {
    sid: 'AlarmsPublish',
    principal: 'cloudwatch.amazonaws.com',
    actions,
    resources: [resource],
    conditions: {
      StringEquals: { 'aws:SourceAccount': [awsEnvironment.accountId] },
      ArnLike: { 'aws:SourceArn': [alarms] },
    },
  };
}
