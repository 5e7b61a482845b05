import { SqsService } from '../../../../emulator/services/sqs/service';
import { testAws } from '../../../support/in-process';

interface Received {
  readonly Messages?: readonly {
    readonly Body: string;
    readonly ReceiptHandle: string;
    readonly Attributes?: Readonly<Record<string, string>>;
    readonly MessageAttributes?: Readonly<Record<string, unknown>>;
  }[];
}

async function prepare(Attributes: object = {}) {
  const aws = testAws();
  const service = new SqsService(aws);
  aws.register(service);
  const call = (operation: string, input: object) => aws.call('sqs', operation, { ...input });
  const { QueueUrl } = (await call('CreateQueue', { QueueName: 'dlq', Attributes })) as { QueueUrl: string };
  const send = (MessageBody: string, more = {}) => call('SendMessage', { QueueUrl, MessageBody, ...more });
  const receive = async (more = {}) =>
    ((await call('ReceiveMessage', { QueueUrl, ...more })) as Received).Messages ?? [];
  const wait = (seconds: number) => aws.clock.advanceTo(aws.clock.now() + seconds * 1000);
  return { aws, service, call, QueueUrl, send, receive, wait };
}

describe('SQS queues', () => {
  it('are found by name, listed, and created only once even if requested twice', async () => {
    // Prepare
    const { call, QueueUrl } = await prepare({ VisibilityTimeout: '60' });

    // Act
    const again = await call('CreateQueue', { QueueName: 'dlq', Attributes: { VisibilityTimeout: '60' } });

    // Assess
    expect(again).toEqual({ QueueUrl });
    expect(QueueUrl).toBe('https://sqs.us-east-1.amazonaws.com/123456789012/dlq');
    expect(await call('GetQueueUrl', { QueueName: 'dlq' })).toEqual({ QueueUrl });
    expect(await call('ListQueues', { QueueNamePrefix: 'd' })).toEqual({ QueueUrls: [QueueUrl] });
    await expect(
      call('CreateQueue', { QueueName: 'dlq', Attributes: { VisibilityTimeout: '61' } }),
    ).rejects.toMatchObject({ code: 'QueueNameExists' });
  });

  it.each([
    ['are refused if they are FIFO queues', 'CreateQueue', { QueueName: 'q.fifo' }, 'InvalidParameterValue'],
    [
      'are refused with a redrive policy',
      'CreateQueue',
      { QueueName: 'q', Attributes: { RedrivePolicy: '{}' } },
      'InvalidAttributeName',
    ],
    [
      'are refused with a delay that is too long',
      'CreateQueue',
      { QueueName: 'q', Attributes: { DelaySeconds: '901' } },
      'InvalidAttributeValue',
    ],
    ['are not found if they do not exist', 'GetQueueUrl', { QueueName: 'nope' }, 'QueueDoesNotExist'],
    ['refuse an operation that is not emulated', 'AddPermission', {}, 'UnsupportedOperation'],
  ])('%s', async (_what, operation, input, code) => {
    // Prepare
    const { call } = await prepare();

    // Act and assess
    await expect(call(operation, input)).rejects.toMatchObject({ code });
  });

  it('count their messages by state', async () => {
    // Prepare
    const { call, QueueUrl, send, receive } = await prepare();
    await send('waiting');
    await send('waiting too');
    await send('later', { DelaySeconds: 10 });
    await receive();

    // Act
    const output = await call('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });

    // Assess
    expect(output).toMatchObject({
      Attributes: {
        QueueArn: 'arn:aws:sqs:us-east-1:123456789012:dlq',
        ApproximateNumberOfMessages: '1',
        ApproximateNumberOfMessagesNotVisible: '1',
        ApproximateNumberOfMessagesDelayed: '1',
        VisibilityTimeout: '30',
      },
    });
    expect(await call('GetQueueAttributes', { QueueUrl, AttributeNames: ['QueueArn'] })).toEqual({
      Attributes: { QueueArn: 'arn:aws:sqs:us-east-1:123456789012:dlq' },
    });
  });

  it('provide the statements of their policy for authorization', async () => {
    // Prepare
    const { service, call, QueueUrl } = await prepare();
    const statement = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage' };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: statement });

    // Act
    await call('SetQueueAttributes', { QueueUrl, Attributes: { Policy: policy } });

    // Assess
    expect(service.resourcePolicy('arn:aws:sqs:us-east-1:123456789012:dlq')).toMatchObject([
      { effect: 'Allow', actions: ['sqs:SendMessage'] },
    ]);
    expect(service.resourcePolicy('arn:aws:sqs:us-east-1:123456789012:other')).toEqual([]);
  });
});

describe('SQS messages', () => {
  it('are received with their attributes', async () => {
    // Prepare
    const { send, receive } = await prepare();
    const attributes = { ERROR_CODE: { DataType: 'String', StringValue: 'x' } };

    // Act
    const sent = await send('hä', { MessageAttributes: attributes });
    const [message] = await receive({
      MessageAttributeNames: ['All'],
      AttributeNames: ['ApproximateReceiveCount'],
    });

    // Assess
    expect(sent).toMatchObject({ MD5OfMessageBody: '4144d9e1f4cab8c1a6af4f31e8401b47' });
    expect(message).toMatchObject({
      Body: 'hä',
      MD5OfBody: '4144d9e1f4cab8c1a6af4f31e8401b47',
      Attributes: { ApproximateReceiveCount: '1' },
      MessageAttributes: attributes,
    });
  });

  it('are visible again after the visibility timeout unless they are deleted', async () => {
    // Prepare
    const { call, QueueUrl, send, receive, wait } = await prepare({ VisibilityTimeout: '10' });
    await send('a');

    // Act
    const [first] = await receive();

    // Assess
    await wait(9);
    expect(await receive()).toEqual([]);
    await wait(1);
    const [second] = await receive();
    expect(second?.Body).toBe('a');

    // Act: the receipt handle of an earlier receive deletes nothing
    await call('DeleteMessage', { QueueUrl, ReceiptHandle: first?.ReceiptHandle });
    await wait(10);
    const [third] = await receive();
    await call('DeleteMessage', { QueueUrl, ReceiptHandle: third?.ReceiptHandle });
    await wait(10);

    // Assess
    expect(third?.Body).toBe('a');
    expect(await receive()).toEqual([]);
  });

  it('have the delay of their queue, or their own delay if they have one', async () => {
    // Prepare
    const { send, receive, wait } = await prepare({ DelaySeconds: '5' });
    await send('queue');
    await send('at once', { DelaySeconds: 0 });

    // Act
    const now = await receive({ MaxNumberOfMessages: 10 });
    await wait(5);
    const later = await receive({ MaxNumberOfMessages: 10 });

    // Assess
    expect(now.map(({ Body }) => Body)).toEqual(['at once']);
    expect(later.map(({ Body }) => Body)).toEqual(['queue']);
  });

  it('are dropped after the retention period, or by a purge', async () => {
    // Prepare
    const { call, QueueUrl, send, receive, wait } = await prepare({ MessageRetentionPeriod: '60' });
    await send('old');
    await wait(60);
    await send('new');

    // Act
    const kept = await receive({ MaxNumberOfMessages: 10, VisibilityTimeout: 0 });
    await call('PurgeQueue', { QueueUrl });

    // Assess
    expect(kept.map(({ Body }) => Body)).toEqual(['new']);
    expect(await receive()).toEqual([]);
  });

  it('are refused if they are too large or contain a character that SQS does not allow', async () => {
    // Prepare
    const { send } = await prepare({ MaximumMessageSize: '1024' });

    // Act and assess
    await expect(send('x'.repeat(1025))).rejects.toMatchObject({ code: 'InvalidParameterValue' });
    await expect(send('a\u0000')).rejects.toMatchObject({ code: 'InvalidMessageContents' });
  });

  it('are JSON on the wire; errors have the code of the older query protocol in a header', async () => {
    // Prepare
    const { aws } = await prepare();
    const ask = (operation: string, input: object) =>
      aws.handle({
        method: 'POST',
        path: '/',
        query: new URLSearchParams(),
        headers: {
          authorization: 'AWS4-HMAC-SHA256 Credential=test/20260114/us-east-1/sqs/aws4_request',
          'x-amz-target': `AmazonSQS.${operation}`,
        },
        body: new TextEncoder().encode(JSON.stringify(input)),
      });

    // Act
    const found = await ask('GetQueueUrl', { QueueName: 'dlq' });
    const missing = await ask('GetQueueUrl', { QueueName: 'nope' });

    // Assess
    expect(found).toMatchObject({ status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' } });
    expect(missing).toMatchObject({
      status: 400,
      headers: { 'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender' },
      body: expect.stringContaining('"__type":"QueueDoesNotExist"'),
    });
  });
});
