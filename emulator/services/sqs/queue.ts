import { createHash } from 'node:crypto';
import { parsePolicyDocument, type Statement } from '../iam/policy-document';
import { sqsError } from './errors';
import type { MessageAttributes } from './message-attributes';

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly senderId: string;
  /** Time at which the message was sent. All times of a message are epoch milliseconds. */
  readonly sent: number;
  /** Time from which the message can be received. A delay postpones this time, and so does each receive. */
  visibleAt: number;
  firstReceived?: number;
  receives: number;
  /** Receipt handle of the last receive. Only this handle can delete the message. */
  receiptHandle?: string;
}

interface AttributeRule {
  readonly default: string;
  readonly min: number;
  readonly max: number;
}

/** Attributes that are numbers of seconds or bytes, with their defaults and SQS's limits. */
const NUMBERS: Readonly<Record<string, AttributeRule>> = {
  DelaySeconds: { default: '0', min: 0, max: 900 },
  MaximumMessageSize: { default: '1048576', min: 1024, max: 1_048_576 },
  MessageRetentionPeriod: { default: '345600', min: 60, max: 1_209_600 },
  ReceiveMessageWaitTimeSeconds: { default: '0', min: 0, max: 20 },
  VisibilityTimeout: { default: '30', min: 0, max: 43_200 },
};

/** Attributes whose values the local SQS checks against no range of numbers. */
const TEXTS = ['KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds', 'Policy', 'SqsManagedSseEnabled'];

/** A standard queue. */
export class Queue {
  readonly attributes = new Map<string, string>();
  statements: readonly Statement[] = [];
  private held: Message[] = [];

  /** @param created epoch milliseconds */
  constructor(
    readonly name: string,
    readonly arn: string,
    readonly created: number,
  ) {
    for (const [attribute, { default: value }] of Object.entries(NUMBERS)) this.attributes.set(attribute, value);
  }

  /** @throws ServiceError InvalidAttributeName, InvalidAttributeValue, MalformedPolicyDocument */
  setAttributes(attributes: Readonly<Record<string, unknown>>): void {
    const values = Object.entries(attributes).filter(([, given]) => given !== undefined);
    for (const [name, given] of values) checkAttribute(name, String(given));
    const { Policy: policy } = attributes;
    if (policy !== undefined) this.statements = parsePolicyDocument(String(policy), `policy of queue '${this.name}'`);
    for (const [name, given] of values) this.attributes.set(name, String(given));
  }

  number(attribute: keyof typeof NUMBERS): number {
    return Number(this.attributes.get(attribute));
  }

  /** Returns the messages that are still retained at `now`, oldest first. Removes older messages. */
  messages(now: number): readonly Message[] {
    const kept = now - this.number('MessageRetentionPeriod') * 1000;
    this.held = this.held.filter((message) => message.sent > kept);
    return this.held;
  }

  add(message: Message): void {
    this.held.push(message);
  }

  remove(message: Message): void {
    this.held = this.held.filter((other) => other !== message);
  }

  clear(): void {
    this.held = [];
  }
}

function checkAttribute(name: string, value: string): void {
  const rule = Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
  if (rule === undefined && !TEXTS.includes(name)) {
    const known = [...Object.keys(NUMBERS), ...TEXTS].join(', ');
    throw sqsError('InvalidAttributeName', `Unknown Attribute ${name}. The local SQS has: ${known}.`);
  }
  if (rule !== undefined && !(Number(value) >= rule.min && Number(value) <= rule.max)) {
    throw sqsError(
      'InvalidAttributeValue',
      `Invalid value '${value}' for the parameter ${name}: it must be from ${rule.min} to ${rule.max}.`,
    );
  }
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
