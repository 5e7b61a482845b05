import { Harness, type HarnessOptions, only } from '../harness';

const CHILD = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';
const CHILD_RUN = 'arn:aws:states:us-east-1:123456789012:execution:child:c';

const start = (suffix: string, more: object = {}) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${suffix}`,
  Arguments: { StateMachineArn: CHILD, Name: 'c', Input: { n: 1 } },
  End: true,
  ...more,
});

const WAITING = only({ Type: 'Wait', Seconds: 60, End: true });

const INSIDE_MAP = {
  StartAt: 'All',
  States: { All: { Type: 'Map', Items: [1], ItemProcessor: WAITING, End: true } },
};

/** Creates the state machine `child`, and runs a parent machine whose only state is `state`. */
async function runParent(child: object, state: object, options: HarnessOptions = {}) {
  const harness = new Harness(options);
  await harness.create('child', child);
  const run = await harness.run(only(state));
  return { harness, run };
}

describe('states:startExecution', () => {
  it('starts a child execution and does not wait for its end', async () => {
    // Act
    const { run } = await runParent(WAITING, start(''));

    // Assess
    expect(run).toMatchObject({
      status: 'SUCCEEDED',
      stopDate: run.startDate,
      result: { ExecutionArn: CHILD_RUN, StartDate: run.startDate.getTime() },
    });
    expect(Object.keys(run.result as object)).toEqual(
      expect.arrayContaining(['SdkHttpMetadata', 'SdkResponseMetadata']),
    );
  });

  it('passes an empty object to the child if Input is null', async () => {
    // Prepare
    const harness = new Harness();
    await harness.create('child', WAITING);

    // Act
    await harness.run(only(start('', { Arguments: { StateMachineArn: CHILD, Name: 'c', Input: null } })));

    // Assess
    expect(await harness.describe(CHILD_RUN)).toMatchObject({ input: '{}' });
  });

  it('fails for a state machine that does not exist', async () => {
    // Act
    const run = await new Harness().run(only(start('')));

    // Assess
    expect(run.error).toBe('StepFunctions.StateMachineDoesNotExistException');
    expect(run.cause).toContain(
      `State Machine Does Not Exist: '${CHILD}' (Service: AWSStepFunctions; Status Code: 400; ` +
        'Error Code: StateMachineDoesNotExist; ',
    );
  });

  it('fails if an earlier execution has used the name', async () => {
    // Prepare
    const harness = new Harness();
    await harness.start(await harness.create('child', only({ Type: 'Succeed' })), {}, 'c');

    // Act
    const run = await harness.run(only(start('')));

    // Assess
    expect(run.error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  });
});

describe('states:startExecution.sync:2', () => {
  it('waits for the end of the child execution, and returns its description with parsed input and output', async () => {
    // Act
    const { run } = await runParent(WAITING, start('.sync:2'));

    // Assess
    const startDate = run.startDate.getTime();
    expect(run.result).toEqual({
      ExecutionArn: CHILD_RUN,
      Input: { n: 1 },
      InputDetails: { Included: true },
      Name: 'c',
      Output: { n: 1 },
      OutputDetails: { Included: true },
      StartDate: startDate,
      StateMachineArn: CHILD,
      Status: 'SUCCEEDED',
      StopDate: startDate + 60_000,
    });
    expect(run.history.slice(1)).toEqual([
      '2<-0 TaskStateEntered',
      '3<-2 TaskScheduled',
      '4<-3 TaskStarted',
      '5<-4 TaskSubmitted',
      '6<-5 TaskSucceeded',
      '7<-6 TaskStateExited',
      '8<-7 ExecutionSucceeded',
    ]);
    expect(run.events[2]?.taskScheduledEventDetails).toMatchObject({
      resourceType: 'states',
      resource: 'startExecution.sync:2',
    });
  });

  it.each([
    ['waits for a running execution with the same name and input', { n: 1 }, 'SUCCEEDED', undefined],
    [
      'fails if an execution with the same name and another input is running',
      { n: 2 },
      'FAILED',
      'StepFunctions.ExecutionAlreadyExistsException',
    ],
  ])('%s', async (_, input, status, error) => {
    // Prepare
    const harness = new Harness();
    await harness.start(await harness.create('child', WAITING), input, 'c');

    // Act
    const run = await harness.run(only(start('.sync:2')));

    // Assess
    expect(run).toMatchObject({ status });
    expect(run.error).toBe(error);
  });

  it.each([
    ['fails', only({ Type: 'Fail', Error: 'Bad', Cause: 'because' }), 'FAILED', { Error: 'Bad', Cause: 'because' }],
    ['times out', { TimeoutSeconds: 5, ...WAITING }, 'TIMED_OUT', {}],
  ])('fails with States.TaskFailed when the child %s', async (_, child, status, more) => {
    // Act
    const { run } = await runParent(child, start('.sync:2'));

    // Assess
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    const cause = JSON.parse(run.cause ?? '');
    expect(cause).toMatchObject({ ExecutionArn: CHILD_RUN, Status: status, Input: { n: 1 }, ...more });
    expect(cause).not.toHaveProperty('Output');
  });

  it.each([
    ['the parent is stopped', WAITING],
    ['the parent is stopped while a Map state of the child is running', INSIDE_MAP],
  ])('stops the child when %s', async (_, child) => {
    // Prepare
    const harness = new Harness();
    await harness.create('child', child);
    const parent = await harness.start(await harness.create('parent', only(start('.sync:2'))));
    await harness.aws.clock.advanceTo(harness.aws.clock.now() + 5000);

    // Act
    await harness.call('StopExecution', { executionArn: parent, error: 'Enough', cause: 'of this' });
    await harness.aws.clock.advanceUntilIdle();

    // Assess
    expect(await harness.describe(parent)).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'of this',
    });
    const { status, startDate, stopDate } = await harness.describe(CHILD_RUN);
    expect(status).toBe('ABORTED');
    expect(Number(stopDate) - Number(startDate)).toBe(5000);
  });

  it('stops the child when the parent times out, or when another branch of the parent fails', async () => {
    // Prepare
    const failing = {
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 1, Next: 'Fail' }, Fail: { Type: 'Fail' } },
    };
    const parents = [
      { TimeoutSeconds: 1, ...only(start('.sync:2')) },
      only({
        Type: 'Parallel',
        Branches: [{ StartAt: 'Sync', States: { Sync: start('.sync:2') } }, failing],
        End: true,
      }),
    ];

    // Act
    const children = [];
    for (const parent of parents) {
      const harness = new Harness();
      await harness.create('child', WAITING);
      await harness.run(parent);
      children.push(await harness.describe(CHILD_RUN));
    }

    // Assess
    expect(children.map(({ status }) => status)).toEqual(['ABORTED', 'ABORTED']);
  });

  it('lets the child continue when the Task times out', async () => {
    // Act
    const { harness, run } = await runParent(WAITING, start('.sync:2', { TimeoutSeconds: 1 }));

    // Assess
    expect(run.error).toBe('States.Timeout');
    expect(await harness.describe(CHILD_RUN)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it.each([
    'states:StartExecution',
    'states:DescribeExecution',
    'states:StopExecution',
    'events:PutRule',
    'events:PutTargets',
    'events:DescribeRule',
  ])('needs the permission %s', async (action) => {
    // Act
    const { harness, run } = await runParent(WAITING, start('.sync:2'), { denied: [action] });

    // Assess
    expect(run).toMatchObject({ status: 'FAILED', error: 'StepFunctions.AWSStepFunctionsException' });
    expect(run.cause).toMatch(
      new RegExp(`^User: the-role is not authorized to perform: ${action} on resource: arn:aws:`),
    );
    await expect(harness.describe(CHILD_RUN)).rejects.toMatchObject({ code: 'ExecutionDoesNotExist' });
  });
});
