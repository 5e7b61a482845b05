import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  NotFoundException,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { SnsService } from '../../../../emulator/services/sns/service';
import { inProcess, testAws } from '../../../support/in-process';

async function prepare() {
  const aws = testAws();
  const service = new SnsService(aws);
  aws.register(service);
  const client = new SNSClient(inProcess(aws));
  const { TopicArn = '' } = await client.send(
    new CreateTopicCommand({ Name: 'news', Attributes: { DisplayName: 'News & more' } }),
  );
  const publish = (more: object) => client.send(new PublishCommand({ TopicArn, Message: 'text', ...more }));
  return { aws, service, client, TopicArn, publish };
}

describe('SNS topics', () => {
  it('are created only once even if requested twice, and are described with their attributes', async () => {
    // Prepare
    const { client, TopicArn } = await prepare();

    // Act
    const again = await client.send(new CreateTopicCommand({ Name: 'news' }));
    await client.send(
      new SetTopicAttributesCommand({
        TopicArn,
        AttributeName: 'KmsMasterKeyId',
        AttributeValue: 'alias/aws/sns',
      }),
    );

    // Assess
    expect(TopicArn).toBe('arn:aws:sns:us-east-1:123456789012:news');
    expect(again.TopicArn).toBe(TopicArn);
    expect((await client.send(new ListTopicsCommand())).Topics).toEqual([{ TopicArn }]);
    expect((await client.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes).toMatchObject({
      TopicArn,
      DisplayName: 'News & more',
      KmsMasterKeyId: 'alias/aws/sns',
      SubscriptionsPending: '0',
    });
  });

  it('are listed a hundred at a time', async () => {
    // Prepare
    const { client } = await prepare();
    for (let index = 0; index < 104; index += 1) await client.send(new CreateTopicCommand({ Name: `t${index}` }));

    // Act
    const first = await client.send(new ListTopicsCommand());
    const second = await client.send(new ListTopicsCommand({ NextToken: first.NextToken }));

    // Assess
    expect(first.Topics).toHaveLength(100);
    expect(second.Topics).toHaveLength(5);
    expect(second.NextToken).toBeUndefined();
  });

  it('refuse an attribute that they do not have', async () => {
    // Prepare
    const { client, TopicArn } = await prepare();

    // Act and assess
    await expect(
      client.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Colour', AttributeValue: 'red' })),
    ).rejects.toMatchObject({ message: expect.stringContaining("AttributeName 'Colour'") });
  });

  it('provide the statements of their policy for authorization', async () => {
    // Prepare
    const { service, client, TopicArn } = await prepare();
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: TopicArn,
    };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

    // Act
    await client.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue: policy }));

    // Assess
    expect(service.resourcePolicy(TopicArn)).toMatchObject([{ effect: 'Allow', actions: ['sns:Publish'] }]);
    expect(service.resourcePolicy(`${TopicArn}-2`)).toEqual([]);
  });
});

