import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  InvalidDefinition,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
} from '@aws-sdk/client-sfn';
import { inProcess, START } from '../../../support/in-process';
import { fakeLambda, Harness, invoke, only } from './harness';

const PASS = only({ Type: 'Pass', End: true });
const WAIT = only({ Type: 'Wait', Seconds: 60, End: true });
const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:machine';
const ROLE = 'arn:aws:iam::123456789012:role/the-role';
const text = (definition: object) => JSON.stringify({ QueryLanguage: 'JSONata', ...definition });

describe('state machines', () => {
  const create = (harness: Harness, more: object = {}) =>
    harness.call('CreateStateMachine', { name: 'machine', definition: text(PASS), roleArn: ROLE, ...more });

  it('are refused with a log level other than OFF if the role may not set up log delivery', async () => {
    // Prepare
    const harness = new Harness({ denied: ['logs:PutResourcePolicy'] });
    const loggingConfiguration = { level: 'ERROR', destinations: [] };

    // Act
    const creation = create(harness, { loggingConfiguration });

    // Assess
    await expect(creation).rejects.toMatchObject({
      code: 'AccessDeniedException',
      message: expect.stringMatching(/^The state machine IAM Role is not authorized to access the Log Destination: /),
    });
    await create(harness, { loggingConfiguration: { level: 'OFF' } });
  });

  it('are described with default values for settings that were not given', async () => {
    // Prepare
    const harness = new Harness();
    const { stateMachineArn } = (await create(harness, { loggingConfiguration: { level: 'ALL' } })) as {
      readonly stateMachineArn: string;
    };
    await create(harness, { loggingConfiguration: { level: 'ALL', includeExecutionData: false } });

    // Act
    const described = await harness.call('DescribeStateMachine', { stateMachineArn });

    // Assess
    expect(described).toMatchObject({
      loggingConfiguration: { level: 'ALL', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
  });

  it('are not created again by a request with the same name and definition, even with another role', async () => {
    // Prepare
    const harness = new Harness();
    const first = await create(harness);

    // Act
    const again = await create(harness, { roleArn: `${ROLE}-2` });

    // Assess
    expect(first).toEqual({ stateMachineArn: MACHINE, creationDate: new Date(START) });
    expect(again).toEqual(first);
  });

  it.each([
    ['an existing name with another definition', { definition: text(WAIT) }, 'StateMachineAlreadyExists'],
    [
      'an existing name with a space before the same definition',
      { definition: ` ${text(PASS)}` },
      'StateMachineAlreadyExists',
    ],
    ['an existing name with other logging', { loggingConfiguration: { level: 'ALL' } }, 'StateMachineAlreadyExists'],
    ['an invalid name', { name: 'a b' }, 'InvalidName'],
    ['an invalid definition', { name: 'other', definition: '{}' }, 'InvalidDefinition'],
    ['the type EXPRESS', { name: 'other', type: 'EXPRESS' }, 'StateMachineTypeNotSupported'],
    ['a request without a role', { name: 'other', roleArn: undefined }, 'ValidationException'],
    ['a role that does not exist', { name: 'other', roleArn: `${ROLE}-2` }, 'AccessDeniedException'],
    ['a member that is not emulated', { name: 'other', publish: true }, 'ValidationException'],
  ])('are refused for %s', async (_, more, code) => {
    // Prepare
    const harness = new Harness();
    await create(harness);

    // Act
    const refused = create(harness, more);

    // Assess
    await expect(refused).rejects.toMatchObject({ code });
  });

  it('report all errors of their definition, each with its location', async () => {
    // Prepare
    const definition = text({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'B', X: 1 }, C: { Type: 'Succeed' } },
    });

    // Act
    const refused = create(new Harness(), { definition });

    // Assess
    await expect(refused).rejects.toThrow(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Field 'X' is not supported at /States/A, " +
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next, " +
        'MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/C\'',
    );
  });

  it('are refused without a terminal state, with an error that has no location', async () => {
    // Prepare
    const definition = text({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } });

    // Act
    const refused = create(new Harness(), { definition });

    // Assess
    await expect(refused).rejects.toThrow(
      "Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'",
    );
  });

  it.each([
    ['not-an-arn', "Invalid Arn: 'Invalid ARN prefix: not-an-arn'"],
    ['arn:aws:states:us-east-1:1:execution:a:b', "Invalid Arn: 'Resource type not valid in this context: execution'"],
    ['arn:aws:lambda:us-east-1:1:function:a', "Invalid Arn: 'arn:aws:lambda:us-east-1:1:function:a'"],
  ])('cannot be described by the invalid ARN %s', async (stateMachineArn, expected) => {
    // Act
    const refused = new Harness().call('DescribeStateMachine', { stateMachineArn });

    // Assess
    await expect(refused).rejects.toThrow(expected);
  });

  it('can be validated before they are created', async () => {
    // Prepare
    const harness = new Harness();

    // Act
    const good = await harness.call('ValidateStateMachineDefinition', { definition: text(PASS) });
    const bad = await harness.call('ValidateStateMachineDefinition', { definition: text({}) });

    // Assess
    expect(good).toEqual({ result: 'OK', diagnostics: [], truncated: false });
    expect(bad).toMatchObject({ result: 'FAIL', diagnostics: [{ severity: 'ERROR', location: '/' }] });
  });

  it('are updated for later executions, but not for running executions', async () => {
    // Prepare
    const harness = new Harness();
    const arn = await harness.create('machine', WAIT);
    const before = await harness.start(arn, 'in', 'before');

    // Act
    const updated = await harness.call('UpdateStateMachine', {
      stateMachineArn: arn,
      definition: text(only({ Type: 'Fail' })),
    });
    const after = await harness.start(arn, 'in', 'after');
    await harness.aws.clock.advanceUntilIdle();

    // Assess
    expect(updated).toEqual({ updateDate: new Date(START), revisionId: expect.any(String) });
    expect((await harness.describe(before)).status).toBe('SUCCEEDED');
    expect((await harness.describe(after)).status).toBe('FAILED');
    expect(await harness.call('DescribeStateMachine', { stateMachineArn: arn })).toMatchObject({
      definition: text(only({ Type: 'Fail' })),
      roleArn: ROLE,
      status: 'ACTIVE',
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    });
  });

  it('are deleted once their running executions have ended as ABORTED, without entering another state', async () => {
    // Prepare
    const harness = new Harness();
    const lambda = fakeLambda(() => 1);
    harness.aws.register(lambda);
    const arn = await harness.create('machine', {
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Work' }, Work: invoke({ End: true }) },
    });
    const finished: string[] = [];
    harness.stepFunctions.onEvent(({ kind, execution }) => {
      if (kind === 'executionFinished') finished.push(execution.status);
    });
    await harness.start(arn);

    // Act
    await harness.call('DeleteStateMachine', { stateMachineArn: arn });

    // Assess
    await expect(harness.start(arn, {}, 'other')).rejects.toMatchObject({ code: 'StateMachineDeleting' });
    await expect(harness.create('machine', PASS)).rejects.toMatchObject({ code: 'StateMachineDeleting' });
    await harness.aws.clock.advanceUntilIdle();
    expect(finished).toEqual(['ABORTED']);
    expect(lambda.calls).toHaveLength(0);
    await expect(harness.call('DescribeStateMachine', { stateMachineArn: arn })).rejects.toMatchObject({
      code: 'StateMachineDoesNotExist',
    });
    await expect(harness.create('machine', PASS)).resolves.toBe(arn);
  });

  it('are listed in pages, and can be tagged and untagged', async () => {
    // Prepare
    const harness = new Harness();
    for (const name of ['a', 'b', 'c']) await harness.create(name, PASS);
    const resourceArn = MACHINE.replace(/machine$/, 'a');

    // Act
    const first = await harness.call<{ nextToken: string }>('ListStateMachines', { maxResults: 2 });
    const second = await harness.call('ListStateMachines', { maxResults: 2, nextToken: first.nextToken });
    await harness.call('TagResource', {
      resourceArn,
      tags: [
        { key: 'k', value: 'v' },
        { key: 'l', value: 'w' },
      ],
    });
    await harness.call('UntagResource', { resourceArn, tagKeys: ['l'] });
    const tags = await harness.call('ListTagsForResource', { resourceArn });

    // Assess
    expect(first).toMatchObject({ stateMachines: [{ name: 'a' }, { name: 'b' }] });
    expect(second).toEqual({
      stateMachines: [expect.objectContaining({ name: 'c', type: 'STANDARD' })],
      nextToken: undefined,
    });
    expect(tags).toEqual({ tags: [{ key: 'k', value: 'v' }] });
  });
});

