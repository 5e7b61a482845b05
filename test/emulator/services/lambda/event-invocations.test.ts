import type { Aws } from '../../../../emulator/core/aws';
import type { Call, Service, WireResponse } from '../../../../emulator/core/service';
import { account, allow, createFunction, invoke, START } from './account';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:failures';
const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:failures';
const FAILING = `let attempts = 0; exports.handler = async (event) => {
  attempts += 1;
  if (event.failures >= attempts) throw new Error('attempt ' + attempts);
};`;

/** A service that accepts and records every call. */
class Recorder implements Service {
  readonly calls: Call[] = [];
  constructor(readonly name: string) {}
  decode(): Call {
    throw new Error('the test double has no wire protocol');
  }
  encode(): WireResponse {
    throw new Error('the test double has no wire protocol');
  }
  encodeError(): WireResponse {
    throw new Error('the test double has no wire protocol');
  }
  permissions({ operation }: Call) {
    return [{ action: `${this.name}:${operation}`, resource: '*' }];
  }
  async invoke(call: Call): Promise<unknown> {
    this.calls.push(call);
    return { QueueUrl: 'https://queue' };
  }
}

describe('an event for a Lambda function', () => {
  it.each([
    ['once if it succeeds', 0, {}, [0]],
    ['twice if it fails once', 1, {}, [0, 60]],
    ['three times if it always fails', 9, {}, [0, 60, 180]],
    ['twice if it always fails and one retry is allowed', 9, { MaximumRetryAttempts: 1 }, [0, 60]],
    ['once if it always fails and no retry is allowed', 9, { MaximumRetryAttempts: 0 }, [0]],
    ['twice if it always fails and its maximum age is 100 seconds', 9, { MaximumEventAgeInSeconds: 100 }, [0, 60]],
  ])('is attempted %s', async (_, failures, settings, expected) => {
    // Prepare
    const { aws, clock, lambda } = await account();
    await createFunction(aws, FAILING);
    await aws.call('lambda', 'PutFunctionEventInvokeConfig', { FunctionName: 'worker', ...settings });

    // Act
    const answer = await invoke(aws, { failures }, { InvocationType: 'Event' });
    await clock.advanceUntilIdle();

    // Assess
    expect(answer).toEqual({ StatusCode: 202, Payload: '' });
    const attempts = lambda.invocations();
    expect(attempts.map(({ at }) => Math.floor((at - START) / 1000))).toEqual(expected);
    expect(new Set(attempts.map(({ requestId }) => requestId)).size).toBe(1);
    expect(lambda.failedEvents()).toHaveLength(failures >= expected.length ? 1 : 0);
  });

  it.each([
    ['topic', TOPIC, 'sns', 'Publish', 'Message'],
    ['queue', QUEUE, 'sqs', 'SendMessage', 'MessageBody'],
  ])(
    'is sent to the failure destination, a %s, after its last attempt has failed',
    async (_, destination, service, operation, member) => {
      // Prepare
      const { aws, clock, lambda } = await account();
      const recorder = new Recorder(service);
      aws.register(recorder);
      await createFunction(aws, FAILING);
      await allow(aws, `${service}:${operation}`);
      await setDestination(aws, destination);

      // Act
      await invoke(aws, { failures: 9 }, { InvocationType: 'Event' });
      await clock.advanceUntilIdle();

      // Assess
      const [failed] = lambda.failedEvents();
      expect(failed).toMatchObject({
        functionName: 'worker',
        destination,
        error: { errorMessage: 'attempt 3' },
      });
      expect(failed?.destinationError).toBeUndefined();
      const record = JSON.parse(String(recorder.calls.at(-1)?.input[member]));
      expect(record).toEqual({
        version: '1.0',
        timestamp: new Date(failed?.at ?? 0).toISOString(),
        requestContext: {
          requestId: failed?.requestId,
          functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:worker:$LATEST',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: { failures: 9 },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: expect.objectContaining({ errorType: 'Error', errorMessage: 'attempt 3' }),
      });
    },
  );

  it("is recorded with an error if the function's role may not send it to the destination", async () => {
    // Prepare
    const { aws, clock, lambda } = await account();
    aws.register(new Recorder('sns'));
    await createFunction(aws, FAILING);
    await allow(aws, 'sns:Publish');
    await setDestination(aws, TOPIC);
    await allow(aws, 'sns:Publish', 'another topic');

    // Act
    await invoke(aws, { failures: 9 }, { InvocationType: 'Event' });
    await clock.advanceUntilIdle();

    // Assess
    expect(lambda.failedEvents()[0]?.destinationError).toContain(
      'assumed-role/worker/worker is not authorized to perform: sns:Publish',
    );
  });

  it("can have a destination only if the function's role may send to it", async () => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, FAILING);

    // Act
    const put = setDestination(aws, TOPIC);

    // Assess
    await expect(put).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
      message: expect.stringContaining(`sns:Publish on resource: ${TOPIC}`),
    });
  });

  it.each([
    ['three retries', { MaximumRetryAttempts: 3 }, "Value '3' at 'maximumRetryAttempts'"],
    ['a maximum age below one minute', { MaximumEventAgeInSeconds: 59 }, "Value '59' at 'maximumEventAgeInSeconds'"],
    [
      'a bucket as destination',
      { DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::b' } } },
      "'arn:aws:s3:::b'",
    ],
    ['a destination for success', { DestinationConfig: { OnSuccess: { Destination: TOPIC } } }, 'OnSuccess'],
  ])('cannot be configured with %s', async (_what, settings, message) => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, FAILING);

    // Act
    const put = aws.call('lambda', 'PutFunctionEventInvokeConfig', { FunctionName: 'worker', ...settings });

    // Assess
    await expect(put).rejects.toThrow(message);
  });
});

async function setDestination(aws: Aws, destination: string): Promise<void> {
  await aws.call('lambda', 'PutFunctionEventInvokeConfig', {
    FunctionName: 'worker',
    DestinationConfig: { OnFailure: { Destination: destination } },
  });
}
