import { account, allow, createFunction, finish, invoke, ROLE_ARN, START } from './account';

const OK = 'exports.handler = async (event) => event;';
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:worker';

describe('CreateFunction', () => {
  it.each([
    ['a role that does not exist', { Role: 'arn:aws:iam::123456789012:role/other' }, 'cannot be assumed by Lambda'],
    [
      'a reserved variable',
      { Environment: { Variables: { AWS_REGION: 'x' } } },
      'Reserved keys used in this request: AWS_REGION',
    ],
    ['an invalid variable name', { Environment: { Variables: { 'a-b': 'x' } } }, "'a-b'"],
    ['variables of more than 4 KB', { Environment: { Variables: { BIG: 'x'.repeat(5000) } } }, '4096'],
    ['a timeout that is too long', { Timeout: 901 }, 'Timeout is 901; it must be a whole number from 1 to 900'],
    ['too little memory', { MemorySize: 64 }, "Value '64' at 'memorySize'"],
    ['a runtime of another language', { Runtime: 'python3.13' }, '"python3.13"'],
    ['a member that is not emulated', { VpcConfig: {} }, 'VpcConfig'],
    ['code in a bucket', { Code: { S3Bucket: 'b' } }, 'S3Bucket'],
    ['code that is not a zip', { Code: { ZipFile: 'aGVsbG8=' } }, 'Could not unzip'],
  ])('refuses %s', async (_what, more, message) => {
    // Prepare
    const { aws } = await account();

    // Act
    const creation = createFunction(aws, OK, more);

    // Assess
    await expect(creation).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
      message: expect.stringContaining(message),
    });
  });

  it('refuses a name that is taken', async () => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, OK);

    // Act
    const creation = createFunction(aws, OK);

    // Assess
    await expect(creation).rejects.toMatchObject({ code: 'ResourceConflictException', status: 409 });
  });
});

