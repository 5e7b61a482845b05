import {
  CreateEventBusCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
  PutRuleCommand,
  PutTargetsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { EventsService } from '../../../../emulator/services/eventbridge/service';
import { SnsService } from '../../../../emulator/services/sns/service';
import { SqsService } from '../../../../emulator/services/sqs/service';
import { inProcess, START, testAws } from '../../../support/in-process';

async function prepare() {
  const aws = testAws();
  const service = new EventsService(aws);
  const sns = new SnsService(aws);
  for (const one of [service, sns, new SqsService(aws)]) aws.register(one);
  const client = new EventBridgeClient(inProcess(aws));
  await client.send(new CreateEventBusCommand({ Name: 'bus', Description: 'of tests' }));
  const put = (...entries: Partial<PutEventsRequestEntry>[]) =>
    client.send(
      new PutEventsCommand({
        Entries: entries.map((entry) => ({
          Source: 'solutions.aws.personalize',
          DetailType: 'Personalize Campaign State Change',
          Detail: '{"Status":"ACTIVE"}',
          EventBusName: 'bus',
          ...entry,
        })),
      }),
    );
  return { aws, service, sns, client, put };
}

describe('event buses', () => {
  it('are described, and listed together with the default bus', async () => {
    // Prepare
    const { client } = await prepare();

    // Act
    const { EventBuses } = await client.send(new ListEventBusesCommand({}));

    // Assess
    expect(EventBuses?.map(({ Name }) => Name)).toEqual(['default', 'bus']);
    expect(await client.send(new DescribeEventBusCommand({ Name: 'bus' }))).toMatchObject({
      Arn: 'arn:aws:events:us-east-1:123456789012:event-bus/bus',
      Description: 'of tests',
      CreationTime: new Date(START),
    });
    await expect(client.send(new CreateEventBusCommand({ Name: 'bus' }))).rejects.toBeInstanceOf(
      ResourceAlreadyExistsException,
    );
    await expect(client.send(new DescribeEventBusCommand({ Name: 'nope' }))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
  });
});

describe('events', () => {
  it('are stored in the envelope that rules and targets receive', async () => {
    // Prepare
    const { aws, service, put } = await prepare();
    await aws.clock.advanceTo(START + 1234);

    // Act
    const output = await put(
      { Resources: ['arn:1'] },
      {
        Time: new Date('2026-01-01T00:00:00.900Z'),
        EventBusName: 'arn:aws:events:us-east-1:123456789012:event-bus/bus',
      },
    );

    // Assess
    expect(output.FailedEntryCount).toBe(0);
    expect(service.events()).toEqual([
      {
        version: '0',
        id: output.Entries?.[0]?.EventId,
        'detail-type': 'Personalize Campaign State Change',
        source: 'solutions.aws.personalize',
        account: '123456789012',
        time: '2026-01-14T12:00:01Z',
        region: 'us-east-1',
        resources: ['arn:1'],
        detail: { Status: 'ACTIVE' },
      },
      expect.objectContaining({
        id: output.Entries?.[1]?.EventId,
        time: '2026-01-01T00:00:00Z',
        resources: [],
      }),
    ]);
  });

  it.each([
    [
      'no source',
      { Source: undefined },
      'InvalidArgument',
      'Parameter Source is not valid. Reason: Source is a required argument.',
    ],
    ['an empty detail type', { DetailType: '' }, 'InvalidArgument', 'DetailType is a required argument.'],
    ['no detail', { Detail: undefined }, 'InvalidArgument', 'Detail is a required argument.'],
    ['a detail that is not an object', { Detail: '[1]' }, 'MalformedDetail', 'Detail is malformed.'],
    ['a detail that is not JSON', { Detail: 'x' }, 'MalformedDetail', 'Detail is malformed.'],
    [
      'a detail type that is too long',
      { DetailType: 'x'.repeat(129) },
      'InvalidArgument',
      'Parameter DetailType is not valid',
    ],
    ['a source that is reserved for AWS', { Source: 'aws.s3' }, 'NotAuthorizedForSourceException', 'Not authorized'],
  ])('with %s are refused, while the other events of the request are accepted', async (_what, wrong, code, message) => {
    // Prepare
    const { service, put } = await prepare();

    // Act
    const output = await put(wrong, {});

    // Assess
    expect(output.FailedEntryCount).toBe(1);
    expect(output.Entries).toMatchObject([
      { ErrorCode: code, ErrorMessage: expect.stringContaining(message) },
      { EventId: expect.any(String) },
    ]);
    expect(service.events()).toHaveLength(1);
  });

  it('are all refused if they are too many, too large in total, or all incomplete', async () => {
    // Prepare
    const { service, put } = await prepare();
    const large = JSON.stringify({ text: 'x'.repeat(131_072) });

    // Act and assess
    await expect(put(...Array(11).fill({}))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(put({ Detail: large }, { Detail: large })).rejects.toMatchObject({
      message: expect.stringContaining('over the limit'),
    });
    await expect(put({ Source: undefined }, { Detail: undefined })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(service.events()).toEqual([]);
  });

  it('are accepted and dropped for a bus that does not exist', async () => {
    // Prepare
    const { service, put } = await prepare();

    // Act
    const output = await put({ EventBusName: 'nope' });

    // Assess
    expect(output.FailedEntryCount).toBe(0);
    expect(service.events()).toEqual([]);
  });

  it('need a permission on each of their buses', () => {
    // Prepare
    const service = new EventsService(testAws());
    const entries = [{ EventBusName: 'a' }, {}, { EventBusName: 'a' }];

    // Act
    const permissions = service.permissions({ operation: 'PutEvents', input: { Entries: entries } });

    // Assess
    expect(permissions).toEqual([
      { action: 'events:PutEvents', resource: 'arn:aws:events:us-east-1:123456789012:event-bus/a' },
      { action: 'events:PutEvents', resource: 'arn:aws:events:us-east-1:123456789012:event-bus/default' },
    ]);
  });
});

describe('events of AWS services', () => {
  const published = () => ({
    Source: 'aws.states',
    DetailType: 'Step Functions Execution Status Change',
    Resources: ['arn:execution'],
    Detail: { status: 'ABORTED' },
  });

  it('reach the rules of the default bus, and are not listed with the events of clients', async () => {
    // Prepare
    const { aws, service, sns, client } = await prepare();
    const { TopicArn } = (await aws.call('sns', 'CreateTopic', { Name: 'news' })) as { TopicArn: string };
    for (const [name, status] of [
      ['stopped', 'ABORTED'],
      ['late', 'TIMED_OUT'],
    ]) {
      const EventPattern = JSON.stringify({ source: ['aws.states'], detail: { status: [status] } });
      await client.send(new PutRuleCommand({ Name: name, EventPattern }));
      await client.send(new PutTargetsCommand({ Rule: name, Targets: [{ Id: 'topic', Arn: TopicArn }] }));
    }

    // Act
    service.publish(published);
    await aws.clock.advanceUntilIdle();

    // Assess
    const [message, ...others] = sns.messages();
    expect(others).toEqual([]);
    expect(JSON.parse(message?.message.default ?? '')).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      'detail-type': 'Step Functions Execution Status Change',
      source: 'aws.states',
      account: '123456789012',
      time: '2026-01-14T12:00:00Z',
      region: 'us-east-1',
      resources: ['arn:execution'],
      detail: { status: 'ABORTED' },
    });
    expect(service.events()).toEqual([]);
  });

  it('are not created while no rule is enabled', async () => {
    // Prepare
    const { service, client } = await prepare();
    const EventPattern = '{"source":["aws.states"]}';
    await client.send(new PutRuleCommand({ Name: 'off', EventPattern, State: 'DISABLED' }));
    const make = jest.fn(published);

    // Act
    service.publish(make);

    // Assess
    expect(make).not.toHaveBeenCalled();
  });
});

describe('rules', () => {
  const rule = { Name: 'failed', EventBusName: 'bus', EventPattern: '{"detail":{"Status":["FAILED"]}}' };

  it('deliver matching events a second later', async () => {
    // Prepare
    const { aws, sns, client, put } = await prepare();
    const { TopicArn } = (await aws.call('sns', 'CreateTopic', { Name: 'news' })) as { TopicArn: string };
    const { QueueUrl } = (await aws.call('sqs', 'CreateQueue', { QueueName: 'q' })) as { QueueUrl: string };
    await client.send(new PutRuleCommand(rule));
    await client.send(
      new PutTargetsCommand({
        Rule: 'failed',
        EventBusName: 'bus',
        Targets: [
          { Id: 'topic', Arn: TopicArn, Input: '"look"' },
          { Id: 'queue', Arn: 'arn:aws:sqs:us-east-1:123456789012:q' },
        ],
      }),
    );

    // Act
    await put({}, { Detail: '{"Status":"FAILED"}' }, { Detail: '{"Status":"FAILED"}', EventBusName: 'default' });
    await aws.clock.advanceUntilIdle();

    // Assess
    expect(sns.messages()).toEqual([
      { at: '2026-01-14T12:00:01.000Z', topicArn: TopicArn, message: { default: '"look"' } },
    ]);
    const received = await aws.call('sqs', 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
    const { Messages: messages } = received as { Messages: { Body: string }[] };
    expect(messages.map(({ Body }) => JSON.parse(Body))).toMatchObject([{ detail: { Status: 'FAILED' } }]);
  });

  it('deliver nothing while they are disabled', async () => {
    // Prepare
    const { aws, sns, client, put } = await prepare();
    const { TopicArn } = (await aws.call('sns', 'CreateTopic', { Name: 'news' })) as { TopicArn: string };
    await client.send(new PutRuleCommand({ ...rule, State: 'DISABLED' }));
    const Targets = [{ Id: 'topic', Arn: TopicArn }];
    await client.send(new PutTargetsCommand({ Rule: 'failed', EventBusName: 'bus', Targets }));

    // Act
    await put({ Detail: '{"Status":"FAILED"}' });
    await aws.clock.advanceUntilIdle();

    // Assess
    expect(sns.messages()).toEqual([]);
  });

  it('are described and listed, and keep their targets when they are updated', async () => {
    // Prepare
    const { client } = await prepare();
    const Targets = [{ Id: 'queue', Arn: 'arn:aws:sqs:us-east-1:123456789012:q' }];
    await client.send(new PutRuleCommand(rule));
    await client.send(new PutTargetsCommand({ Rule: 'failed', EventBusName: 'bus', Targets }));

    // Act
    const { RuleArn } = await client.send(new PutRuleCommand({ ...rule, Description: 'new' }));

    // Assess
    expect(RuleArn).toBe('arn:aws:events:us-east-1:123456789012:rule/bus/failed');
    const where = { EventBusName: 'bus' };
    expect(await client.send(new DescribeRuleCommand({ Name: 'failed', ...where }))).toMatchObject({
      Description: 'new',
      State: 'ENABLED',
      EventPattern: rule.EventPattern,
    });
    expect((await client.send(new ListRulesCommand(where))).Rules).toMatchObject([{ Name: 'failed', Arn: RuleArn }]);
    expect((await client.send(new ListTargetsByRuleCommand({ Rule: 'failed', ...where }))).Targets).toEqual(Targets);
  });

  it('drop an event whose target does not exist, and record the loss', async () => {
    // Prepare
    const { aws, service, client, put } = await prepare();
    const topic = 'arn:aws:sns:us-east-1:123456789012:gone';
    await client.send(new PutRuleCommand(rule));
    const Targets = [{ Id: 'topic', Arn: topic }];
    await client.send(new PutTargetsCommand({ Rule: 'failed', EventBusName: 'bus', Targets }));

    // Act
    await put({ Detail: '{"Status":"FAILED"}' });
    await aws.clock.advanceUntilIdle();

    // Assess
    expect(service.lostEvents()).toMatchObject([
      {
        ruleArn: 'arn:aws:events:us-east-1:123456789012:rule/bus/failed',
        target: { Arn: topic },
        event: { detail: { Status: 'FAILED' } },
        at: START + 1000,
        error: { code: 'NotFound' },
      },
    ]);
  });

  it('are refused with settings or targets that are not emulated', async () => {
    // Prepare
    const { client } = await prepare();
    await client.send(new PutRuleCommand(rule));
    const target = (more: object) =>
      client.send(
        new PutTargetsCommand({
          Rule: 'failed',
          EventBusName: 'bus',
          Targets: [{ Id: 'x', Arn: 'arn:aws:sqs:us-east-1:123456789012:q', ...more }],
        }),
      );

    // Act and assess
    await expect(target({ InputPath: '$.detail' })).rejects.toMatchObject({
      message: expect.stringContaining('does not implement Targets[0].InputPath of PutTargets'),
    });
    await expect(target({ Arn: 'arn:aws:kinesis:us-east-1:123456789012:stream/s' })).rejects.toMatchObject({
      message: expect.stringContaining('delivers to lambda, sns, sqs'),
    });
    await expect(
      client.send(new PutRuleCommand({ Name: 'r', ScheduleExpression: 'rate(1 day)' })),
    ).rejects.toMatchObject({ message: expect.stringContaining('does not implement ScheduleExpression of PutRule') });
  });
});
