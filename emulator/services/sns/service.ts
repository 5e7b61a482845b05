import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { pageOf } from '../../core/paging';
import { optionalText, requiredText } from '../../core/protocols/input';
import { QueryProtocol } from '../../core/protocols/query';
import type { Random } from '../../core/random';
import { type Call, type Input, type Permission, ServiceError } from '../../core/service';
import type { ResourcePolicy } from '../iam/authorizer';
import { keyPermissions } from '../kms/usage';
import MODEL from './api-model.json';
import { accepts, parseFilterPolicy } from './filter-policy';
import { checkSubject, invalidParameter, type MessageVariants, readAttributes, readMessage } from './message';
import { checkSame, checkSubscriptionAttributes, shownAttributes } from './subscription-attributes';
import { PROTOCOLS, type Subscription, TOPIC_ATTRIBUTES, type Topic } from './topic';
import { defaultTopicPolicy, parseTopicPolicy } from './topic-policy';

export interface PublishedMessage {
  /** Time of publication: ISO 8601, virtual time. */
  readonly at: string;
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: MessageVariants;
  /** Values of message attributes by name; absent if the message has none. Filter policies of subscriptions use these values. */
  readonly attributes?: Readonly<Record<string, string>>;
}

const TOPIC_NAME = /^[\w-]{1,256}$/;
const PAGE_SIZE = 100;

/** SNS: topics and their subscriptions. Every message is stored, even if its topic has no subscriptions. */
export class SnsService extends EmulatedService {
  readonly name = 'sns';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'SNS';
  protected override readonly codes = {
    unknownOperation: 'InvalidAction',
    mistyped: 'InvalidParameter',
    invalid: 'InvalidParameter',
  };
  private readonly topics = new Map<string, Topic>();
  private readonly published: PublishedMessage[] = [];
  private readonly random: Random;
  protected readonly protocol: QueryProtocol;
  protected readonly operations: Operations = {
    CreateTopic: operation(['Name', 'Attributes'], (input) => this.createTopic(input)),
    DeleteTopic: operation(
      ['TopicArn'],
      (input) => void this.topics.delete(requiredText(input, 'TopicArn', 'InvalidParameter')),
    ),
    ListTopics: operation(['NextToken'], (input) => this.listTopics(input)),
    GetTopicAttributes: operation(['TopicArn'], (input) => this.getTopicAttributes(input)),
    SetTopicAttributes: operation(['TopicArn', 'AttributeName', 'AttributeValue'], (input) =>
      this.setTopicAttributes(input),
    ),
    Subscribe: operation(['TopicArn', 'Protocol', 'Endpoint', 'Attributes', 'ReturnSubscriptionArn'], (input) =>
      this.subscribe(input),
    ),
    GetSubscriptionAttributes: operation(['SubscriptionArn'], (input) => {
      const { topic, subscription } = this.subscription(input);
      return { Attributes: shownAttributes(topic, subscription, this.aws.account.id) };
    }),
    SetSubscriptionAttributes: operation(['SubscriptionArn', 'AttributeName', 'AttributeValue'], (input) =>
      this.setSubscriptionAttributes(input),
    ),
    Unsubscribe: operation(['SubscriptionArn'], (input) => this.unsubscribe(input)),
    ListSubscriptionsByTopic: operation(['TopicArn', 'NextToken'], (input) => this.listSubscriptionsByTopic(input)),
    Publish: operation(
      ['TopicArn', 'TargetArn', 'Message', 'Subject', 'MessageStructure', 'MessageAttributes.*'],
      (input) => this.publish(input),
    ),
  };

  constructor(private readonly aws: Aws) {
    super();
    this.random = aws.random.fork('sns');
    const requestIds = aws.random.fork('sns-requests');
    this.protocol = new QueryProtocol({
      namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
      mapMembers: ['Attributes'],
      requestId: () => requestIds.uuid(),
    });
  }

  /** All published messages, oldest first. */
  messages(): readonly PublishedMessage[] {
    return this.published;
  }