describe('Invoke', () => {
  it.each([
    ['the name', 'worker'],
    ['the ARN', ARN],
    ['the ARN with a qualifier', `${ARN}:$LATEST`],
    ['the ARN without its beginning', '123456789012:function:worker'],
  ])('finds the function by %s', async (_what, FunctionName) => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, OK);

    // Act
    const answer = await invoke(aws, { a: 1 }, { FunctionName });

    // Assess
    expect(answer).toEqual({ StatusCode: 200, ExecutedVersion: '$LATEST', Payload: '{"a":1}' });
  });

  it.each([
    [
      'an error that the handler throws',
      "throw new RangeError('too far')",
      { errorType: 'RangeError', errorMessage: 'too far' },
    ],
    [
      'an error that has its own name',
      "throw Object.assign(new Error('x'), { name: 'NotYet' })",
      { errorType: 'NotYet' },
    ],
    ['a thrown value that is not an error', "throw 'text'", { errorType: 'string', errorMessage: 'text', trace: [] }],
    [
      'an exit of the process',
      'process.exit(3)',
      { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('exit status 3') },
    ],
    ['a result that JSON cannot represent', 'return 1n', { errorType: 'Runtime.MarshalError' }],
    ['a result that is too large', "return 'x'.repeat(6_291_560)", { errorType: 'Function.ResponseSizeTooLarge' }],
    [
      'an import of a missing module',
      "require('left-pad')",
      { errorType: 'Error', errorMessage: expect.stringContaining("'left-pad'") },
    ],
    [
      'a Node.js call that the local Lambda does not support',
      "require('child_process').exec('ls')",
      { errorMessage: expect.stringContaining('child_process.exec') },
    ],
    [
      'a request over the network',
      "await fetch('https://example.com')",
      { errorMessage: expect.stringContaining('https://example.com') },
    ],
    [
      "a read of a file that is not part of the function's code",
      "require('fs').readFileSync('/etc/passwd')",
      { errorMessage: expect.stringContaining('ENOENT') },
    ],
  ])('returns a function error after %s', async (_what, body, error) => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, `exports.handler = async () => { ${body} };`);

    // Act
    const answer = await invoke(aws);

    // Assess
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(answer.Payload)).toMatchObject(error);
  });

  it.each([
    ['that throws while it loads', "throw new Error('at start')", 'Error', 'at start'],
    ['that imports a missing module', "require('./missing')", 'Runtime.ImportModuleError', "'./missing'"],
    ['with a syntax error', 'const =', 'Runtime.UserCodeSyntaxError', 'SyntaxError'],
    ['without a handler', '', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['whose handler returns no promise', 'exports.handler = () => 1', 'Error', 'not async'],
  ])('returns the error of a module %s', async (_what, source, errorType, message) => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, source);

    // Act
    const answer = await invoke(aws);

    // Assess
    expect(JSON.parse(answer.Payload)).toMatchObject({
      errorType,
      errorMessage: expect.stringContaining(message),
    });
  });

  it("keeps only the function's own frames in the stack trace", async () => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, "exports.handler = async () => {\n  throw new Error('x');\n};");

    // Act
    const answer = await invoke(aws);

    // Assess
    expect(JSON.parse(answer.Payload).trace).toEqual([
      'Error: x',
      expect.stringMatching(/at .*\/var\/task\/index\.js:2:9/),
    ]);
  });

  it('returns null for a handler without a result, and passes an object as the event if the call has no payload', async () => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, "exports.handler = async (event) => (JSON.stringify(event) === '{}' ? undefined : 1);");

    // Act
    const answer = await invoke(aws, undefined, { Payload: undefined });

    // Assess
    expect(answer.Payload).toBe('null');
  });

  it.each([
    ['a payload that is not JSON', { Payload: '{' }, 'InvalidRequestContentException'],
    ['a payload over 6 MB', { Payload: `"${'x'.repeat(6_291_456)}"` }, 'RequestTooLargeException'],
    [
      'an event over 1 MB',
      { Payload: `"${'x'.repeat(1_048_576)}"`, InvocationType: 'Event' },
      'RequestTooLargeException',
    ],
    ['a function that does not exist', { FunctionName: 'other' }, 'ResourceNotFoundException'],
    ['a version that does not exist', { Qualifier: '7' }, 'ResourceNotFoundException'],
    ['an unknown invocation type', { InvocationType: 'Later' }, 'InvalidParameterValueException'],
  ])('refuses %s', async (_what, more, code) => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, OK);

    // Act
    const answer = invoke(aws, {}, more);

    // Assess
    await expect(answer).rejects.toMatchObject({ code });
  });

  it('ends a function at its timeout without running its finally block, and reloads it for the next invocation', async () => {
    // Prepare
    const { aws, clock, lines } = await account();
    const source = `
      let invocations = 0;
      exports.handler = async ({ wait }) => {
        invocations += 1;
        try { await new Promise((resolve) => setTimeout(resolve, wait)); } finally { console.log('finally'); }
        return invocations;
      };`;
    await createFunction(aws, source, { Timeout: 2 });

    // Act
    const first = await finish(clock, invoke(aws, { wait: 1000 }));
    const second = await finish(clock, invoke(aws, { wait: 5000 }));
    const third = await finish(clock, invoke(aws, { wait: 1999 }));

    // Assess
    expect(first.Payload).toBe('1');
    expect(JSON.parse(second.Payload)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 2\.00 seconds$/),
    });
    expect(third.Payload).toBe('1');
    expect(clock.now()).toBe(START + 1000 + 2000 + 1999);
    expect(lines.filter((line) => line.endsWith('finally'))).toHaveLength(2);
  });

  it('keeps a loaded module for later invocations, and loads a separate module for each concurrent invocation', async () => {
    // Prepare
    const { aws, clock } = await account();
    const source = `
      let count = 0;
      exports.handler = async () => {
        count += 1;
        await new Promise((resolve) => setTimeout(resolve, 100));
        return count;
      };`;
    await createFunction(aws, source);

    // Act
    const together = [invoke(aws), invoke(aws)];
    await clock.advanceUntilIdle();
    const later = await finish(clock, invoke(aws));

    // Assess
    expect((await Promise.all(together)).map(({ Payload }) => Payload)).toEqual(['1', '1']);
    expect(later.Payload).toBe('2');
  });

  it('returns an error that is thrown in a timer of the function', async () => {
    // Prepare
    const { aws, clock } = await account();
    const source = `exports.handler = () => new Promise(() => setTimeout(() => { throw new TypeError('late'); }, 10));`;
    await createFunction(aws, source);

    // Act
    const answer = await finish(clock, invoke(aws));

    // Assess
    expect(JSON.parse(answer.Payload)).toMatchObject({ errorType: 'TypeError', errorMessage: 'late' });
  });

  it('records every invocation, with its error if it fails', async () => {
    // Prepare
    const { aws, lambda } = await account();
    await createFunction(aws, "exports.handler = async ({ bad }) => { if (bad) throw new Error('bad'); };");

    // Act
    await invoke(aws);
    await invoke(aws, { bad: true });

    // Assess
    expect(lambda.invocations()).toEqual([
      {
        functionName: 'worker',
        requestId: expect.any(String),
        type: 'RequestResponse',
        attempt: 1,
        at: START,
      },
      expect.objectContaining({ error: expect.objectContaining({ errorMessage: 'bad' }) }),
    ]);
  });
});

