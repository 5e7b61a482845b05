import type { Aws } from '../../../../emulator/core/aws';
import type { Input } from '../../../../emulator/core/service';
import { LogsService } from '../../../../emulator/services/cloudwatch-logs/service';
import { START, testAws } from '../../../support/in-process';

const DAY = 86_400_000;
const HERE = { logGroupName: '/aws/lambda/upload', logStreamName: 'stream' };

describe('log events', () => {
  it('are read in the order of their timestamps, whether a function or a client wrote them', async () => {
    // Prepare
    const { aws, logs } = account();
    logs.append(HERE.logGroupName, HERE.logStreamName, 'second');
    await aws.call('logs', 'PutLogEvents', {
      ...HERE,
      logEvents: [
        { timestamp: START - 1000, message: 'first' },
        { timestamp: START + 1000, message: 'third' },
      ],
    });

    // Act
    const { events } = await read(aws);

    // Assess
    expect(events).toEqual([
      { timestamp: START - 1000, message: 'first', ingestionTime: START },
      { timestamp: START, message: 'second', ingestionTime: START },
      { timestamp: START + 1000, message: 'third', ingestionTime: START },
    ]);
  });

  it('have the same ids in two different responses', async () => {
    // Prepare
    const { aws, logs } = account();
    for (const line of ['1', '2', '3']) {
      logs.append(HERE.logGroupName, HERE.logStreamName, line);
      await aws.clock.advanceTo(aws.clock.now() + 1000);
    }
    const { logGroupName } = HERE;

    // Act
    const { events: all } = await found(aws, { logGroupName });
    const { events: later } = await found(aws, { logGroupName, startTime: START + 1000 });

    // Assess
    expect(later.map(({ eventId }) => eventId)).toEqual(all.slice(1).map(({ eventId }) => eventId));
  });

  it('are read page by page from either end of their stream', async () => {
    // Prepare
    const { aws, logs } = account();
    for (const line of ['1', '2', '3', '4', '5']) logs.append(HERE.logGroupName, HERE.logStreamName, line);

    // Act
    const newest = await read(aws, { limit: 2 });
    const before = await read(aws, { limit: 2, nextToken: newest.nextBackwardToken });
    const after = await read(aws, { limit: 2, nextToken: newest.nextForwardToken });
    const oldest = await read(aws, { limit: 2, startFromHead: true });
    const next = await read(aws, { limit: 2, nextToken: oldest.nextForwardToken });

    // Assess
    const lines = ({ events }: Page) => events.map(({ message }) => message).join('');
    expect([newest, before, after, oldest, next].map(lines)).toEqual(['45', '23', '', '12', '34']);
    // Clients recognize the end of a stream by a token that stays the same.
    expect(after.nextForwardToken).toBe(newest.nextForwardToken);
  });

  it('are read from startTime (inclusive) to endTime (exclusive)', async () => {
    // Prepare
    const { aws, logs } = account();
    for (const line of ['a', 'b', 'c']) {
      logs.append(HERE.logGroupName, HERE.logStreamName, line);
      await aws.clock.advanceTo(aws.clock.now() + 1000);
    }

    // Act
    const { events } = await read(aws, { startTime: START + 1000, endTime: START + 2000 });

    // Assess
    expect(events.map(({ message }) => message)).toEqual(['b']);
  });

  it('expire after the retention period of their log group', async () => {
    // Prepare
    const { aws, logs } = account();
    logs.append(HERE.logGroupName, HERE.logStreamName, 'old');
    await aws.call('logs', 'PutRetentionPolicy', { logGroupName: HERE.logGroupName, retentionInDays: 7 });
    await aws.clock.advanceTo(START + 6 * DAY);
    logs.append(HERE.logGroupName, HERE.logStreamName, 'new');

    // Act
    const before = await read(aws);
    await aws.clock.advanceTo(START + 7 * DAY + 1);
    const after = await read(aws);

    // Assess
    expect(before.events.map(({ message }) => message)).toEqual(['old', 'new']);
    expect(after.events.map(({ message }) => message)).toEqual(['new']);
  });

  it('are refused if they are too old or too new, while the other events of the request are accepted', async () => {
    // Prepare
    const { aws, logs } = account();
    logs.append(HERE.logGroupName, HERE.logStreamName, 'line');

    // Act
    const actual = await aws.call('logs', 'PutLogEvents', {
      ...HERE,
      logEvents: [
        { timestamp: START - 15 * DAY, message: 'too old' },
        { timestamp: START, message: 'right' },
        { timestamp: START + DAY, message: 'too new' },
      ],
    });

    // Assess
    expect(actual).toEqual({
      rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 },
    });
    expect((await read(aws)).events.map(({ message }) => message)).toEqual(['line', 'right']);
  });
});

