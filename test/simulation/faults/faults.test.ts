import type { Aws } from '../../../emulator/core/aws';
import { Random } from '../../../emulator/core/random';
import type { Caller, ServiceError } from '../../../emulator/core/service';
import { LocalAws } from '../../../emulator/local-aws';
import { Dice } from '../../../simulation/faults/dice';
import { drawable } from '../../../simulation/faults/errors';
import { Faults } from '../../../simulation/faults/faults';
import { FAULT_RATES, type FaultKind } from '../../../simulation/faults/rates';
import { ShownExecutions } from '../../../simulation/faults/shown-executions';
import { Visibility } from '../../../simulation/faults/visibility';
import { account, createFunction, ONE_CALL, ROLE_ARN } from './account';

const ROLE = { kind: 'role', roleName: 'role', session: 'worker' } as const;

const FUNCTION = { kind: 'role', roleName: 'personalize-ensure-resources-lambda', session: 'plan' } as const;

/** A local AWS in which faults of one kind affect every call that they can affect. */
function certain(kind: FaultKind) {
  const local = new LocalAws({ seed: 1 });
  const faults = new Faults(local, { kinds: [kind], scale: 1 / FAULT_RATES[kind] });
  return { local, faults };
}

/** Makes a call with the role of a function of the stack. Without a fault, Lambda denies the call. */
function asRole(aws: Aws) {
  return aws.call('lambda', 'Invoke', { FunctionName: 'missing' }, FUNCTION);
}

/** Creates a function that makes one call, and invokes it several times, one after another. Returns the result of each invocation. */
async function invokeTimes(local: LocalAws, times: number): Promise<readonly string[]> {
  await account(local);
  await createFunction(local, 'worker', ONE_CALL.replace('ListTables', 'Query'));
  const results: string[] = [];
  for (let attempt = 1; attempt <= times; attempt += 1) {
    const result = local.aws.call('lambda', 'Invoke', { FunctionName: 'worker', Payload: '{"run":1}' }, ROLE).then(
      (answer) => (answer as { readonly FunctionError?: string }).FunctionError ?? 'succeeded',
      () => 'answer lost',
    );
    await local.clock.advanceUntilIdle();
    results.push(await result);
  }
  return results;
}

describe('Faults', () => {
  it.each([
    ['throttled', 'refused'],
    ['failed', 'failed'],
  ] as const)(
    'of the kind "%s" make calls fail with each of the "%s" errors that the operation may return',
    async (kind, drawn) => {
      // Prepare
      const { local, faults } = certain(kind);
      const errors = drawable(drawn, 'lambda', 'Invoke').map(({ code }) => code);

      // Act
      const calls = Array.from({ length: 200 }, () => asRole(local.aws).catch((error: ServiceError) => error.code));
      const answers = await Promise.all(calls);

      // Assess
      expect([...new Set(answers)].sort()).toEqual(errors.sort());
      expect(errors.length).toBeGreaterThan(1);
      expect(faults.counts().get(kind)).toBe(200);
    },
  );

  it('do not affect calls of operators', async () => {
    // Prepare
    const { local } = certain('throttled');

    // Act
    const answer = await local.aws.call('personalize', 'ListDatasetGroups', {});

    // Assess
    expect(answer).toEqual({ datasetGroups: [] });
  });

  it('affect no call after they are stopped', async () => {
    // Prepare
    const { local, faults } = certain('throttled');

    // Act
    faults.stop();

    // Assess
    await expect(asRole(local.aws)).rejects.toMatchObject({ code: 'AccessDeniedException' });
  });

  it('report each call that they affect, with its caller', async () => {
    // Prepare
    const local = new LocalAws({ seed: 1 });
    const reported: string[] = [];
    new Faults(local, {
      kinds: ['throttled'],
      scale: 50,
      onFault: (...fault) => reported.push(fault.join(': ')),
    });

    // Act
    await asRole(local.aws).catch(() => undefined);

    // Assess
    expect(reported).toEqual(['throttled: lambda Invoke by plan']);
  });
});