describe('a function with active tracing', () => {
  it('cannot be created if its role may not send traces', async () => {
    // Prepare
    const { aws } = await account();

    // Act
    const creation = createFunction(aws, 'exports.handler = async () => 1;', {
      TracingConfig: { Mode: 'Active' },
    });

    // Assess
    await expect(creation).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
      message: expect.stringMatching(/to call PutTraceSegments on XRAY: .*xray:PutTraceSegments/),
    });
  });
});

describe("a handler's environment", () => {
  it("includes a context, and environment variables of Lambda and of the function's settings, but not HOME", async () => {
    // Prepare
    const { aws } = await account();
    await allow(aws, 'xray:PutTraceSegments');
    const source =
      'exports.handler = async (event, context) => ({ env: process.env, context, left: context.getRemainingTimeInMillis() });';
    await createFunction(aws, source, {
      Environment: { Variables: { DATA_BUCKET: 'data' } },
      Timeout: 30,
      TracingConfig: { Mode: 'Active' },
    });

    // Act
    const { env, context, left } = JSON.parse((await invoke(aws)).Payload);

    // Assess
    expect(env).toMatchObject({
      DATA_BUCKET: 'data',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'worker',
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA[0-9A-F]{16}$/),
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^2026\/01\/01\/\[\$LATEST\][0-9a-f]{32}$/),
      TZ: ':UTC',
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$/),
    });
    expect(env.HOME).toBeUndefined();
    expect(context).toMatchObject({
      functionName: 'worker',
      functionVersion: '$LATEST',
      invokedFunctionArn: ARN,
      memoryLimitInMB: '128',
      awsRequestId: expect.any(String),
    });
    expect(left).toBe(30_000);
  });

  it('includes virtual time and seeded random numbers', async () => {
    // Prepare
    const source = `
      const crypto = require('node:crypto');
      exports.handler = async () => {
        await require('timers/promises').setTimeout(250);
        return {
          now: [Date.now(), +new Date(), globalThis.Date.now(), performance.now()],
          parsed: new Date('2020-02-02').toISOString(),
          chance: [Math.random(), crypto.randomUUID(), globalThis.crypto.randomUUID(), crypto.randomBytes(4).toString('hex'), Math.max(1, 2)],
        };
      };`;
    const runs = await Promise.all(
      [1, 1, 2].map(async (seed) => {
        const { aws, clock } = await account(seed);
        await createFunction(aws, source);

        // Act
        return JSON.parse((await finish(clock, invoke(aws))).Payload);
      }),
    );

    // Assess
    expect(runs[0].now).toEqual(Array(4).fill(START + 250));
    expect(runs[0].parsed).toBe('2020-02-02T00:00:00.000Z');
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2].chance).not.toEqual(runs[0].chance);
    expect(runs[0].chance[4]).toBe(2);
  });

  it('writes log lines in the format of the Node.js runtime', async () => {
    // Prepare
    const { aws, lines } = await account();
    const source = `exports.handler = async () => {
      console.log('one %s', 'two');
      console.error('a\\nb');
      process.stdout.write('{"raw":');
      process.stdout.write('1}\\nrest');
    };`;
    await createFunction(aws, source);

    // Act
    await invoke(aws);

    // Assess
    expect(lines).toEqual([
      expect.stringMatching(/^2026-01-01T00:00:00\.000Z\t[0-9a-f-]{36}\tINFO\tone two$/),
      expect.stringMatching(/\tERROR\ta\rb$/),
      '{"raw":1}',
      'rest',
    ]);
  });

  it('is frozen between invocations', async () => {
    // Prepare
    const { aws, clock } = await account();
    const source = `
      const seen = [];
      exports.handler = async ({ start }) => {
        if (start) { setTimeout(() => seen.push(Date.now()), 1000); return; }
        await new Promise((resolve) => setTimeout(resolve, 1));
        return seen;
      };`;
    await createFunction(aws, source);

    // Act
    await invoke(aws, { start: true });
    await clock.advanceTo(START + 60_000);
    const answer = await finish(clock, invoke(aws));

    // Assess
    expect(JSON.parse(answer.Payload)).toEqual([START + 60_000]);
  });

  it('does not affect the globals of the host', async () => {
    // Prepare
    const { aws } = await account();
    await createFunction(
      aws,
      'globalThis.leak = 1; global.Date = 2; exports.handler = async () => [globalThis.leak, typeof process.env.PATH];',
    );

    // Act
    const answer = await invoke(aws);

    // Assess
    expect(JSON.parse(answer.Payload)).toEqual([1, 'string']);
    expect(Object.keys(globalThis)).not.toContain('leak');
    expect(typeof Date).toBe('function');
  });
});

