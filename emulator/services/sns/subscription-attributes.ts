import { isDeepStrictEqual } from 'node:util';
import { parseFilterPolicy } from './filter-policy';
import { invalidParameter } from './message';
import { SUBSCRIPTION_ATTRIBUTES, type Subscription, type Topic } from './topic';

type Attributes = Readonly<Record<string, string>>;

/** @throws ServiceError InvalidParameter if an attribute is unknown or has a value that SNS refuses */
export function checkSubscriptionAttributes(attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (!SUBSCRIPTION_ATTRIBUTES.includes(name)) {
      throw invalidParameter(
        `AttributeName '${name}' is unknown; the local SNS has ${SUBSCRIPTION_ATTRIBUTES.join(', ')}`,
      );
    }
    if (!isValid(name, value)) throw invalidParameter(`${name}: '${value}' is not allowed`);
    if (name === 'FilterPolicy' && value !== '' && attributes.FilterPolicyScope !== 'MessageBody')
      parseFilterPolicy(value);
  }
}

/** True if SNS accepts the value. Source: SNS API reference, SetSubscriptionAttributes, November 2026. */
function isValid(name: string, value: string): boolean {
  if (name === 'RawMessageDelivery') return value === 'true' || value === 'false';
  if (name === 'FilterPolicyScope') return value === 'MessageAttributes' || value === 'MessageBody';
  // An empty policy removes the attribute.
  return value === '' || isObject(value);
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/**
 * Checks the attributes of a repeated Subscribe. The request may omit all attributes.
 * @throws ServiceError InvalidParameter, like SNS, if `wanted` has attributes and they differ from the existing subscription's
 * attributes
 */
export function checkSame({ attributes }: Subscription, wanted: Attributes): void {
  if (Object.keys(wanted).length === 0 || isDeepStrictEqual(Object.fromEntries(attributes), { ...wanted })) return;
  throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
}

/** Returns the attributes in the response of GetSubscriptionAttributes (SNS API reference and the example of the AWS CLI, November 2026). */
export function shownAttributes(
  topic: Topic,
  { arn, protocol, endpoint, confirmed, attributes }: Subscription,
  owner: string,
): Attributes {
  const policy = attributes.get('FilterPolicy') ?? '';
  return {
    SubscriptionArn: arn,
    TopicArn: topic.arn,
    Owner: owner,
    Protocol: protocol,
    Endpoint: endpoint,
    PendingConfirmation: String(!confirmed),
    ConfirmationWasAuthenticated: String(confirmed),
    RawMessageDelivery: attributes.get('RawMessageDelivery') ?? 'false',
    ...(policy !== '' && {
      FilterPolicy: policy,
      FilterPolicyScope: attributes.get('FilterPolicyScope') ?? 'MessageAttributes',
    }),
  };
}
