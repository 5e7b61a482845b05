import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { pageOf } from '../../core/paging';
import { optionalText, requiredText } from '../../core/protocols/input';
import { JsonProtocol } from '../../core/protocols/json';
import type { Random } from '../../core/random';
import type { Call, Caller, Input, Permission } from '../../core/service';
import type { ResourcePolicy } from '../iam/authorizer';
import { keyPermissions } from '../kms/usage';
import MODEL from './api-model.json';
import { queryError, sqsError } from './errors';
import { attributesSize, checkAttributes, type MessageAttributes, md5OfAttributes } from './message-attributes';
import { type Message, md5, Queue } from './queue';

/**
 * KMS actions that an operation needs on the key of an encrypted queue. Source:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html (2026-11)
 */
const KEY_USAGE: Readonly<Record<string, readonly string[]>> = {
  SendMessage: ['GenerateDataKey', 'Decrypt'],
  ReceiveMessage: ['Decrypt'],
};

const QUEUE_NAME = /^[\w-]{1,80}$/;
const MAX_RECEIVED = 10;
/** Maximum and default number of queues on a page of ListQueues. */
const MAX_PAGE_SIZE = 1000;
const RECEIPT_HANDLE_LENGTH = 64;

/** Characters that SQS refuses: all characters that XML 1.0 does not allow. */
const FORBIDDEN_CHARACTERS = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** @param visible number of messages that can be received now */
type DepthListener = (queueName: string, visible: number) => void;

/**
 * SQS with standard queues. ReceiveMessage returns at once, even with long polling, because a waiting caller would stop virtual time.
 * Redrive policies are refused as unknown attributes.
 */
export class SqsService extends EmulatedService {
  readonly name = 'sqs';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'SQS';
  protected override readonly codes = {
    unknownOperation: 'UnsupportedOperation',
    mistyped: 'SerializationException',
    invalid: 'InvalidParameterValue',
    missing: 'MissingParameter',
  };
  /**
   * Only the presence of required members is checked, because the API model lacks values that SQS accepts in `AttributeNames` of
   * ReceiveMessage (API reference, 2026-11).
   */
  protected override readonly checks = 'required';
  protected readonly protocol = new JsonProtocol({
    targetPrefix: 'AmazonSQS',
    version: '1.0',
    headersOfError: (error) => ({ 'x-amzn-query-error': queryError(error) }),
  });
  private readonly queues = new Map<string, Queue>();
  private readonly listeners: DepthListener[] = [];
  private readonly random: Random;
  protected readonly operations: Operations = {
    CreateQueue: operation(['QueueName', 'Attributes'], (input) => this.createQueue(input)),
    DeleteQueue: operation(['QueueUrl'], (input) => void this.queues.delete(this.queue(input).name)),
    GetQueueUrl: operation(['QueueName'], (input) => ({ QueueUrl: this.urlOf(this.queueNamed(requiredName(input))) })),
    ListQueues: operation(['QueueNamePrefix', 'MaxResults', 'NextToken'], (input) => this.listQueues(input)),
    GetQueueAttributes: operation(['QueueUrl', 'AttributeNames'], (input) => this.getQueueAttributes(input)),
    SetQueueAttributes: operation(['QueueUrl', 'Attributes'], (input) =>
      this.queue(input).setAttributes((input.Attributes ?? {}) as Input),
    ),
    SendMessage: operation(
      [
        'QueueUrl',
        'MessageBody',
        'DelaySeconds',
        'MessageAttributes.StringValue',
        'MessageAttributes.BinaryValue',
        'MessageAttributes.DataType',
      ],
      (input, caller) => this.sendMessage(input, caller),
    ),
    ReceiveMessage: operation(
      [
        'QueueUrl',
        'AttributeNames',
        'MessageSystemAttributeNames',
        'MessageAttributeNames',
        'MaxNumberOfMessages',
        'VisibilityTimeout',
        'WaitTimeSeconds',
      ],
      (input) => this.receiveMessage(input),
    ),
    DeleteMessage: operation(['QueueUrl', 'ReceiptHandle'], (input) => this.deleteMessage(input)),
    PurgeQueue: operation(['QueueUrl'], (input) => this.purgeQueue(input)),
  };

  constructor(private readonly aws: Aws) {
    super();
    this.random = aws.random.fork('sqs');
  }

  /**
   * Registers a listener, which is called after each sent or deleted message and after each purge. (In AWS, CloudWatch
   * gets the number of visible messages every minute while a queue is in use.)
   */
  onDepth(listener: DepthListener): void {
    this.listeners.push(listener);
  }