describe('AddPermission', () => {
  const s3 = (sourceArn: string) =>
    ({ kind: 'service', principal: 's3.amazonaws.com', sourceArn, sourceAccount: '123456789012' }) as const;
  const permission = {
    FunctionName: 'worker',
    StatementId: 'bucket',
    Action: 'lambda:InvokeFunction',
    Principal: 's3.amazonaws.com',
    SourceArn: 'arn:aws:s3:::data',
    SourceAccount: '123456789012',
  };

  it('allows a service to invoke the function for the named source only', async () => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, OK);
    const dryRun = (bucket: string) =>
      aws.call('lambda', 'Invoke', { FunctionName: ARN, InvocationType: 'DryRun' }, s3(`arn:aws:s3:::${bucket}`));

    // Act
    const before = dryRun('data');
    await before.catch(() => undefined);
    await aws.call('lambda', 'AddPermission', permission);

    // Assess
    await expect(before).rejects.toMatchObject({ code: 'AccessDeniedException', status: 403 });
    await expect(dryRun('data')).resolves.toMatchObject({ StatusCode: 204 });
    await expect(dryRun('other')).rejects.toThrow('no resource-based policy allows the lambda:InvokeFunction action');
  });

  it("adds a statement to the function's policy, and refuses a statement id that exists already", async () => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, OK);
    await aws.call('lambda', 'AddPermission', permission);

    // Act
    const { Policy } = (await aws.call('lambda', 'GetPolicy', { FunctionName: 'worker' })) as {
      Policy: string;
    };
    const again = aws.call('lambda', 'AddPermission', permission);

    // Assess
    expect(JSON.parse(Policy).Statement).toEqual([
      {
        Sid: 'bucket',
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: ARN,
        Condition: {
          StringEquals: { 'AWS:SourceAccount': '123456789012' },
          ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::data' },
        },
      },
    ]);
    await expect(again).rejects.toMatchObject({ code: 'ResourceConflictException' });
  });

  it('is not needed for a role whose own policy allows it to invoke the function', async () => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, OK);
    const worker = { kind: 'role', roleName: 'worker', session: 's' } as const;
    const call = () => aws.call('lambda', 'Invoke', { FunctionName: 'worker' }, worker);

    // Act
    const before = call();
    await before.catch(() => undefined);
    await allow(aws, 'lambda:InvokeFunction');

    // Assess
    await expect(before).rejects.toThrow(`lambda:InvokeFunction on resource: ${ARN}`);
    await expect(call()).resolves.toMatchObject({ StatusCode: 200 });
  });
});

describe('the role of a new function', () => {
  it('requires the permission iam:PassRole from the caller', () => {
    // Prepare
    const passRole = {
      action: 'iam:PassRole',
      resource: ROLE_ARN,
      context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
    };

    // Act
    const permissions = account().then(({ lambda }) =>
      lambda.permissions({ operation: 'CreateFunction', input: { FunctionName: 'worker', Role: ROLE_ARN } }),
    );

    // Assess
    return expect(permissions).resolves.toContainEqual(passRole);
  });
});