  /**
   * Returns all messages that match the current filter policy of a subscription of the endpoint. These include messages published before
   * the endpoint was subscribed or confirmed. Policies are applied to message attributes, even if the policy's scope is the message body.
   */
  acceptedBy(endpoint: string): readonly PublishedMessage[] {
    return this.published.filter(({ topicArn, attributes }) =>
      [...(this.topics.get(topicArn)?.subscriptions.values() ?? [])].some((subscription) => {
        const policy = subscription.attributes.get('FilterPolicy') || '{}';
        return subscription.endpoint === endpoint && accepts(parseFilterPolicy(policy), attributes);
      }),
    );
  }

  /** Returns the statements of a topic's policy, which is SNS's default policy if none was set. */
  readonly resourcePolicy: ResourcePolicy = (topicArn) => this.topics.get(topicArn)?.statements ?? [];

  permissions({ operation, input }: Call): readonly Permission[] {
    const subscription = optionalText(input, 'SubscriptionArn');
    const topicArn =
      optionalText(input, 'TopicArn') ??
      optionalText(input, 'TargetArn') ??
      subscription?.slice(0, subscription.lastIndexOf(':')) ??
      (operation === 'CreateTopic' ? this.aws.arn('sns', String(input.Name)) : '*');
    const keyArn = this.topics.get(topicArn)?.attributes.get('KmsMasterKeyId') || undefined;
    const onKey = keyPermissions(this.aws, 'sns', keyArn, ['GenerateDataKey', 'Decrypt']);
    return [{ action: `sns:${operation}`, resource: topicArn }, ...(operation === 'Publish' ? onKey : [])];
  }

  private createTopic(input: Input): unknown {
    const name = requiredText(input, 'Name', 'InvalidParameter');
    if (!TOPIC_NAME.test(name)) {
      throw invalidParameter(
        `Topic Name '${name}': the local SNS has standard topics only, and a name must match ${TOPIC_NAME.source}`,
      );
    }
    const attributes = (input.Attributes ?? {}) as Readonly<Record<string, string>>;
    if (attributes.FifoTopic === 'true') throw invalidParameter('FifoTopic: the local SNS has standard topics only');
    const arn = this.aws.arn('sns', name);
    const topic = this.topics.get(arn) ?? {
      arn,
      attributes: new Map<string, string>(),
      subscriptions: new Map<string, Subscription>(),
      statements: defaultTopicPolicy(arn, this.aws.account.id),
    };
    setAttributes(topic, attributes);
    this.topics.set(arn, topic);
    return { TopicArn: arn };
  }

  private listTopics(input: Input): unknown {
    const { page, next } = paginate([...this.topics.keys()].sort(), optionalText(input, 'NextToken'));
    return { Topics: page.map((TopicArn) => ({ TopicArn })), ...next };
  }

  private getTopicAttributes(input: Input): unknown {
    const topic = this.topic(input);
    const subscriptions = [...topic.subscriptions.values()];
    const confirmed = subscriptions.filter((subscription) => subscription.confirmed).length;
    return {
      Attributes: {
        TopicArn: topic.arn,
        Owner: this.aws.account.id,
        DisplayName: '',
        ...Object.fromEntries(topic.attributes),
        SubscriptionsConfirmed: String(confirmed),
        SubscriptionsPending: String(subscriptions.length - confirmed),
        SubscriptionsDeleted: '0',
      },
    };
  }

  private setTopicAttributes(input: Input): undefined {
    const name = requiredText(input, 'AttributeName', 'InvalidParameter');
    setAttributes(this.topic(input), { [name]: optionalText(input, 'AttributeValue') ?? '' });
  }