describe('FilterLogEvents', () => {
  it.each([
    ['', ['ERROR a', 'ERROR b', 'WARN a b', 'error c']],
    ['ERROR', ['ERROR a', 'ERROR b']],
    ['ERROR b', ['ERROR b']],
    ['"a b"', ['WARN a b']],
    ['ERROR -b', ['ERROR a']],
    ['?WARN ?error', ['WARN a b', 'error c']],
    ['nowhere', []],
  ])("finds, in all streams, the lines that match the pattern '%s'", async (filterPattern, expected) => {
    // Prepare
    const { aws, logs } = account();
    for (const [stream, line] of [
      ['one', 'ERROR a'],
      ['two', 'ERROR b'],
      ['one', 'WARN a b'],
      ['two', 'error c'],
    ] as const) {
      logs.append(HERE.logGroupName, stream, line);
      await aws.clock.advanceTo(aws.clock.now() + 1);
    }

    // Act
    const { events } = (await aws.call('logs', 'FilterLogEvents', {
      logGroupName: HERE.logGroupName,
      filterPattern,
    })) as Page;

    // Assess
    expect(events.map(({ message }) => message)).toEqual(expected);
  });

  it('searches only the streams with the given names or prefix, page by page', async () => {
    // Prepare
    const { aws, logs } = account();
    for (const stream of ['a1', 'a2', 'b1']) logs.append(HERE.logGroupName, stream, stream);
    const find = async (input: Input) =>
      (await aws.call('logs', 'FilterLogEvents', { logGroupName: HERE.logGroupName, ...input })) as Page;

    // Act
    const named = await find({ logStreamNames: ['b1'] });
    const first = await find({ logStreamNamePrefix: 'a', limit: 1 });
    const second = await find({ logStreamNamePrefix: 'a', limit: 1, nextToken: first.nextToken });

    // Assess
    const lines = ({ events }: Page) => events.map(({ message }) => message);
    expect([lines(named), lines(first), lines(second)]).toEqual([['b1'], ['a1'], ['a2']]);
    expect(second).not.toHaveProperty('nextToken');
  });

  it('refuses patterns for JSON fields, which are not emulated', async () => {
    // Prepare
    const { aws, logs } = account();
    logs.append(HERE.logGroupName, 'a', 'b');

    // Act
    const call = aws.call('logs', 'FilterLogEvents', {
      logGroupName: HERE.logGroupName,
      filterPattern: '{ $.level = "ERROR" }',
    });

    // Assess
    await expect(call).rejects.toThrow('plain terms only');
  });
});

describe('CloudWatch Logs', () => {
  it('describes log groups and streams, and lists the tags of a group', async () => {
    // Prepare
    const { aws } = account();
    await aws.call('logs', 'CreateLogGroup', { logGroupName: '/b', tags: { team: 'a' } });
    await aws.call('logs', 'CreateLogGroup', { logGroupName: '/a' });
    await aws.call('logs', 'PutRetentionPolicy', { logGroupName: '/a', retentionInDays: 30 });
    await aws.call('logs', 'CreateLogStream', { logGroupName: '/a', logStreamName: 's' });

    // Act
    const groups = await aws.call('logs', 'DescribeLogGroups', { logGroupNamePrefix: '/' });
    const streams = await aws.call('logs', 'DescribeLogStreams', { logGroupName: '/a' });
    const tags = await aws.call('logs', 'ListTagsForResource', {
      resourceArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/b',
    });

    // Assess
    expect(groups).toMatchObject({
      logGroups: [
        {
          logGroupName: '/a',
          creationTime: START,
          retentionInDays: 30,
          arn: 'arn:aws:logs:us-east-1:123456789012:log-group:/a:*',
        },
        { logGroupName: '/b' },
      ],
    });
    expect(streams).toMatchObject({ logStreams: [{ logStreamName: 's', creationTime: START }] });
    expect(tags).toEqual({ tags: { team: 'a' } });
  });

  it.each<[string, string, Input, string]>([
    ['an invalid group name', 'CreateLogGroup', { logGroupName: 'a b' }, 'InvalidParameterException'],
    ['the name of an existing group', 'CreateLogGroup', { logGroupName: '/there' }, 'ResourceAlreadyExistsException'],
    [
      'the name of an existing stream',
      'CreateLogStream',
      { logGroupName: '/there', logStreamName: 'there' },
      'ResourceAlreadyExistsException',
    ],
    [
      'an invalid stream name',
      'CreateLogStream',
      { logGroupName: '/there', logStreamName: 'a:b' },
      'InvalidParameterException',
    ],
    ['a missing group', 'CreateLogStream', { logGroupName: '/other', logStreamName: 's' }, 'ResourceNotFoundException'],
    [
      'a retention period that AWS does not offer',
      'PutRetentionPolicy',
      { logGroupName: '/there', retentionInDays: 8 },
      'InvalidParameterException',
    ],
    [
      'a missing stream',
      'PutLogEvents',
      { logGroupName: '/there', logStreamName: 'other', logEvents: [{ timestamp: START, message: 'line' }] },
      'ResourceNotFoundException',
    ],
    [
      'an invalid token',
      'GetLogEvents',
      { logGroupName: '/there', logStreamName: 'there', nextToken: 'x' },
      'InvalidParameterException',
    ],
    ['an operation that is not emulated', 'StartQuery', {}, 'UnknownOperationException'],
  ])('refuses %s (%s)', async (_, operation, input, code) => {
    // Prepare
    const { aws, logs } = account();
    logs.append('/there', 'there', 'line');

    // Act
    const call = aws.call('logs', operation, input);

    // Assess
    await expect(call).rejects.toMatchObject({ code });
  });

  it('requires permission for PutLogEvents on the ARN of the log stream', () => {
    // Prepare
    const { logs } = account();

    // Act
    const [permission] = logs.permissions({ operation: 'PutLogEvents', input: HERE });

    // Assess
    expect(permission).toEqual({
      action: 'logs:PutLogEvents',
      resource: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/upload:log-stream:stream',
    });
  });
});

interface Page {
  readonly events: readonly { readonly message: string }[];
  readonly nextToken?: string;
  readonly nextForwardToken?: string;
  readonly nextBackwardToken?: string;
}

async function read(aws: Aws, more: Input = {}): Promise<Page> {
  return (await aws.call('logs', 'GetLogEvents', { ...HERE, ...more })) as Page;
}

function account() {
  const aws = testAws();
  const logs = new LogsService(aws);
  aws.register(logs);
  return { aws, logs };
}

async function found(aws: Aws, input: Input): Promise<{ readonly events: readonly { readonly eventId: string }[] }> {
  return (await aws.call('logs', 'FilterLogEvents', input)) as Awaited<ReturnType<typeof found>>;
}
