import { s3Error } from './errors';

/** Notification to a function, in the format of GetBucketNotificationConfiguration. */
export interface LambdaFunctionConfiguration {
  readonly Id: string;
  readonly LambdaFunctionArn: string;
  readonly Events: readonly string[];
  readonly Filter?: { readonly Key?: { readonly FilterRules?: readonly FilterRule[] } };
}

interface FilterRule {
  readonly Name?: string;
  readonly Value?: string;
}

export interface NotificationConfiguration {
  readonly LambdaFunctionConfigurations?: readonly LambdaFunctionConfiguration[];
}

/** Event types that a configuration may name. The local S3 does not support uploads by HTML form, so it never sends `Post`. */
const EVENTS = [
  's3:ObjectCreated:*',
  's3:ObjectCreated:Put',
  's3:ObjectCreated:Post',
  's3:ObjectCreated:Copy',
  's3:ObjectCreated:CompleteMultipartUpload',
  's3:ObjectRemoved:*',
  's3:ObjectRemoved:Delete',
  's3:ObjectRemoved:DeleteMarkerCreated',
];

const OTHER_DESTINATIONS = ['QueueConfigurations', 'TopicConfigurations', 'EventBridgeConfiguration'];

/**
 * Checks a configuration, but does not check that its functions exist. Adds missing ids, and spells the names of filter rules like S3:
 * `Prefix` and `Suffix`.
 * @throws ServiceError InvalidArgument for a configuration that S3 refuses, or for an event type that is not in EVENTS; NotImplemented for
 * destinations other than functions
 */
export function normalizeConfiguration(
  configuration: Readonly<Record<string, unknown>>,
  newId: () => string,
): NotificationConfiguration {
  const other = OTHER_DESTINATIONS.find((name) => isPresent(configuration[name]));
  if (other !== undefined) {
    throw s3Error('NotImplemented', {}, `The local S3 notifies functions only; it does not implement ${other}.`);
  }
  const { LambdaFunctionConfigurations: given = [] } = configuration as NotificationConfiguration;
  const normalized = given.map((one) => normalize(one, newId));
  normalized.forEach((one, index) => {
    const overlapping = normalized.slice(index + 1).find((two) => overlap(one, two));
    if (overlapping !== undefined) {
      throw s3Error(
        'InvalidArgument',
        { ArgumentName: 'Event', ArgumentValue: one.Events.join(', ') },
        'Configurations overlap. Configurations on the same bucket cannot share a common event type. ' +
          `('${one.Id}' and '${overlapping.Id}')`,
      );
    }
  });
  return normalized.length === 0 ? {} : { LambdaFunctionConfigurations: normalized };
}

export function matches(configuration: LambdaFunctionConfiguration, eventName: string, key: string): boolean {
  const { prefix, suffix } = filterOf(configuration);
  return (
    configuration.Events.some((event) => covers(event, `s3:${eventName}`)) &&
    key.startsWith(prefix) &&
    key.endsWith(suffix)
  );
}

function normalize(configuration: LambdaFunctionConfiguration, newId: () => string): LambdaFunctionConfiguration {
  const unknown = configuration.Events.find((event) => !EVENTS.includes(event));
  if (unknown !== undefined || configuration.Events.length === 0) {
    throw s3Error(
      'InvalidArgument',
      { ArgumentName: 'Event', ArgumentValue: unknown ?? '' },
      `The event '${unknown ?? ''}' is not supported for notifications. The local S3 accepts: ${EVENTS.join(', ')}.`,
    );
  }
  const rules = configuration.Filter?.Key?.FilterRules ?? [];
  const named = rules.map(({ Name = '', Value = '' }) => ({ Name: filterName(Name), Value }));
  if (new Set(named.map((rule) => rule.Name)).size < named.length) {
    throw s3Error(
      'InvalidArgument',
      {},
      'Cannot specify more than one prefix rule or more than one suffix rule in a filter.',
    );
  }
  return {
    Id: configuration.Id || newId(),
    LambdaFunctionArn: configuration.LambdaFunctionArn,
    Events: configuration.Events,
    ...(named.length > 0 && { Filter: { Key: { FilterRules: named } } }),
  };
}

function filterName(name: string): 'Prefix' | 'Suffix' {
  if (name.toLowerCase() === 'prefix') return 'Prefix';
  if (name.toLowerCase() === 'suffix') return 'Suffix';
  throw s3Error(
    'InvalidArgument',
    { ArgumentName: 'FilterRule.Name', ArgumentValue: name },
    `The filter rule name '${name}' must be either prefix or suffix`,
  );
}

function overlap(one: LambdaFunctionConfiguration, two: LambdaFunctionConfiguration): boolean {
  const sharesEvent = one.Events.some((a) => two.Events.some((b) => covers(a, b) || covers(b, a)));
  const [first, second] = [filterOf(one), filterOf(two)];
  return (
    sharesEvent &&
    (first.prefix.startsWith(second.prefix) || second.prefix.startsWith(first.prefix)) &&
    (first.suffix.endsWith(second.suffix) || second.suffix.endsWith(first.suffix))
  );
}

function covers(pattern: string, event: string): boolean {
  return pattern === event || (pattern.endsWith('*') && event.startsWith(pattern.slice(0, -1)));
}

function filterOf(configuration: LambdaFunctionConfiguration): { prefix: string; suffix: string } {
  const rules = configuration.Filter?.Key?.FilterRules ?? [];
  const value = (name: string) => rules.find((rule) => rule.Name === name)?.Value ?? '';
  return { prefix: value('Prefix'), suffix: value('Suffix') };
}

function isPresent(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}