describe('SNS subscriptions', () => {
  it('are pending after an e-mail address was subscribed', async () => {
    // Prepare
    const { client, TopicArn } = await prepare();

    // Act
    const input = { TopicArn, Protocol: 'email', Endpoint: 'ops@example.com' };
    const { SubscriptionArn } = await client.send(new SubscribeCommand(input));

    // Assess
    expect(SubscriptionArn).toBe('pending confirmation');
    const { Subscriptions } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions).toEqual([
      {
        SubscriptionArn: 'PendingConfirmation',
        Owner: '123456789012',
        Protocol: 'email',
        Endpoint: 'ops@example.com',
        TopicArn,
      },
    ]);
  });

  it('end when Unsubscribe is called with their ARN', async () => {
    // Prepare
    const { client, TopicArn } = await prepare();
    const { SubscriptionArn } = await client.send(
      new SubscribeCommand({ TopicArn, Protocol: 'sms', Endpoint: '+1555', ReturnSubscriptionArn: true }),
    );

    // Act
    await client.send(new UnsubscribeCommand({ SubscriptionArn }));

    // Assess
    const { Subscriptions } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions).toEqual([]);
  });

  it('show their attributes, and lose an attribute that is set to an empty value', async () => {
    // Prepare
    const { client, TopicArn } = await prepare();
    const input = { TopicArn, Protocol: 'email', Endpoint: 'ops@example.com', ReturnSubscriptionArn: true };
    const FilterPolicy = '{"status":["FAILED"]}';
    const { SubscriptionArn } = await client.send(new SubscribeCommand({ ...input, Attributes: { FilterPolicy } }));
    const shown = async () => (await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes;

    // Act
    const before = await shown();
    await client.send(new SubscribeCommand(input));
    const change = { SubscriptionArn, AttributeName: 'FilterPolicy', AttributeValue: '' };
    await client.send(new SetSubscriptionAttributesCommand(change));
    const after = await shown();

    // Assess
    const common = {
      SubscriptionArn,
      TopicArn,
      Owner: '123456789012',
      Protocol: 'email',
      Endpoint: 'ops@example.com',
      PendingConfirmation: 'true',
      ConfirmationWasAuthenticated: 'false',
      RawMessageDelivery: 'false',
    };
    expect(before).toEqual({ ...common, FilterPolicy, FilterPolicyScope: 'MessageAttributes' });
    expect(after).toEqual(common);
  });

  it.each([
    ['a filter policy that is a list', { FilterPolicy: '["FAILED"]' }, 'FilterPolicy'],
    [
      'a filter policy with a text in place of a list',
      { FilterPolicy: '{"status":"FAILED"}' },
      "'status' must have a list",
    ],
    [
      'a numeric filter policy, which is not emulated',
      { FilterPolicy: '{"status":[{"numeric":["=",1]}]}' },
      'does not evaluate',
    ],
    [
      'a filter policy with 160 combinations of values',
      { FilterPolicy: JSON.stringify({ a: Array(16).fill('x'), b: Array(10).fill('x') }) },
      '160 combinations',
    ],
    [
      'a filter policy with six names',
      { FilterPolicy: JSON.stringify(Object.fromEntries([...'abcdef'].map((name) => [name, ['x']]))) },
      '6 names',
    ],
    ['an unknown scope of the filter policy', { FilterPolicyScope: 'Body' }, 'FilterPolicyScope'],
    ['raw delivery that is not true or false', { RawMessageDelivery: 'yes' }, 'RawMessageDelivery'],
    ['an attribute that is not emulated', { RedrivePolicy: '{}' }, "AttributeName 'RedrivePolicy'"],
  ])('are refused with %s', async (_, Attributes, named) => {
    // Prepare
    const { client, TopicArn } = await prepare();
    const input = { TopicArn, Protocol: 'email', Endpoint: 'ops@example.com' };

    // Act and assess
    await expect(client.send(new SubscribeCommand({ ...input, Attributes }))).rejects.toMatchObject({
      message: expect.stringContaining(named),
    });
  });

  it('cannot be created again with other attributes, and are not found if they do not exist', async () => {
    // Prepare
    const { client, TopicArn } = await prepare();
    const input = { TopicArn, Protocol: 'email', Endpoint: 'ops@example.com' };
    await client.send(new SubscribeCommand(input));

    // Act and assess
    await expect(
      client.send(new SubscribeCommand({ ...input, Attributes: { RawMessageDelivery: 'true' } })),
    ).rejects.toMatchObject({ message: expect.stringContaining('already exists with different attributes') });
    await expect(
      client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: `${TopicArn}:none` })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    "are refused with the protocol '%s', which names a property of every JavaScript object",
    async (Protocol) => {
      // Prepare
      const { client, TopicArn } = await prepare();

      // Act and assess
      await expect(client.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint: 'a' }))).rejects.toThrow(
        `Protocol '${Protocol}': the local SNS has only email, `,
      );
    },
  );

  it('are refused if their protocol is not emulated', async () => {
    // Prepare
    const { client, TopicArn } = await prepare();

    // Act and assess
    await expect(
      client.send(new SubscribeCommand({ TopicArn, Protocol: 'lambda', Endpoint: 'arn' })),
    ).rejects.toMatchObject({ message: expect.stringContaining("Protocol 'lambda'") });
  });
});