describe('a function that ends in the middle of a call', () => {
  it.each([
    ['callerCrashed', 'Runtime.ExitError', 'exit status 129'],
    ['callerOutOfMemory', 'Runtime.ExitError', 'signal: killed'],
    ['callerTimedOut', 'Sandbox.Timedout', 'Task timed out after 3.00 seconds'],
  ] as const)('fails with the error that Lambda reports, for the fault %s', async (kind, errorType, message) => {
    // Prepare
    const { local, faults } = certain(kind);
    await account(local);
    await createFunction(local, 'worker');

    // Act
    const invocation = local.aws.call('lambda', 'Invoke', { FunctionName: 'worker' });
    await local.clock.advanceUntilIdle();

    // Assess
    const { Payload } = (await invocation) as { readonly Payload: string };
    expect(JSON.parse(Payload)).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
    expect(faults.counts().get(kind)).toBe(1);
  });
});

describe('a function that a state machine retries', () => {
  it('breaks at most three times in a row, so that the last of the three retries can succeed', async () => {
    // Prepare
    const { local } = certain('callerCrashed');

    // Act
    const results = await invokeTimes(local, 5);

    // Assess
    expect(results).toEqual(['Unhandled', 'Unhandled', 'Unhandled', 'succeeded', 'Unhandled']);
  });

  it('breaks at most three times in a row, not counting invocations whose answer is lost', async () => {
    // Prepare
    const local = new LocalAws({ seed: 1 });
    new Faults(local, { kinds: ['callerCrashed', 'answerLost'], scale: 100 });

    // Act
    const results = await invokeTimes(local, 300);

    // Assess
    const seen = results.filter((result) => result !== 'answer lost');
    expect(seen.length).toBeGreaterThan(30);
    expect(seen.join(' ')).not.toContain('Unhandled '.repeat(4).trim());
  });
});

describe('a transaction', () => {
  it('is canceled by a conflict on its first item, and writes nothing', async () => {
    // Prepare
    const { local, faults } = certain('transactionConflict');
    await account(local);
    const keys = ['one', 'two'].map((name) => ({ datasetGroup: { S: 'group' }, item: { S: name } }));
    const write = () =>
      local.aws.call(
        'dynamodb',
        'TransactWriteItems',
        { TransactItems: keys.map((Item) => ({ Put: { TableName: 'records', Item } })) },
        { kind: 'role', roleName: 'role', session: 'worker' },
      );

    // Act
    const first = await write().catch((error: unknown) => error);
    const between = await local.aws.call('dynamodb', 'Scan', { TableName: 'records' });
    faults.stop();
    await write();

    // Assess
    expect(first).toMatchObject({
      code: 'TransactionCanceledException',
      fields: { CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }] },
    });
    expect(between).toMatchObject({ Count: 0 });
    expect(await local.aws.call('dynamodb', 'Scan', { TableName: 'records' })).toMatchObject({ Count: 2 });
  });
});

describe('a read from DynamoDB with the fault staleRead', () => {
  it('misses what was just written, unless the read is consistent or by an operator', async () => {
    // Prepare
    const { local, faults } = certain('staleRead');
    await account(local);
    const Key = { datasetGroup: { S: 'group' }, item: { S: 'thing' } };
    await local.aws.call('dynamodb', 'PutItem', { TableName: 'records', Item: Key });
    const read = (more: object, caller: Caller) =>
      local.aws.call('dynamodb', 'GetItem', { TableName: 'records', Key, ...more }, caller);
    const worker: Caller = { kind: 'role', roleName: 'role', session: 'worker' };

    // Act
    const answers = [
      await read({}, worker),
      await read({ ConsistentRead: true }, worker),
      await read({}, { kind: 'administrator' }),
    ];

    // Assess
    expect(answers).toEqual([{}, { Item: Key }, { Item: Key }]);
    expect(faults.counts().get('staleRead')).toBe(1);
  });
});

