import type { Statement } from '../iam/policy-document';

export interface Subscription {
  readonly arn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** True if the endpoint needs no confirmation. E-mail addresses and HTTP endpoints need a confirmation, which never happens in the local SNS. */
  readonly confirmed: boolean;
  readonly attributes: Map<string, string>;
}

export interface Topic {
  readonly arn: string;
  readonly attributes: Map<string, string>;
  readonly subscriptions: Map<string, Subscription>;
  /** Statements of the attribute `Policy`; statements of the default policy if this attribute was not set. */
  statements: readonly Statement[];
}

/** Supported protocols. All of them deliver messages outside AWS, so the local SNS only records messages. */
export const PROTOCOLS: Readonly<Record<string, { readonly confirmed: boolean }>> = {
  email: { confirmed: false },
  'email-json': { confirmed: false },
  http: { confirmed: false },
  https: { confirmed: false },
  sms: { confirmed: true },
};

/** Attributes that SetTopicAttributes and CreateTopic accept. */
export const TOPIC_ATTRIBUTES = [
  'DeliveryPolicy',
  'DisplayName',
  'KmsMasterKeyId',
  'Policy',
  'SignatureVersion',
  'TracingConfig',
];

/** Attributes that Subscribe and SetSubscriptionAttributes accept. Only filter policies have an effect. */
export const SUBSCRIPTION_ATTRIBUTES = ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery'];