  private report(queue: Queue): void {
    const now = this.aws.clock.now();
    const visible = queue.messages(now).filter(({ visibleAt }) => visibleAt <= now).length;
    for (const listener of this.listeners) listener(queue.name, visible);
  }

  private purgeQueue(input: Input): void {
    const queue = this.queue(input);
    queue.clear();
    this.report(queue);
  }

  /** Returns the statements of a queue's policy, or none if the queue has no policy. */
  readonly resourcePolicy: ResourcePolicy = (queueArn) =>
    [...this.queues.values()].find((queue) => queue.arn === queueArn)?.statements ?? [];

  permissions({ operation, input }: Call): readonly Permission[] {
    const name = optionalText(input, 'QueueUrl')?.split('/').at(-1) ?? optionalText(input, 'QueueName');
    const resource = name === undefined ? '*' : this.aws.arn('sqs', name);
    const keyArn = this.queues.get(name ?? '')?.attributes.get('KmsMasterKeyId');
    const onKey = keyPermissions(this.aws, 'sqs', keyArn, KEY_USAGE[operation] ?? []);
    return [{ action: `sqs:${operation}`, resource }, ...onKey];
  }

  private createQueue(input: Input): unknown {
    const name = requiredName(input);
    if (!QUEUE_NAME.test(name)) {
      throw sqsError(
        'InvalidParameterValue',
        `The queue name '${name}' must have 1 to 80 characters of A-Z, a-z, 0-9, - and _ (the local SQS has no FIFO queues).`,
      );
    }
    const attributes = (input.Attributes ?? {}) as Readonly<Record<string, unknown>>;
    const existing = this.queues.get(name);
    if (existing !== undefined) {
      const different = Object.entries(attributes).find(
        ([attribute, value]) => value !== undefined && existing.attributes.get(attribute) !== String(value),
      );
      if (different !== undefined) {
        throw sqsError(
          'QueueNameExists',
          `A queue already exists with the same name and a different value for attribute ${different[0]}`,
        );
      }
      return { QueueUrl: this.urlOf(existing) };
    }
    const queue = new Queue(name, this.aws.arn('sqs', name), this.aws.clock.now());
    queue.setAttributes(attributes);
    this.queues.set(name, queue);
    return { QueueUrl: this.urlOf(queue) };
  }

  private listQueues(input: Input): unknown {
    const prefix = optionalText(input, 'QueueNamePrefix') ?? '';
    const names = [...this.queues.keys()].filter((name) => name.startsWith(prefix)).sort();
    const size = within(input, 'MaxResults', 1, MAX_PAGE_SIZE) ?? MAX_PAGE_SIZE;
    const { page, next } = pageOf(names, {
      token: input.NextToken,
      size,
      invalidToken: (token) => sqsError('InvalidParameterValue', `The NextToken '${token}' is not valid.`),
    });
    // A request without MaxResults gets no token. Source: API reference of ListQueues, 2026-11.
    const more = input.MaxResults === undefined ? {} : { NextToken: next };
    return page.length === 0 ? {} : { QueueUrls: page.map((name) => this.urlOf(this.queueNamed(name))), ...more };
  }

  private getQueueAttributes(input: Input): unknown {
    const queue = this.queue(input);
    const now = this.aws.clock.now();
    const messages = queue.messages(now);
    const waiting = messages.filter((message) => message.visibleAt > now);
    const inFlight = waiting.filter((message) => message.receives > 0).length;
    const all: Readonly<Record<string, string>> = {
      QueueArn: queue.arn,
      CreatedTimestamp: String(Math.floor(queue.created / 1000)),
      ApproximateNumberOfMessages: String(messages.length - waiting.length),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
      ApproximateNumberOfMessagesDelayed: String(waiting.length - inFlight),
      ...Object.fromEntries(queue.attributes),
    };
    return { Attributes: chosen(all, input.AttributeNames) };
  }