describe('StartExecution', () => {
  const started = async (definition: object) => {
    const harness = new Harness();
    return { harness, stateMachineArn: await harness.create('machine', definition) };
  };

  it('is idempotent for the same name and input while the execution runs', async () => {
    // Prepare
    const { harness, stateMachineArn } = await started(WAIT);
    const input = { stateMachineArn, name: 'n', input: '{}' };
    const first = await harness.call('StartExecution', input);
    await harness.aws.clock.advanceTo(START + 1000);

    // Act
    const again = await harness.call('StartExecution', input);

    // Assess
    expect(again).toEqual(first);
    expect(harness.stepFunctions.counts()).toMatchObject({ executionsStarted: 1, executionsRunning: 1 });
  });

  it('refuses a name that a running execution has with another input, or that an ended execution has', async () => {
    // Prepare
    const { harness, stateMachineArn } = await started(WAIT);
    const input = { stateMachineArn, name: 'n', input: '{}' };
    await harness.call('StartExecution', input);

    // Act
    const otherInput = harness.call('StartExecution', { ...input, input: '{"a":1}' });
    await expect(otherInput).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
    await harness.aws.clock.advanceUntilIdle();
    const ended = harness.call('StartExecution', input);

    // Assess
    await expect(ended).rejects.toMatchObject({
      code: 'ExecutionAlreadyExists',
      message: `Execution Already Exists: '${MACHINE.replace('stateMachine', 'execution')}:n'`,
    });
  });

  it.each([
    ['an input that is not JSON', { input: '{' }, 'InvalidExecutionInput'],
    ['an empty input', { input: '' }, 'InvalidExecutionInput'],
    ['an input that is too long', { input: JSON.stringify('ä'.repeat(131_072)) }, 'ValidationException'],
    ['a space in the name', { name: 'a b' }, 'InvalidName'],
    ['a colon in the name', { name: 'a:b' }, 'InvalidName'],
    ['an empty name', { name: '' }, 'InvalidName'],
    ['a name of 81 characters', { name: 'x'.repeat(81) }, 'InvalidName'],
    ['an unknown state machine', { stateMachineArn: `${MACHINE}-2` }, 'StateMachineDoesNotExist'],
    ['the ARN of a bucket', { stateMachineArn: 'arn:aws:s3:::bucket' }, 'InvalidArn'],
    ['a missing ARN', { stateMachineArn: undefined }, 'ValidationException'],
    ['a trace header of 257 characters', { traceHeader: 'x'.repeat(257) }, 'ValidationException'],
  ])('refuses %s, and starts nothing', async (_, more, code) => {
    // Prepare
    const { harness, stateMachineArn } = await started(PASS);

    // Act
    const refused = harness.call('StartExecution', { stateMachineArn, ...more });

    // Assess
    await expect(refused).rejects.toMatchObject({ code });
    expect(harness.stepFunctions.counts()).toMatchObject({ executionsStarted: 0 });
  });

  it.each([['null'], ['1'], ['"text"'], ['[]']])('accepts the input %s', async (input) => {
    // Prepare
    const { harness, stateMachineArn } = await started(PASS);

    // Act
    const { executionArn } = await harness.call<{ executionArn: string }>('StartExecution', {
      stateMachineArn,
      input,
    });
    await harness.aws.clock.settle();

    // Assess
    expect(await harness.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: input });
  });
});

