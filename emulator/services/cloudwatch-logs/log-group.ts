const DAY = 86_400_000;

export interface LogEvent {
  /** Time that the writer gave, in epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
  /** Time at which CloudWatch Logs received the event, in epoch milliseconds of virtual time. */
  readonly ingestionTime: number;
}

export interface LogStream {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  /** Events in the order of ingestion. */
  readonly events: LogEvent[];
}

export interface LogGroup {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly kmsKeyId: string | undefined;
  readonly tags: Map<string, string>;
  /** Days for which events are kept; undefined if they are kept forever. */
  retentionInDays: number | undefined;
  readonly streams: Map<string, LogStream>;
}

/** Values that CloudWatch Logs allows for the retention, in days. Source: API reference, PutRetentionPolicy. */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Returns the stream's events that the group's retention still keeps, sorted by timestamp. */
export function keptEvents(group: LogGroup, stream: LogStream, now: number): readonly LogEvent[] {
  const oldest = group.retentionInDays === undefined ? 0 : now - group.retentionInDays * DAY;
  return stream.events.filter(({ timestamp }) => timestamp >= oldest).sort((a, b) => a.timestamp - b.timestamp);
}

/** Returns a group in the format of DescribeLogGroups. */
export function describeGroup(group: LogGroup): Record<string, unknown> {
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    metricFilterCount: 0,
    // `arn` ends in `:*`, as policies need it. `logGroupArn` is the plain ARN.
    arn: `${group.arn}:*`,
    logGroupArn: group.arn,
    storedBytes: 0,
    logGroupClass: 'STANDARD',
    ...(group.retentionInDays !== undefined && { retentionInDays: group.retentionInDays }),
    ...(group.kmsKeyId !== undefined && { kmsKeyId: group.kmsKeyId }),
  };
}

/** Returns a stream in the format of DescribeLogStreams. */
export function describeStream({ name, arn, createdAt, events }: LogStream): Record<string, unknown> {
  const [first] = events;
  const last = events.at(-1);
  return {
    logStreamName: name,
    arn,
    creationTime: createdAt,
    storedBytes: 0,
    ...(first && { firstEventTimestamp: first.timestamp }),
    ...(last && { lastEventTimestamp: last.timestamp, lastIngestionTime: last.ingestionTime }),
  };
}
