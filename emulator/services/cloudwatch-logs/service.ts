import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { pageOf } from '../../core/paging';
import { requiredText } from '../../core/protocols/input';
import { JsonProtocol } from '../../core/protocols/json';
import { type Call, type Input, type Permission, ServiceError } from '../../core/service';
import { dnsSuffix } from '../kms/usage';
import MODEL from './api-model.json';
import {
  describeGroup,
  describeStream,
  type LogEvent,
  type LogGroup,
  type LogStream,
  RETENTION_DAYS,
} from './log-group';
import { filterLogEvents, getLogEvents } from './read';

/** Allowed names of groups and streams. Source: API reference of CloudWatch Logs. */
const GROUP_NAME = /^[.\-_/#A-Za-z0-9]{1,512}$/;
const STREAM_NAME = /^[^:*]{1,512}$/;

const KEY_USAGE = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:DescribeKey',
];

/** PutLogEvents accepts events from `OLDEST` ms in the past to `NEWEST` ms in the future. */
const OLDEST = 14 * 86_400_000;
const NEWEST = 2 * 3_600_000;

/** CloudWatch Logs: log groups, streams and events. Retention is counted in virtual time. */
export class LogsService extends EmulatedService {
  readonly name = 'logs';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'CloudWatch Logs';
  protected override readonly codes = {
    unknownOperation: 'UnknownOperationException',
    mistyped: 'SerializationException',
    invalid: 'InvalidParameterException',
  };
  protected readonly protocol = new JsonProtocol({ targetPrefix: 'Logs_20140328', version: '1.1' });
  private readonly groups = new Map<string, LogGroup>();
  protected readonly operations: Operations = {
    CreateLogGroup: operation(['logGroupName', 'kmsKeyId', 'tags'], (input) => this.createGroup(input)),
    DeleteLogGroup: operation(['logGroupName'], (input) => void this.groups.delete(this.group(input).name)),
    DescribeLogGroups: operation(['logGroupNamePrefix', 'logGroupNamePattern', 'nextToken', 'limit'], (input) =>
      this.describeGroups(input),
    ),
    PutRetentionPolicy: operation(['logGroupName', 'retentionInDays'], (input) => this.putRetention(input)),
    DeleteRetentionPolicy: operation(['logGroupName'], (input) => {
      this.group(input).retentionInDays = undefined;
    }),
    CreateLogStream: operation(['logGroupName', 'logStreamName'], (input) => this.createStream(input)),
    DescribeLogStreams: operation(
      ['logGroupName', 'logGroupIdentifier', 'logStreamNamePrefix', 'orderBy', 'descending', 'nextToken', 'limit'],
      (input) => this.describeStreams(input),
    ),
    PutLogEvents: operation(['logGroupName', 'logStreamName', 'logEvents.*', 'sequenceToken'], (input) =>
      this.putEvents(input),
    ),
    GetLogEvents: operation(
      [
        'logGroupName',
        'logGroupIdentifier',
        'logStreamName',
        'startTime',
        'endTime',
        'nextToken',
        'limit',
        'startFromHead',
      ],
      (input) => getLogEvents(this.group(input), this.stream(this.group(input), input), input, this.aws.clock.now()),
    ),
    FilterLogEvents: operation(
      [
        'logGroupName',
        'logGroupIdentifier',
        'logStreamNames',
        'logStreamNamePrefix',
        'startTime',
        'endTime',
        'filterPattern',
        'nextToken',
        'limit',
        'interleaved',
      ],
      (input) => filterLogEvents(this.group(input), input, this.aws.clock.now()),
    ),
    ListTagsForResource: operation(['resourceArn'], (input) => ({
      tags: Object.fromEntries(this.taggedGroup(input).tags),
    })),
  };

  constructor(private readonly aws: Aws) {
    super();
  }

  /** Appends a line to the log of a function. Creates the group and the stream if they do not exist. */
  append(groupName: string, streamName: string, line: string): void {
    const group = this.groups.get(groupName) ?? this.addGroup(groupName, {});
    const stream = group.streams.get(streamName) ?? this.addStream(group, streamName);
    const now = this.aws.clock.now();
    stream.events.push({ timestamp: now, message: line, ingestionTime: now });
  }