describe('conditional writes', () => {
  it('fail when they are repeated, if the first attempt succeeded but its response was lost', async () => {
    // Prepare
    const { local, faults } = certain('conditionFailedByOwnWrite');
    await account(local);
    const write = () =>
      local.aws.call(
        'dynamodb',
        'PutItem',
        {
          TableName: 'records',
          Item: { datasetGroup: { S: 'group' }, item: { S: 'thing' } },
          ConditionExpression: 'attribute_not_exists(#item)',
          ExpressionAttributeNames: { '#item': 'item' },
        },
        { kind: 'role', roleName: 'role', session: 'worker' },
      );

    // Act
    const first = await write().catch((error: unknown) => error);
    faults.stop();
    const second = await write().catch((error: unknown) => error);

    // Assess
    expect(first).toMatchObject({ code: expect.stringMatching(/^Internal/), status: 500 });
    expect(second).toMatchObject({ code: 'ConditionalCheckFailedException' });
  });

  it('can be refused because an execution that Step Functions does not know holds the lock', async () => {
    // Prepare
    const { local, faults } = certain('lockHeldByEnded');
    await account(local);
    const execution = 'arn:aws:states:us-east-1:123456789012:execution';
    const holder = `${execution}:run:mine ${execution}:ensure-resources:mine-work`;

    // Act
    const take = local.aws.call(
      'dynamodb',
      'UpdateItem',
      {
        TableName: 'records',
        Key: { datasetGroup: { S: 'group' }, item: { S: 'lock#data' } },
        UpdateExpression: 'ADD #holders :holder',
        ConditionExpression: 'attribute_not_exists(#holders)',
        ExpressionAttributeNames: { '#holders': 'holders' },
        ExpressionAttributeValues: { ':holder': { SS: [holder] } },
      },
      { kind: 'role', roleName: 'role', session: 'lock' },
    );

    // Assess
    await expect(take).rejects.toMatchObject({ code: 'ConditionalCheckFailedException' });
    expect(faults.counts().get('lockHeldByEnded')).toBe(1);
    const { Items: items } = (await local.aws.call('dynamodb', 'Scan', { TableName: 'records' })) as {
      readonly Items: readonly { readonly holders: { readonly SS: readonly string[] } }[];
    };
    expect(items[0]?.holders.SS).toEqual([expect.stringMatching(/:run:ended-\S+ \S+:ensure-resources:ended-/)]);
  });
});

describe('quotas', () => {
  const create = (local: LocalAws, operation: string, input: Readonly<Record<string, unknown>>) =>
    local.aws.call('personalize', operation, input, { kind: 'role', roleName: 'role', session: 'worker' });

  it.each([
    ['pendingQuotaReached', 'CreateFilter', 'More than 5 resources with PENDING or IN_PROGRESS status.'],
    ['quotaReached', 'CreateCampaign', 'More than 5 resources in ACTIVE state.'],
  ] as const)(
    'refuse a creation, with the message of Personalize, until the fault %s stops',
    async (kind, operation, message) => {
      // Prepare
      const { local, faults } = certain(kind);
      await account(local);

      // Act
      const creation = create(local, operation, {});

      // Assess
      await expect(creation).rejects.toMatchObject({
        code: 'LimitExceededException',
        message: expect.stringContaining(message),
      });
      faults.stop();
      await expect(create(local, operation, {})).rejects.not.toMatchObject({ code: 'LimitExceededException' });
    },
  );
});

describe('clocks', () => {
  it('of services are wrong by the same few seconds at each call', async () => {
    // Prepare
    const { local, faults } = certain('clockSkewed');
    await account(local);
    const { datasetGroupArn } = (await local.aws.call('personalize', 'CreateDatasetGroup', {
      name: 'group',
    })) as { readonly datasetGroupArn: string };
    const created = async (caller?: Parameters<Aws['call']>[3]) => {
      const { datasetGroup } = (await local.aws.call(
        'personalize',
        'DescribeDatasetGroup',
        { datasetGroupArn },
        caller,
      )) as { readonly datasetGroup: { readonly creationDateTime: Date } };
      return datasetGroup.creationDateTime.getTime();
    };

    // Act
    const seen = [await created(ROLE_CALLER), await created(ROLE_CALLER)];

    // Assess
    const offset = (seen[0] ?? 0) - (await created());
    expect(seen[1]).toBe(seen[0]);
    expect(Math.abs(offset)).toBeGreaterThan(0);
    expect(Math.abs(offset)).toBeLessThanOrEqual(4000);
    expect(faults.counts().get('clockSkewed')).toBeGreaterThan(0);
  });

  it('of functions are wrong by a few seconds', async () => {
    // Prepare
    const { local } = certain('clockSkewed');
    await account(local);
    await createFunction(local, 'clock', 'exports.handler = async () => Date.now();');

    // Act
    const { Payload } = (await local.aws.call('lambda', 'Invoke', { FunctionName: 'clock' })) as {
      readonly Payload: string;
    };

    // Assess
    const offset = Number(Payload) - local.clock.now();
    expect(Math.abs(offset)).toBeGreaterThan(0);
    expect(Math.abs(offset)).toBeLessThanOrEqual(4000);
  });
});

