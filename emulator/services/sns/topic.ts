import type { Statement } from '../iam/policy-document';

export interface Subscription {
  readonly arn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** True once the endpoint is confirmed. E-mail addresses and HTTP endpoints are never confirmed here. */
  readonly confirmed: boolean;
  readonly attributes: Map<string, string>;
}

export interface Topic {
  readonly arn: string;
  readonly attributes: Map<string, string>;
  readonly subscriptions: Map<string, Subscription>;
  /** Statements of the Policy attribute, or of the default policy. */
  statements: readonly Statement[];
}

/** Supported protocols. All of them deliver outside AWS, so the local SNS records messages, but delivers none. */
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