describe('SNS messages', () => {
  it('are stored with their time, subject, attributes and the text for each protocol', async () => {
    // Prepare
    const { aws, service, TopicArn, publish } = await prepare();

    // Act
    const { MessageId } = await publish({ Message: 'plain' });
    await aws.clock.advanceTo(aws.clock.now() + 1500);
    await publish({
      Subject: 'UPDATE FAILED',
      MessageStructure: 'json',
      MessageAttributes: { status: { DataType: 'String', StringValue: 'FAILED' } },
      Message: JSON.stringify({ default: 'short', email: 'long', nested: { a: 1 } }),
    });

    // Assess
    expect(MessageId).toMatch(/^[0-9a-f-]{36}$/);
    expect(service.messages()).toEqual([
      { at: '2026-01-14T12:00:00.000Z', topicArn: TopicArn, message: { default: 'plain' } },
      {
        at: '2026-01-14T12:00:01.500Z',
        topicArn: TopicArn,
        subject: 'UPDATE FAILED',
        message: { default: 'short', email: 'long' },
        attributes: { status: 'FAILED' },
      },
    ]);
  });

  it.each([
    ['an empty message', { Message: '' }, 'Empty message'],
    ['a subject of 100 characters', { Subject: 'x'.repeat(100) }, 'Subject: 100 characters'],
    ['a subject with a line break', { Subject: 'a\nb' }, 'Subject "a\\nb"'],
    ['a subject with a character outside ASCII', { Subject: 'ü' }, 'Subject "ü"'],
    ['JSON without a default text', { MessageStructure: 'json', Message: '{"email":"x"}' }, 'No default entry'],
    ['a default that is not text', { MessageStructure: 'json', Message: '{"default":{}}' }, 'No default entry'],
    ['text in place of JSON', { MessageStructure: 'json', Message: 'text' }, 'failed to parse'],
    ['an unknown structure', { MessageStructure: 'xml' }, "MessageStructure 'xml'"],
    [
      'an empty attribute',
      { MessageAttributes: { status: { DataType: 'String', StringValue: '' } } },
      "The message attribute 'status' must contain a non-empty value",
    ],
    [
      'an attribute that is not text',
      { MessageAttributes: { count: { DataType: 'Number', StringValue: '1' } } },
      "The message attribute 'count' has the type 'Number'",
    ],
    ['text above 256 KiB', { Message: 'ü'.repeat(131_073) }, 'Message too long: 262146 bytes'],
    [
      'text and attributes that together exceed 256 KiB',
      { Message: 'x'.repeat(262_140), MessageAttributes: { name: { DataType: 'String', StringValue: 'v' } } },
      'Message too long: 262151 bytes',
    ],
  ])('are refused with %s', async (_what, more, reason) => {
    // Prepare
    const { service, publish } = await prepare();

    // Act and assess
    await expect(publish(more)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(reason),
    });
    expect(service.messages()).toEqual([]);
  });

  it('are accepted up to the maximum size', async () => {
    // Prepare
    const { service, publish } = await prepare();

    // Act
    await publish({ Message: 'x'.repeat(262_144), Subject: 'x'.repeat(99) });

    // Assess
    expect(service.messages()).toHaveLength(1);
  });

  it('are refused for a topic that does not exist, and for a name in place of an ARN', async () => {
    // Prepare
    const { publish, TopicArn } = await prepare();

    // Act and assess
    await expect(publish({ TopicArn: `${TopicArn}-2` })).rejects.toBeInstanceOf(NotFoundException);
    await expect(publish({ TopicArn: 'news' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('existing SNS topics', () => {
  it('keep their attributes if CreateTopic refuses an attribute in its request', async () => {
    // Prepare
    const aws = testAws();
    aws.register(new SnsService(aws));
    const { TopicArn } = (await aws.call('sns', 'CreateTopic', { Name: 'kept' })) as { TopicArn: string };

    // Act
    const call = aws.call('sns', 'CreateTopic', { Name: 'kept', Attributes: { DisplayName: 'new', Wrong: 'x' } });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidParameter' });
    await expect(aws.call('sns', 'GetTopicAttributes', { TopicArn })).resolves.toMatchObject({
      Attributes: { DisplayName: '' },
    });
  });
});
