import { ServiceError } from '../../../../../emulator/core/service';
import { FakeService, FunctionError, fakeLambda, Harness, invoke, only } from '../harness';

const RUN = 'arn:aws:states:us-east-1:123456789012:execution:machine:run';

/** A Task state that calls `resource`. Its result becomes the output of the state. */
const task = (resource: string, args: object) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${resource}`,
  Arguments: args,
  End: true,
});

const SDK_METADATA = {
  SdkHttpMetadata: {
    AllHttpHeaders: expect.any(Object),
    HttpHeaders: expect.objectContaining({ Date: expect.any(String) }),
    HttpStatusCode: 200,
  },
  SdkResponseMetadata: { RequestId: expect.any(String) },
};

describe('lambda:invoke', () => {
  it('calls a function under the machine’s role and returns the parsed payload after 50 to 250 ms', async () => {
    // Prepare
    const lambda = fakeLambda(() => ({ ok: true }));
    const harness = new Harness({ services: [lambda] });

    // Act
    const run = await harness.run(only(invoke({ Output: '{% $states.result %}', End: true })), { a: 1 });

    // Assess
    expect(run.result).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { ok: true },
      StatusCode: 200,
      ...SDK_METADATA,
    });
    expect(Object.keys(run.result as object)).toEqual([
      'ExecutedVersion',
      'Payload',
      'SdkHttpMetadata',
      'SdkResponseMetadata',
      'StatusCode',
    ]);
    expect(lambda.calls).toEqual([
      {
        operation: 'Invoke',
        input: { FunctionName: 'f', Payload: '{"a":1}' },
        caller: { kind: 'role', roleName: 'the-role', session: 'run' },
        at: run.startDate.getTime(),
      },
    ]);
    const milliseconds = Number(run.stopDate) - Number(run.startDate);
    expect(milliseconds).toBeGreaterThanOrEqual(50);
    expect(milliseconds).toBeLessThanOrEqual(250);
  });

  it.each([
    [
      'the function’s own error',
      FunctionError.named('NoSuchThing', 'gone'),
      'NoSuchThing',
      '{"errorType":"NoSuchThing","errorMessage":"gone","trace":[]}',
    ],
    [
      'Lambda.Unknown if the error of the function has no type',
      new FunctionError({ errorMessage: 'x' }),
      'Lambda.Unknown',
      '{"errorMessage":"x"}',
    ],
  ])('fails with %s', async (_, functionError, error, cause) => {
    // Prepare
    const harness = new Harness({ services: [fakeLambda(() => functionError)] });

    // Act
    const run = await harness.run(only(invoke({ End: true })));

    // Assess
    expect(run).toMatchObject({ status: 'FAILED', error, cause });
  });

  it.each([
    ['ResourceNotFoundException', 404, 'Lambda.ResourceNotFoundException'],
    ['TooManyRequestsException', 429, 'Lambda.TooManyRequestsException'],
    ['AccessDeniedException', 403, 'Lambda.AWSLambdaException'],
  ])('if Lambda answers with %s and status %i, fails with %s', async (code, status, error) => {
    // Prepare
    const lambda = new FakeService('lambda', () => {
      throw new ServiceError(code, 'User: u is not authorized to perform: a on resource: r', status);
    });
    const harness = new Harness({ services: [lambda] });

    // Act
    const run = await harness.run(only(invoke({ End: true })));

    // Assess
    expect(run.error).toBe(error);
    expect(run.cause).toMatch(
      new RegExp(
        `^User: u is not authorized to perform: a on resource: r \\(Service: AWSLambda; Status Code: ${status}; ` +
          `Error Code: ${code}; Request ID: [0-9a-f-]{36}; Proxy: null\\)$`,
      ),
    );
  });

  it('makes clock.advanceUntilIdle reject if the service throws an error other than ServiceError', async () => {
    // Prepare
    const bug = new TypeError('a bug in the local AWS');
    const lambda = new FakeService('lambda', () => {
      throw bug;
    });
    const harness = new Harness({ services: [lambda] });

    // Act
    const running = harness.run(only(invoke({ Catch: [], End: true })));

    // Assess
    await expect(running).rejects.toBe(bug);
  });
});

describe('a call that continues after its Task has timed out', () => {
  const late = (error: Error) => {
    const harness: Harness = new Harness({
      services: [
        fakeLambda(async () => {
          await harness.aws.clock.sleep(20_000);
          throw error;
        }),
      ],
    });
    return harness.run(only(invoke({ TimeoutSeconds: 5, End: true })));
  };

  it('has no effect on the execution if it fails with a ServiceError', async () => {
    // Act
    const run = await late(new ServiceError('ServiceException', 'no', 500));

    // Assess
    expect(run.error).toBe('States.Timeout');
  });

  it('makes clock.advanceUntilIdle reject if it fails with an error other than ServiceError', async () => {
    // Prepare
    const bug = new TypeError('a bug in the local AWS');

    // Act
    const running = late(bug);

    // Assess
    await expect(running).rejects.toBe(bug);
  });
});

describe('dynamodb', () => {
  it('sends the arguments and returns the response with the SDK’s metadata', async () => {
    // Prepare
    const dynamodb = new FakeService('dynamodb', () => ({ Item: { pk: { S: 'a' } } }));
    const harness = new Harness({ services: [dynamodb] });
    const args = { TableName: 't', Key: { pk: { S: 'a' } } };

    // Act
    const { result } = await harness.run(only(task('dynamodb:getItem', args)));

    // Assess
    expect(result).toEqual({ Item: { pk: { S: 'a' } }, ...SDK_METADATA });
    expect(dynamodb.calls).toMatchObject([{ operation: 'GetItem', input: args }]);
  });

  it.each([
    ['ConditionalCheckFailedException', 'DynamoDB.ConditionalCheckFailedException'],
    ['ValidationException', 'DynamoDB.AmazonDynamoDBException'],
  ])('if DynamoDB answers with %s, fails with %s', async (code, error) => {
    // Prepare
    const dynamodb = new FakeService('dynamodb', () => {
      throw new ServiceError(code, 'no');
    });
    const harness = new Harness({ services: [dynamodb] });

    // Act
    const run = await harness.run(only(task('dynamodb:putItem', { TableName: 't', Item: {} })));

    // Assess
    expect(run.error).toBe(error);
    expect(run.cause).toContain(`no (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ${code}; `);
  });
});

describe('sns:publish', () => {
  it('sends an object as text', async () => {
    // Prepare
    const sns = new FakeService('sns', () => ({ MessageId: 'm' }));
    const harness = new Harness({ services: [sns] });

    // Act
    const { result } = await harness.run(only(task('sns:publish', { TopicArn: 't', Message: { a: 1 } })));

    // Assess
    expect(result).toEqual({ MessageId: 'm', ...SDK_METADATA });
    expect(sns.calls).toMatchObject([{ operation: 'Publish', input: { TopicArn: 't', Message: '{"a":1}' } }]);
  });

  it('fails with SNS.NotFoundException for an unknown topic', async () => {
    // Prepare
    const sns = new FakeService('sns', () => {
      throw new ServiceError('NotFound', 'Topic does not exist', 404);
    });

    // Act
    const run = await new Harness({ services: [sns] }).run(only(task('sns:publish', { TopicArn: 't', Message: 'x' })));

    // Assess
    expect(run.error).toBe('SNS.NotFoundException');
  });
});

describe('events:putEvents', () => {
  const ENTRY = { Source: 's', DetailType: 'd', Detail: { a: 1 }, Resources: ['r'] };

  it('sends the detail as text and adds machine and execution to the resources', async () => {
    // Prepare
    const response = { Entries: [{ EventId: 'e' }], FailedEntryCount: 0 };
    const events = new FakeService('events', () => response);
    const harness = new Harness({ services: [events] });

    // Act
    const { result } = await harness.run(only(task('events:putEvents', { Entries: [ENTRY] })));

    // Assess
    expect(result).toEqual(response);
    const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:machine';
    expect(events.calls[0]?.input).toEqual({
      Entries: [{ ...ENTRY, Detail: '{"a":1}', Resources: ['r', machine, RUN] }],
    });
  });

  it('fails if one entry fails', async () => {
    // Prepare
    const response = { Entries: [{ ErrorCode: 'InvalidArgument' }], FailedEntryCount: 1 };
    const harness = new Harness({ services: [new FakeService('events', () => response)] });

    // Act
    const run = await harness.run(only(task('events:putEvents', { Entries: [ENTRY] })));

    // Assess
    expect(run).toMatchObject({ error: 'EventBridge.FailedEntry', cause: JSON.stringify(response) });
  });
});

describe('aws-sdk', () => {
  it('has PascalCase members for an API whose members are in camelCase, and does not change the keys of maps', async () => {
    // Prepare
    const personalize = new FakeService('personalize', () => ({
      solutions: [{ solutionArn: 'a', creationDateTime: new Date(Date.UTC(2026, 0, 1)) }],
      metrics: { coverage: 1 },
    }));
    const harness = new Harness({ services: [personalize] });
    const args = { DatasetGroupArn: 'g', SolutionConfig: { AlgorithmHyperParameters: { k_v: '1' } } };

    // Act
    const { result, events } = await harness.run(only(task('aws-sdk:personalize:listSolutions', args)));

    // Assess
    expect(personalize.calls).toMatchObject([
      {
        operation: 'ListSolutions',
        input: { datasetGroupArn: 'g', solutionConfig: { algorithmHyperParameters: { k_v: '1' } } },
      },
    ]);
    expect(result).toEqual({
      Solutions: [{ SolutionArn: 'a', CreationDateTime: '2026-01-01T00:00:00.000Z' }],
      Metrics: { coverage: 1 },
    });
    expect(events[2]?.taskScheduledEventDetails).toMatchObject({
      resourceType: 'aws-sdk:personalize',
      resource: 'listSolutions',
    });
  });

  it('sends a JSON value as text if the API requires text', async () => {
    // Prepare
    const scheduler = new FakeService('scheduler', () => ({ ScheduleArn: 'a' }));
    const harness = new Harness({ services: [scheduler] });

    // Act
    await harness.run(
      only(task('aws-sdk:scheduler:createSchedule', { Name: 'n', Target: { Arn: 'a', Input: { b: 1 } } })),
    );

    // Assess
    expect(scheduler.calls[0]?.input).toEqual({ Name: 'n', Target: { Arn: 'a', Input: '{"b":1}' } });
  });

  it.each([
    ['dynamodb:query', 'dynamodb', 'ResourceNotFoundException', 'DynamoDb.ResourceNotFoundException'],
    ['dynamodb:query', 'dynamodb', 'ValidationException', 'DynamoDb.DynamoDbException'],
    ['scheduler:getSchedule', 'scheduler', 'ValidationException', 'Scheduler.ValidationException'],
    ['ssm:getParameter', 'ssm', 'ParameterNotFound', 'Ssm.ParameterNotFoundException'],
    ['personalize:listSolutions', 'personalize', 'AccessDeniedException', 'Personalize.PersonalizeException'],
  ])('%s fails, after the %s error %s, with %s', async (action, service, code, error) => {
    // Prepare
    const fake = new FakeService(service, () => {
      throw new ServiceError(code, 'no');
    });

    // Act
    const run = await new Harness({ services: [fake] }).run(only(task(`aws-sdk:${action}`, {})));

    // Assess
    expect(run.error).toBe(error);
    expect(run.cause).toMatch(
      /^no \(Service: \w+, Status Code: 400, Request ID: [0-9a-f-]{36}\) \(SDK Attempt Count: 1\)$/,
    );
  });
});