const ROLE_CALLER = { kind: 'role', roleName: 'role', session: 'worker' } as const;

/** Creates a state machine that waits for a day. @returns its ARN */
async function createWaiting(local: LocalAws): Promise<string> {
  const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 86_400, End: true } } };
  const { stateMachineArn } = (await local.aws.call('states', 'CreateStateMachine', {
    name: 'waits',
    roleArn: ROLE_ARN,
    definition: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }),
  })) as { readonly stateMachineArn: string };
  return stateMachineArn;
}

describe('executions', () => {
  it('may be started although the caller never gets the response', async () => {
    // Prepare
    const { local, faults } = certain('answerLost');
    await account(local);
    const stateMachineArn = await createWaiting(local);

    // Act
    const start = local.aws.call('states', 'StartExecution', { stateMachineArn, name: 'nested' }, ROLE_CALLER);

    // Assess
    await expect(start).rejects.toMatchObject({ status: 500 });
    expect(faults.counts().get('answerLost')).toBe(1);
    expect(await local.aws.call('states', 'ListExecutions', { stateMachineArn })).toMatchObject({
      executions: [{ name: 'nested', status: 'RUNNING' }],
    });
  });

  it.each([
    ['executionStopped', 'ABORTED'],
    ['executionTimedOut', 'TIMED_OUT'],
  ] as const)('can be ended from outside by the fault %s', async (kind, status) => {
    // Prepare
    const { local, faults } = certain(kind);
    await account(local);
    const stateMachineArn = await createWaiting(local);

    // Act
    const { executionArn } = (await local.aws.call('states', 'StartExecution', { stateMachineArn })) as {
      readonly executionArn: string;
    };
    await local.clock.advanceUntilIdle();

    // Assess
    expect(await local.aws.call('states', 'DescribeExecution', { executionArn })).toMatchObject({ status });
    expect(faults.counts().get(kind)).toBe(1);
  });
});

describe('deliveries by EventBridge', () => {
  it.each([
    ['once', 'eventDelayed', 1],
    ['twice', 'eventDuplicated', 2],
    ['once', 'eventReordered', 1],
    ['never', 'busEventLost', 0],
  ] as const)('arrive %s with the fault %s', async (_, kind, times) => {
    // Prepare
    const { local, faults } = certain(kind);
    const caller = {
      kind: 'service',
      principal: 'events.amazonaws.com',
      sourceArn: 'arn:aws:events:us-east-1:123456789012:rule/stopped',
      sourceAccount: '123456789012',
    } as const;
    await account(local);
    await createFunction(local, 'end-run', 'exports.handler = async () => undefined;');
    await local.aws.call('lambda', 'AddPermission', {
      FunctionName: 'end-run',
      StatementId: 'events',
      Action: 'lambda:InvokeFunction',
      Principal: caller.principal,
    });

    // Act
    const input = { FunctionName: 'end-run', InvocationType: 'Event', Payload: '{"executionArn":"arn:run-1"}' };
    const sent = local.aws.call('lambda', 'Invoke', input, caller);
    await local.clock.advanceUntilIdle();
    await sent;

    // Assess
    expect(local.lambda.invocations()).toHaveLength(times);
    expect(faults.counts().get(kind)).toBe(kind === 'eventReordered' ? 0 : 1);
    expect(faults.hasLostStop('arn:run-1')).toBe(kind === 'busEventLost');
    expect(faults.hasLostStop('arn:run')).toBe(false);
  });
});