describe('executions', () => {
  it('are described while they run and when they have succeeded', async () => {
    // Prepare
    const harness = new Harness();
    const stateMachineArn = await harness.create('machine', WAIT);
    const executionArn = await harness.start(stateMachineArn, { a: 1 });
    const common = {
      executionArn,
      stateMachineArn,
      name: 'run',
      startDate: new Date(START),
      input: '{"a":1}',
      inputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
    };

    // Act
    const running = await harness.describe(executionArn);
    await harness.aws.clock.advanceUntilIdle();
    const succeeded = await harness.describe(executionArn);

    // Assess
    expect(running).toEqual({
      ...common,
      status: 'RUNNING',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
    expect(succeeded).toEqual({
      ...common,
      status: 'SUCCEEDED',
      stopDate: new Date(START + 60_000),
      output: '{"a":1}',
      outputDetails: { included: true },
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    });
  });

  it('time out after the TimeoutSeconds of their state machine, with neither error nor cause', async () => {
    // Prepare
    const harness = new Harness();

    // Act
    const run = await harness.run({ TimeoutSeconds: 30, ...WAIT });

    // Assess
    expect(run).toMatchObject({ status: 'TIMED_OUT', stopDate: new Date(START + 30_000) });
    expect([run.error, run.cause]).toEqual([undefined, undefined]);
    expect(run.history.at(-1)).toBe('3<-0 ExecutionTimedOut');
  });

  it('stay SUCCEEDED if they end before their timeout', async () => {
    // Prepare
    const harness = new Harness();

    // Act
    const { status } = await harness.run({ TimeoutSeconds: 90, ...WAIT });
    await harness.aws.clock.advanceTo(START + 100_000);

    // Assess
    expect(status).toBe('SUCCEEDED');
    expect(await harness.call('ListExecutions', { stateMachineArn: MACHINE })).toMatchObject({
      executions: [{ status: 'SUCCEEDED', stopDate: new Date(START + 60_000) }],
    });
  });

  it('are not changed by a second stop', async () => {
    // Prepare
    const harness = new Harness();
    const executionArn = await harness.start(await harness.create('machine', WAIT));

    // Act
    const first = await harness.call('StopExecution', { executionArn });
    await harness.aws.clock.advanceTo(START + 1000);
    const again = await harness.call('StopExecution', { executionArn, error: 'Late' });
    await harness.aws.clock.advanceUntilIdle();

    // Assess
    expect(first).toEqual({ stopDate: new Date(START) });
    expect(again).toEqual(first);
    const described = await harness.describe(executionArn);
    expect(described).toMatchObject({ status: 'ABORTED' });
    expect(described.error).toBeUndefined();
    const events = await harness.events(executionArn);
    expect(events.at(-1)).toEqual({
      id: 3,
      previousEventId: 0,
      timestamp: new Date(START),
      type: 'ExecutionAborted',
      executionAbortedEventDetails: {},
    });
  });

  it('are listed newest first, all or by status, in pages that new executions do not shift', async () => {
    // Prepare
    const harness = new Harness();
    const stateMachineArn = await harness.create('machine', WAIT);
    for (const name of ['a', 'b', 'c']) await harness.start(stateMachineArn, {}, name);
    await harness.call('StopExecution', {
      executionArn: `${MACHINE.replace('stateMachine', 'execution')}:b`,
    });
    interface Listed {
      executions: { name: string }[];
      nextToken?: string;
    }
    const list = async (input: object) => {
      const { executions, nextToken } = await harness.call<Listed>('ListExecutions', {
        stateMachineArn,
        ...input,
      });
      return { names: executions.map(({ name }) => name), nextToken };
    };

    // Act
    const aborted = await list({ statusFilter: 'ABORTED' });
    const first = await list({ maxResults: 2 });
    await harness.start(stateMachineArn, {}, 'd');
    const second = await list({ maxResults: 2, nextToken: first.nextToken });

    // Assess
    expect(aborted.names).toEqual(['b']);
    expect(first.names).toEqual(['c', 'b']);
    expect(second).toEqual({ names: ['a'], nextToken: undefined });
    await expect(list({ statusFilter: 'aborted' })).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(list({ nextToken: 'x' })).rejects.toMatchObject({ code: 'InvalidToken' });
    await expect(list({ maxResults: 1001 })).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('have a history in pages, forwards and backwards, with or without data', async () => {
    // Prepare
    const harness = new Harness();
    const { arn: executionArn } = await harness.run(PASS, { a: 1 });
    interface History {
      events: { id: number }[];
      nextToken?: string;
    }
    const ids = ({ events }: History) => events.map(({ id }) => id);

    // Act
    const first = await harness.call<History>('GetExecutionHistory', { executionArn, maxResults: 3 });
    const rest = await harness.call<History>('GetExecutionHistory', {
      executionArn,
      maxResults: 3,
      nextToken: first.nextToken,
    });
    const backwards = await harness.call<History>('GetExecutionHistory', {
      executionArn,
      reverseOrder: true,
    });
    const bare = await harness.call<History>('GetExecutionHistory', {
      executionArn,
      includeExecutionData: false,
    });

    // Assess
    expect([ids(first), ids(rest), ids(backwards)]).toEqual([[1, 2, 3], [4], [4, 3, 2, 1]]);
    expect(rest.nextToken).toBeUndefined();
    expect(bare.events[1]).toMatchObject({
      type: 'PassStateEntered',
      stateEnteredEventDetails: { name: 'State', inputDetails: { truncated: false } },
    });
    expect(JSON.stringify(bare.events)).not.toContain('\\"a\\"');
  });

  it('are reported to listeners at their start, in each state and at their end', async () => {
    // Prepare
    const harness = new Harness();
    const reported: string[] = [];
    harness.stepFunctions.onEvent((event) => {
      const what = 'state' in event ? event.state : event.execution.status;
      reported.push(`${event.kind} ${what}`);
    });

    // Act
    await harness.run(PASS);

    // Assess
    expect(reported).toEqual(['executionStarted RUNNING', 'stateEntered State', 'executionFinished SUCCEEDED']);
  });

  it('have the same history for the same seed', async () => {
    // Prepare
    const run = async (seed: number) => {
      const harness = new Harness({ seed, services: [fakeLambda((payload) => payload)] });
      const { events } = await harness.run(
        only({
          Type: 'Map',
          Items: [1, 2, 3],
          ItemProcessor: { StartAt: 'Each', States: { Each: invoke({ End: true }) } },
          End: true,
        }),
      );
      return JSON.stringify(events);
    };

    // Act
    const [first, again, other] = [await run(1), await run(1), await run(2)];

    // Assess
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});

describe('permissions', () => {
  it.each([
    ['CreateStateMachine', { name: 'machine' }, MACHINE],
    ['ListStateMachines', {}, '*'],
    ['StartExecution', { stateMachineArn: MACHINE }, MACHINE],
    ['ListExecutions', { stateMachineArn: MACHINE }, MACHINE],
    ['DescribeExecution', { executionArn: 'arn:e' }, 'arn:e'],
    ['StopExecution', { executionArn: 'arn:e' }, 'arn:e'],
    ['GetExecutionHistory', { executionArn: 'arn:e' }, 'arn:e'],
  ])('to call %s apply to the resource of the call', (operation, input, resource) => {
    // Act
    const permissions = new Harness().stepFunctions.permissions({ operation, input });

    // Assess
    expect(permissions).toEqual([{ action: `states:${operation}`, resource }]);
  });

  it.each(['CreateStateMachine', 'UpdateStateMachine'])(
    'to call %s include iam:PassRole for the role of the state machine',
    (operation) => {
      // Act
      const input = { name: 'machine', stateMachineArn: MACHINE, roleArn: ROLE };
      const permissions = new Harness().stepFunctions.permissions({ operation, input });

      // Assess
      expect(permissions).toContainEqual(expect.objectContaining({ action: 'iam:PassRole', resource: ROLE }));
    },
  );
});

describe('the wire protocol of Step Functions', () => {
  it("serves the SDK's client", async () => {
    // Prepare
    const harness = new Harness();
    const client = new SFNClient(inProcess(harness.aws));
    const { stateMachineArn } = await client.send(
      new CreateStateMachineCommand({ name: 'machine', definition: text(WAIT), roleArn: ROLE }),
    );

    // Act
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '[1]' }));
    await harness.aws.clock.advanceUntilIdle();
    const description = await client.send(new DescribeExecutionCommand({ executionArn }));
    const history = await client.send(new GetExecutionHistoryCommand({ executionArn }));

    // Assess
    expect(description).toMatchObject({
      status: 'SUCCEEDED',
      output: '[1]',
      stopDate: new Date(START + 60_000),
    });
    expect(history.events?.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'WaitStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('returns errors that the SDK recognizes, and names the operation if it is not implemented', async () => {
    // Prepare
    const harness = new Harness();
    const client = new SFNClient(inProcess(harness.aws));

    // Act
    const unknown = client.send(new StartExecutionCommand({ stateMachineArn: MACHINE }));
    const invalid = client.send(new CreateStateMachineCommand({ name: 'm', definition: '{', roleArn: ROLE }));

    // Assess
    await expect(unknown).rejects.toBeInstanceOf(StateMachineDoesNotExist);
    await expect(invalid).rejects.toBeInstanceOf(InvalidDefinition);
    await expect(harness.call('CreateActivity', { name: 'a' })).rejects.toThrow(
      'The local Step Functions does not implement CreateActivity; it has: ',
    );
  });
});