  permissions(call: Call): readonly Permission[] {
    const { operation, input } = call;
    const action = `logs:${operation}`;
    if (input.resourceArn !== undefined) return [{ action, resource: String(input.resourceArn) }];
    const group = groupNameOf(input);
    if (group === undefined) return [{ action, resource: '*' }];
    // For an operation on a group, AWS authorizes a stream with an empty name: `log-group:NAME:log-stream:`. So a
    // policy's resource needs `:*` after the group's name.
    const stream = `log-stream:${input.logStreamName ?? ''}`;
    return [{ action, resource: this.aws.arn('logs', `log-group:${group}:${stream}`) }];
  }

  private createGroup(input: Input): void {
    const name = requiredText(input, 'logGroupName', 'InvalidParameterException');
    if (!GROUP_NAME.test(name)) {
      throw new ServiceError(
        'InvalidParameterException',
        `Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
      );
    }
    if (this.groups.has(name)) {
      throw new ServiceError('ResourceAlreadyExistsException', 'The specified log group already exists');
    }
    if (input.kmsKeyId !== undefined) this.checkKey(name, String(input.kmsKeyId));
    this.addGroup(name, input);
  }

  /**
   * Checks that the key's policy allows CloudWatch Logs to use the key for this group. Source:
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html (2026-11)
   */
  private checkKey(groupName: string, keyArn: string): void {
    const { account } = this.aws;
    const arn = this.aws.arn('logs', `log-group:${groupName}`);
    const caller = {
      kind: 'service',
      principal: `logs.${account.region}.${dnsSuffix(account.partition)}`,
      sourceArn: arn,
      sourceAccount: account.id,
    } as const;
    const context = { 'kms:EncryptionContext:aws:logs:arn': arn };
    try {
      for (const action of KEY_USAGE) this.aws.authorize(caller, { action, resource: keyArn, context });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throw new ServiceError(
        'InvalidParameterException',
        `The specified KMS Key Id does not exist or is not allowed to be used with Arn '${arn}': ${error.message}`,
      );
    }
  }

  private describeGroups(input: Input): unknown {
    const { logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern = '' } = input;
    if (prefix !== '' && pattern !== '') {
      throw new ServiceError(
        'InvalidParameterException',
        'logGroupNamePrefix and logGroupNamePattern are mutually exclusive parameters.',
      );
    }
    const found = [...this.groups.values()]
      .filter(({ name }) => name.startsWith(String(prefix)) && name.includes(String(pattern)))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { page, next } = paginate(found, input);
    return { logGroups: page.map(describeGroup), nextToken: next };
  }

  private putRetention(input: Input): void {
    const days = Number(input.retentionInDays);
    if (!RETENTION_DAYS.includes(days)) {
      throw new ServiceError(
        'InvalidParameterException',
        `Value '${input.retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${RETENTION_DAYS.join(', ')}]`,
      );
    }
    this.group(input).retentionInDays = days;
  }

  private createStream(input: Input): void {
    const group = this.group(input);
    const name = requiredText(input, 'logStreamName', 'InvalidParameterException');
    if (!STREAM_NAME.test(name)) {
      throw new ServiceError('InvalidParameterException', `logStreamName '${name}' has a ':' or '*' or is too long.`);
    }
    if (group.streams.has(name)) {
      throw new ServiceError('ResourceAlreadyExistsException', 'The specified log stream already exists');
    }
    this.addStream(group, name);
  }

  private describeStreams(input: Input): unknown {
    const found = [...this.group(input).streams.values()]
      .filter(({ name }) => name.startsWith(String(input.logStreamNamePrefix ?? '')))
      .sort(orderOf(input));
    const { page, next } = paginate(found, input);
    return { logStreams: page.map(describeStream), nextToken: next };
  }