  private subscribe(input: Input): unknown {
    const topic = this.topic(input);
    const protocol = requiredText(input, 'Protocol', 'InvalidParameter');
    const endpoint = requiredText(input, 'Endpoint', 'InvalidParameter');
    const known = Object.hasOwn(PROTOCOLS, protocol) ? PROTOCOLS[protocol] : undefined;
    if (known === undefined) {
      const protocols = Object.keys(PROTOCOLS).join(', ');
      throw invalidParameter(`Protocol '${protocol}': the local SNS has only ${protocols}`);
    }
    const attributes = (input.Attributes ?? {}) as Readonly<Record<string, string>>;
    checkSubscriptionAttributes(attributes);
    const existing = [...topic.subscriptions.values()].find(
      (other) => other.protocol === protocol && other.endpoint === endpoint,
    );
    if (existing !== undefined) checkSame(existing, attributes);
    const subscription = existing ?? {
      arn: `${topic.arn}:${this.random.uuid()}`,
      protocol,
      endpoint,
      confirmed: known.confirmed,
      attributes: new Map(Object.entries(attributes)),
    };
    topic.subscriptions.set(subscription.arn, subscription);
    const showArn = subscription.confirmed || input.ReturnSubscriptionArn === true;
    return { SubscriptionArn: showArn ? subscription.arn : 'pending confirmation' };
  }

  private setSubscriptionAttributes(input: Input): undefined {
    const name = requiredText(input, 'AttributeName', 'InvalidParameter');
    const value = optionalText(input, 'AttributeValue') ?? '';
    const { subscription } = this.subscription(input);
    checkSubscriptionAttributes({ [name]: value });
    subscription.attributes.set(name, value);
  }

  private unsubscribe(input: Input): undefined {
    const { topic, subscription } = this.subscription(input);
    topic.subscriptions.delete(subscription.arn);
  }

  private subscription(input: Input): { readonly topic: Topic; readonly subscription: Subscription } {
    const arn = requiredText(input, 'SubscriptionArn', 'InvalidParameter');
    const topic = this.topics.get(arn.slice(0, arn.lastIndexOf(':')));
    const subscription = topic?.subscriptions.get(arn);
    if (topic === undefined || subscription === undefined)
      throw new ServiceError('NotFound', 'Subscription does not exist', 404);
    return { topic, subscription };
  }

  private listSubscriptionsByTopic(input: Input): unknown {
    const topic = this.topic(input);
    const { page, next } = paginate([...topic.subscriptions.values()], optionalText(input, 'NextToken'));
    return {
      Subscriptions: page.map(({ arn, protocol, endpoint, confirmed }) => ({
        SubscriptionArn: confirmed ? arn : 'PendingConfirmation',
        Owner: this.aws.account.id,
        Protocol: protocol,
        Endpoint: endpoint,
        TopicArn: topic.arn,
      })),
      ...next,
    };
  }

  private publish(input: Input): unknown {
    const topic = this.topic(input);
    const subject = optionalText(input, 'Subject');
    if (subject !== undefined) checkSubject(subject);
    const message = readMessage(input);
    const attributes = readAttributes(input);
    this.published.push({
      at: new Date(this.aws.clock.now()).toISOString(),
      topicArn: topic.arn,
      ...(subject !== undefined && { subject }),
      message,
      ...(Object.keys(attributes).length > 0 && { attributes }),
    });
    return { MessageId: this.random.uuid() };
  }

  private topic(input: Input): Topic {
    const arn = optionalText(input, 'TopicArn') ?? optionalText(input, 'TargetArn');
    if (arn === undefined || !arn.startsWith('arn:')) throw invalidParameter(`TopicArn '${arn ?? ''}'`);
    const topic = this.topics.get(arn);
    if (topic === undefined) throw new ServiceError('NotFound', `Topic does not exist: ${arn}`, 404);
    return topic;
  }
}

/** Sets attributes of a topic. If one of them is invalid, sets none. */
function setAttributes(topic: Topic, attributes: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(attributes).find((name) => !TOPIC_ATTRIBUTES.includes(name));
  if (unknown !== undefined) {
    throw invalidParameter(`AttributeName '${unknown}' is unknown; the local SNS has ${TOPIC_ATTRIBUTES.join(', ')}`);
  }
  const { Policy: policy } = attributes;
  if (policy !== undefined) topic.statements = parseTopicPolicy(policy, topic.arn);
  for (const [name, value] of Object.entries(attributes)) topic.attributes.set(name, value);
}

function paginate<T>(items: readonly T[], token: string | undefined) {
  const { page, next } = pageOf(items, {
    token,
    size: PAGE_SIZE,
    invalidToken: (text) => invalidParameter(`NextToken '${text}'`),
  });
  return { page, next: { NextToken: next } };
}