describe('deliveries of S3 events', () => {
  const arrive = async (kind: FaultKind) => {
    const { local, faults } = certain(kind);
    await account(local);
    await createFunction(local, 'upload', 'exports.handler = async () => undefined;');
    await local.aws.call('lambda', 'AddPermission', {
      FunctionName: 'upload',
      StatementId: 's3',
      Action: 'lambda:InvokeFunction',
      Principal: 's3.amazonaws.com',
    });
    const seen: string[] = [];
    local.aws.onCall(({ service, call }) => {
      if (service === 'lambda' && call.operation === 'Invoke') seen.push(String(call.input.Payload));
    });
    for (const name of ['one', 'two']) {
      void local.aws.call(
        'lambda',
        'Invoke',
        { FunctionName: 'upload', InvocationType: 'Event', Payload: JSON.stringify(name) },
        {
          kind: 'service',
          principal: 's3.amazonaws.com',
          sourceArn: 'arn:aws:s3:::bucket',
          sourceAccount: '123456789012',
        },
      );
      await local.clock.advanceTo(local.clock.now() + 1000);
      // Only the first event is held back.
      if (kind === 'eventReordered') faults.stop();
    }
    await local.clock.advanceUntilIdle();
    return seen;
  };

  it('arrive in another order with the fault eventReordered', async () => {
    expect(await arrive('eventReordered')).toEqual(['"two"', '"one"']);
  });

  it('arrive twice with the fault eventDuplicated', async () => {
    expect((await arrive('eventDuplicated')).sort()).toEqual(['"one"', '"one"', '"two"', '"two"']);
  });
});

describe('Visibility', () => {
  it('hides new resources from Describe and List for some seconds', async () => {
    // Prepare
    const { clock, aws } = new LocalAws({ seed: 1 });
    const dice = new Dice(new Random(1), new Set(['notYetVisible']), 2);
    const visibility = new Visibility(clock, dice);
    const through = (operation: string, input: Readonly<Record<string, unknown>>) =>
      visibility.show({ operation, input }, () => aws.call('personalize', operation, input));

    // Act
    const { datasetGroupArn } = (await through('CreateDatasetGroup', { name: 'new' })) as {
      readonly datasetGroupArn: string;
    };

    // Assess
    await expect(through('DescribeDatasetGroup', { datasetGroupArn })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
    expect(await through('ListDatasetGroups', {})).toEqual({ datasetGroups: [] });
    await clock.advanceTo(clock.now() + 10_000);
    await expect(through('DescribeDatasetGroup', { datasetGroupArn })).resolves.toBeDefined();
  });
});

describe('an execution that has just started', () => {
  it('is not found by DescribeExecution for some seconds', async () => {
    // Prepare
    const local = new LocalAws({ seed: 1 });
    await account(local);
    const dice = new Dice(new Random(1), new Set(['executionNotShown']), 2);
    const executions = new ShownExecutions(local.clock, dice, new Random(1), local.stepFunctions);
    const definition = JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 600, End: true } },
    });
    const machine = { name: 'machine', roleArn: ROLE_ARN, definition };
    const { stateMachineArn } = (await local.aws.call('states', 'CreateStateMachine', machine)) as {
      readonly stateMachineArn: string;
    };

    // Act
    const input = (await local.aws.call('states', 'StartExecution', { stateMachineArn })) as {
      readonly executionArn: string;
    };

    // Assess
    const describeExecution = () => executions.assertShown({ operation: 'DescribeExecution', input }, 'an operator');
    expect(describeExecution).toThrow(`Execution Does Not Exist: '${input.executionArn}'`);
    await local.clock.advanceTo(local.clock.now() + 45_000);
    expect(describeExecution).not.toThrow();
  });
});

describe('a temporary refusal of Personalize', () => {
  it.each([
    ['inUse', 'CreateDataset', 'ResourceInUseException'],
    ['inUse', 'DeleteFilter', 'ResourceInUseException'],
    ['inUse', 'UpdateCampaign', 'ResourceInUseException'],
    ['inProgressLimit', 'CreateDatasetGroup', 'LimitExceededException'],
    ['inProgressLimit', 'CreateCampaign', 'LimitExceededException'],
  ] as const)('of the kind %s is returned to %s, which declares %s', async (kind, operation, code) => {
    // Prepare
    const { local } = certain(kind);
    await account(local);

    // Act
    const call = local.aws.call('personalize', operation, { name: 'shop' }, FUNCTION);

    // Assess
    await expect(call).rejects.toMatchObject({ code });
  });

  it.each(['inUse', 'inProgressLimit'] as const)(
    'of the kind %s is not returned to an operation that does not declare the error',
    async (kind) => {
      // Prepare
      const { local, faults } = certain(kind);
      await account(local);

      // Act
      await local.aws.call('personalize', 'ListDatasetGroups', {}, ROLE);

      // Assess
      expect(faults.counts().get(kind)).toBe(0);
    },
  );
});