  private putEvents(input: Input): unknown {
    const stream = this.stream(this.group(input), input);
    const now = this.aws.clock.now();
    const given = (input.logEvents ?? []) as readonly Omit<LogEvent, 'ingestionTime'>[];
    const tooOld = given.filter(({ timestamp }) => timestamp < now - OLDEST).length;
    const firstTooNew = given.findIndex(({ timestamp }) => timestamp > now + NEWEST);
    const accepted = given.slice(tooOld, firstTooNew < 0 ? given.length : firstTooNew);
    for (const { timestamp, message } of accepted) stream.events.push({ timestamp, message, ingestionTime: now });
    const rejected = {
      ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
      ...(firstTooNew >= 0 && { tooNewLogEventStartIndex: firstTooNew }),
    };
    return Object.keys(rejected).length > 0 ? { rejectedLogEventsInfo: rejected } : {};
  }

  private addGroup(name: string, { kmsKeyId, tags = {} }: Input): LogGroup {
    const group: LogGroup = {
      name,
      arn: this.aws.arn('logs', `log-group:${name}`),
      createdAt: this.aws.clock.now(),
      kmsKeyId: kmsKeyId === undefined ? undefined : String(kmsKeyId),
      tags: new Map(Object.entries(tags as Readonly<Record<string, string>>)),
      retentionInDays: undefined,
      streams: new Map(),
    };
    this.groups.set(name, group);
    return group;
  }

  private addStream(group: LogGroup, name: string): LogStream {
    const arn = `${group.arn}:log-stream:${name}`;
    const stream: LogStream = { name, arn, createdAt: this.aws.clock.now(), events: [] };
    group.streams.set(name, stream);
    return stream;
  }

  private group(input: Input): LogGroup {
    const name = groupNameOf(input) ?? requiredText(input, 'logGroupName', 'InvalidParameterException');
    const group = this.groups.get(name);
    if (group === undefined) {
      throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.');
    }
    return group;
  }

  private stream(group: LogGroup, input: Input): LogStream {
    const stream = group.streams.get(requiredText(input, 'logStreamName', 'InvalidParameterException'));
    if (stream === undefined) {
      throw new ServiceError('ResourceNotFoundException', 'The specified log stream does not exist.');
    }
    return stream;
  }

  private taggedGroup({ resourceArn }: Input): LogGroup {
    return this.group({ logGroupIdentifier: resourceArn });
  }
}

/** Maximum and default number of items on a page. Source: API reference of DescribeLogGroups and DescribeLogStreams, 2026-11. */
const PAGE_SIZE = 50;

function paginate<T>(items: readonly T[], { nextToken: token, limit }: Input) {
  const invalidToken = (text: string) =>
    new ServiceError('InvalidParameterException', `The specified nextToken '${text}' is invalid.`);
  return pageOf(items, { token, size: Number(limit ?? PAGE_SIZE), invalidToken });
}

/**
 * Returns the order in which DescribeLogStreams lists streams. Source: API reference of DescribeLogStreams, 2026-11.
 * @throws ServiceError InvalidParameterException if the order is LastEventTime and the input has a prefix
 */
function orderOf(input: Input): (one: LogStream, other: LogStream) => number {
  const { orderBy = 'LogStreamName', descending, logStreamNamePrefix: prefix } = input;
  if (orderBy === 'LastEventTime' && prefix !== undefined) {
    throw new ServiceError('InvalidParameterException', 'Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const sign = descending === true ? -1 : 1;
  const byName = (one: LogStream, other: LogStream) => (one.name < other.name ? -sign : sign);
  if (orderBy === 'LogStreamName') return byName;
  const lastOf = ({ events }: LogStream) => events.at(-1)?.timestamp ?? 0;
  return (one, other) => sign * (lastOf(one) - lastOf(other)) || byName(one, other);
}

/** Name of the log group in an input, if any. `logGroupIdentifier` is a name or an ARN. */
function groupNameOf({ logGroupName: name, logGroupIdentifier: identifier }: Input): string | undefined {
  if (typeof name === 'string') return name;
  if (typeof identifier !== 'string') return undefined;
  return identifier.replace(/^arn:.*:log-group:/, '').replace(/:\*$/, '');
}