  private sendMessage(input: Input, caller: Caller): unknown {
    const queue = this.queue(input);
    const body = requiredText(input, 'MessageBody', 'MissingParameter');
    const attributes = (input.MessageAttributes ?? {}) as MessageAttributes;
    if (FORBIDDEN_CHARACTERS.test(body)) {
      throw sqsError('InvalidMessageContents', 'The message contains characters that SQS does not allow.');
    }
    checkAttributes(attributes);
    const size = Buffer.byteLength(body) + attributesSize(attributes);
    if (size > queue.number('MaximumMessageSize')) {
      throw sqsError(
        'InvalidParameterValue',
        `One or more parameters are invalid. Reason: Message must be shorter than ${queue.number('MaximumMessageSize')} bytes; it has ${size}.`,
      );
    }
    const now = this.aws.clock.now();
    const message: Message = {
      id: this.random.uuid(),
      body,
      attributes,
      senderId: caller.kind === 'role' ? `${caller.roleName}:${caller.session}` : this.aws.account.id,
      sent: now,
      visibleAt: now + (within(input, 'DelaySeconds', 0, 900) ?? queue.number('DelaySeconds')) * 1000,
      receives: 0,
    };
    queue.add(message);
    this.report(queue);
    return { MessageId: message.id, MD5OfMessageBody: md5(body), MD5OfMessageAttributes: md5OfAttributes(attributes) };
  }

  private receiveMessage(input: Input): unknown {
    const queue = this.queue(input);
    const max = within(input, 'MaxNumberOfMessages', 1, MAX_RECEIVED) ?? 1;
    const timeout = within(input, 'VisibilityTimeout', 0, 43_200) ?? queue.number('VisibilityTimeout');
    within(input, 'WaitTimeSeconds', 0, 20);
    const now = this.aws.clock.now();
    const visible = queue.messages(now).filter((message) => message.visibleAt <= now);
    const messages = visible.slice(0, max).map((message) => {
      message.visibleAt = now + timeout * 1000;
      message.firstReceived ??= now;
      message.receives += 1;
      message.receiptHandle = this.random.hex(RECEIPT_HANDLE_LENGTH);
      return describe(message, input);
    });
    return messages.length === 0 ? {} : { Messages: messages };
  }

  private deleteMessage(input: Input): undefined {
    const queue = this.queue(input);
    const handle = requiredText(input, 'ReceiptHandle', 'MissingParameter');
    if (!/^[0-9a-f]+$/.test(handle)) {
      throw sqsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`);
    }
    // Only the handle of the last receive deletes a message. An older handle has no effect and is not an error.
    const message = queue.messages(this.aws.clock.now()).find((candidate) => candidate.receiptHandle === handle);
    if (message === undefined) return;
    queue.remove(message);
    this.report(queue);
  }

  private queue(input: Input): Queue {
    const url = requiredText(input, 'QueueUrl', 'MissingParameter');
    return this.queueNamed(url.split('/').at(-1) ?? '');
  }

  private queueNamed(name: string): Queue {
    const queue = this.queues.get(name);
    if (queue === undefined) {
      throw sqsError('QueueDoesNotExist', `The specified queue does not exist: '${name}'.`);
    }
    return queue;
  }

  private urlOf({ name }: Queue): string {
    const { id, region } = this.aws.account;
    return `https://sqs.${region}.amazonaws.com/${id}/${name}`;
  }
}

/**
 * Returns a member of the input as a number, or undefined if the member is absent.
 * @throws ServiceError InvalidParameterValue if the number is out of bounds
 */
function within(input: Input, member: string, min: number, max: number): number | undefined {
  if (input[member] === undefined) return undefined;
  const value = Number(input[member]);
  if (value >= min && value <= max) return value;
  throw sqsError('InvalidParameterValue', `${member} is ${value}; it must be from ${min} to ${max}.`);
}

function requiredName(input: Input): string {
  return requiredText(input, 'QueueName', 'MissingParameter');
}

function describe(message: Message, input: Input): unknown {
  const system = chosen(
    {
      SenderId: message.senderId,
      SentTimestamp: String(message.sent),
      ApproximateReceiveCount: String(message.receives),
      ApproximateFirstReceiveTimestamp: String(message.firstReceived),
    },
    input.MessageSystemAttributeNames ?? input.AttributeNames,
  );
  const own = chosen(message.attributes, input.MessageAttributeNames);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(Object.keys(own).length > 0 && { MessageAttributes: own, MD5OfMessageAttributes: md5OfAttributes(own) }),
  };
}

/** Returns the members with the given names. A name may be a prefix (`a.*`) or `All`. Without `names`, returns no members. */
function chosen<T>(members: Readonly<Record<string, T>>, names: unknown): Record<string, T> {
  const asked = (names ?? []) as readonly string[];
  const isAsked = (name: string) =>
    asked.some((one) => one === 'All' || one === name || (one.endsWith('.*') && name.startsWith(one.slice(0, -1))));
  return Object.fromEntries(Object.entries(members).filter(([name]) => isAsked(name)));
}
