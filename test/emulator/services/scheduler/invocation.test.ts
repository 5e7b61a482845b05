import { ServiceError } from '../../../../emulator/core/service';
import { account, daily, MACHINE_ARN, START, target } from './account';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a schedule', () => {
  it('starts its state machine at its times, under its role, with its input', async () => {
    // Prepare
    const { aws, clock, made } = await account();
    await aws.call('scheduler', 'CreateSchedule', daily());

    // Act
    await clock.advanceTo(START + 2 * DAY);

    // Assess
    expect(made.map(({ at }) => at)).toEqual(['2026-01-15T03:00:00.000Z', '2026-01-16T03:00:00.000Z']);
    expect(made[0]).toMatchObject({
      operation: 'StartExecution',
      input: { stateMachineArn: MACHINE_ARN, input: '{"workflow":"import"}' },
      caller: { kind: 'role', roleName: 'schedules' },
    });
  });

  it('follows its time zone: it does not run in the skipped hour, and runs once in the repeated hour', async () => {
    // Prepare
    const { aws, clock, made } = await account();
    await aws.call(
      'scheduler',
      'CreateSchedule',
      daily({ ScheduleExpression: 'cron(30 2 ? * SUN *)', ScheduleExpressionTimezone: 'Europe/Berlin' }),
    );

    // Act
    await clock.advanceTo(Date.UTC(2026, 10, 2));

    // Assess
    const times = made.map(({ at }) => at);
    expect(times.filter((at) => at.startsWith('2026-03-2'))).toEqual(['2026-03-22T01:30:00.000Z']);
    expect(times.filter((at) => at.startsWith('2026-10-25'))).toEqual(['2026-10-25T00:30:00.000Z']);
    expect(times.at(-1)).toBe('2026-11-01T01:30:00.000Z');
  });

  it('lets the clock become idle while it waits for its next time', async () => {
    // Prepare
    const { aws, clock, made } = await account();
    await aws.call('scheduler', 'CreateSchedule', daily());

    // Act
    const idle = await clock.advanceUntilIdle();

    // Assess
    expect(idle).toBe(true);
    expect(made).toEqual([]);
    expect(clock.now()).toBe(START);
  });

  it('with a rate, runs at once and then after each period', async () => {
    // Prepare
    const { aws, clock, made } = await account();
    await aws.call('scheduler', 'CreateSchedule', daily({ ScheduleExpression: 'rate(6 hours)' }));

    // Act
    await clock.advanceTo(START + 12 * HOUR);

    // Assess
    expect(made.map(({ at }) => at)).toEqual([
      '2026-01-14T12:00:00.000Z',
      '2026-01-14T18:00:00.000Z',
      '2026-01-15T00:00:00.000Z',
    ]);
  });

  it('runs at StartDate, and not after EndDate', async () => {
    // Prepare
    const { aws, clock, made } = await account();
    const dates = { StartDate: '2026-01-15T03:00:00Z', EndDate: new Date('2026-01-17T02:00:00Z') };
    await aws.call('scheduler', 'CreateSchedule', daily(dates));

    // Act
    await clock.advanceTo(START + 10 * DAY);

    // Assess
    expect(made.map(({ at }) => at)).toEqual(['2026-01-15T03:00:00.000Z', '2026-01-16T03:00:00.000Z']);
  });

  it('runs within its flexible window, at the same time for the same seed', async () => {
    // Prepare
    const run = async () => {
      const { aws, clock, made } = await account();
      const window = { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 60 } };
      await aws.call('scheduler', 'CreateSchedule', daily(window));
      await clock.advanceTo(START + 20 * DAY);
      return made.map(({ at }) => at);
    };

    // Act
    const [first, second] = [await run(), await run()];

    // Assess
    expect(first).toEqual(second);
    expect(first).toHaveLength(20);
    expect(first.every((at) => at.slice(11) >= '03:00:00' && at.slice(11) <= '04:00:00.000Z')).toBe(true);
    expect(new Set(first.map((at) => at.slice(11))).size).toBeGreaterThan(15);
  });

  it('does not catch up on times that it missed while disabled', async () => {
    // Prepare
    const { aws, clock, made } = await account();
    await aws.call('scheduler', 'CreateSchedule', daily({ State: 'DISABLED' }));
    await clock.advanceTo(START + 3 * DAY);

    // Act
    await aws.call('scheduler', 'UpdateSchedule', daily({ State: 'ENABLED' }));
    await clock.advanceTo(START + 4 * DAY);

    // Assess
    expect(made.map(({ at }) => at)).toEqual(['2026-01-18T03:00:00.000Z']);
  });

  it('does not run after its deletion, even if its flexible window has begun', async () => {
    // Prepare
    const { aws, clock, made } = await account();
    const window = { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 1440 } };
    await aws.call('scheduler', 'CreateSchedule', daily(window));
    await clock.advanceTo(Date.parse('2026-01-15T03:00:00Z'));

    // Act
    await aws.call('scheduler', 'DeleteSchedule', { Name: 'daily' });
    await clock.advanceTo(START + 5 * DAY);

    // Assess
    expect(made).toEqual([]);
  });

  it.each([
    ['at(2026-01-15T03:00:00)', {}],
    ['cron(0 3 * * ? *)', { EndDate: '2026-01-15T12:00:00Z' }],
  ])('with %s is deleted after its last time if ActionAfterCompletion is DELETE', async (expression, dates) => {
    // Prepare
    const { aws, clock, made } = await account();
    const schedule = { ScheduleExpression: expression, ActionAfterCompletion: 'DELETE', ...dates };
    await aws.call('scheduler', 'CreateSchedule', daily(schedule));
    await aws.call('scheduler', 'CreateSchedule', daily({ ...schedule, Name: 'kept', ActionAfterCompletion: 'NONE' }));

    // Act
    await clock.advanceTo(START + 2 * DAY);

    // Assess
    expect(made).toHaveLength(2);
    const { Schedules: left } = (await aws.call('scheduler', 'ListSchedules', {})) as {
      Schedules: { Name: string }[];
    };
    expect(left.map(({ Name }) => Name)).toEqual(['kept']);
  });
});

describe('the target of a schedule', () => {
  it('can be the API operation StartExecution, with keywords replaced even in nested JSON text', async () => {
    // Prepare
    const { aws, clock, made } = await account();
    const request = {
      StateMachineArn: MACHINE_ARN,
      Name: 'run-<aws.scheduler.execution-id>',
      Input:
        '{"at":"<aws.scheduler.scheduled-time>","by":"<aws.scheduler.schedule-arn>","n":"<aws.scheduler.attempt-number>"}',
    };
    const universal = {
      Arn: 'arn:aws:scheduler:::aws-sdk:sfn:startExecution',
      Input: JSON.stringify(request),
    };
    await aws.call('scheduler', 'CreateSchedule', daily({ Target: target(universal) }));

    // Act
    await clock.advanceTo(START + DAY);

    // Assess
    expect(made[0]?.input).toMatchObject({
      stateMachineArn: MACHINE_ARN,
      name: expect.stringMatching(/^run-[0-9a-f]{16}$/),
      input: JSON.stringify({
        at: '2026-01-15T03:00:00Z',
        by: 'arn:aws:scheduler:us-east-1:123456789012:schedule/default/daily',
        n: '1',
      }),
    });
  });

  it('can be a function, which is invoked asynchronously', async () => {
    // Prepare
    const { aws, clock, made } = await account({ allow: ['lambda:Invoke'] });
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:reconcile';
    await aws.call('scheduler', 'CreateSchedule', daily({ Target: target({ Arn: arn }) }));

    // Act
    await clock.advanceTo(START + DAY);

    // Assess
    expect(made[0]).toMatchObject({
      operation: 'Invoke',
      input: { FunctionName: arn, InvocationType: 'Event' },
    });
  });

  it('receives a default event of Scheduler if the schedule sets no input', async () => {
    // Prepare
    const { aws, clock, made } = await account();
    await aws.call('scheduler', 'CreateSchedule', daily({ Target: target({ Input: undefined }) }));

    // Act
    await clock.advanceTo(START + DAY);

    // Assess
    expect(JSON.parse(String(made[0]?.input.input))).toMatchObject({
      source: 'aws.scheduler',
      'detail-type': 'Scheduled Event',
      time: '2026-01-15T03:00:00Z',
      resources: ['arn:aws:scheduler:us-east-1:123456789012:schedule/default/daily'],
    });
  });
});

describe('an execution that cannot be started', () => {
  const throttled = new ServiceError('ThrottlingException', 'Slow down.', 400);
  const DEAD_LETTERS = { Arn: 'arn:aws:sqs:us-east-1:123456789012:dead-letters' };
  const due = Date.parse('2026-01-15T03:00:00Z');

  it('is retried with growing waits until it starts', async () => {
    // Prepare
    const { aws, clock, made, scheduler } = await account({ failures: Array(6).fill(throttled) });
    await aws.call('scheduler', 'CreateSchedule', daily({ ScheduleExpression: 'at(2026-01-15T03:00:00)' }));

    // Act
    await clock.advanceTo(due + DAY);

    // Assess
    const times = made.map(({ at }) => Date.parse(at));
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(waits).toHaveLength(6);
    expect(waits.every((wait, index) => wait >= 500 * 2 ** index && wait <= 1000 * 2 ** index)).toBe(true);
    expect(scheduler.failedInvocations()).toEqual([]);
  });

  it.each([
    new ServiceError('CodeArtifactUserPendingException', 'Lambda is initializing your function.', 409),
    new ServiceError('ResourceConflictException', 'The function is in the following state: Pending', 409),
    new ServiceError('EC2ThrottledException', 'Amazon EC2 throttled Lambda.', 502),
  ])('is retried after $code, which is transient', async (failure) => {
    // Prepare
    const { aws, clock, made, scheduler } = await account({ failures: [failure] });
    await aws.call('scheduler', 'CreateSchedule', daily({ ScheduleExpression: 'at(2026-01-15T03:00:00)' }));

    // Act
    await clock.advanceTo(due + HOUR);

    // Assess
    expect(made.map(({ operation }) => operation)).toEqual(['StartExecution', 'StartExecution']);
    expect(scheduler.failedInvocations()).toEqual([]);
  });

  it.each([
    new ServiceError('StateMachineDoesNotExist', 'State Machine Does Not Exist.', 400),
    new ServiceError('ResourceNotFoundException', 'Function not found.', 404),
    new ServiceError('InvalidExecutionInput', 'The input is not valid.', 400),
  ])('is sent to the dead-letter queue without a retry after $code', async (failure) => {
    // Prepare
    const { aws, clock, made } = await account({ failures: [failure] });
    const withQueue = target({ DeadLetterConfig: DEAD_LETTERS });
    await aws.call('scheduler', 'CreateSchedule', daily({ Target: withQueue }));

    // Act
    await clock.advanceTo(due + HOUR);

    // Assess
    expect(made.map(({ operation }) => operation)).toEqual(['StartExecution', 'SendMessage']);
  });

  it('is sent to the dead-letter queue after as many retries as the retry policy allows', async () => {
    // Prepare
    const { aws, clock, made, scheduler } = await account({ failures: Array(9).fill(throttled) });
    const withQueue = target({
      Input: '{"try":"<aws.scheduler.attempt-number>"}',
      RetryPolicy: { MaximumRetryAttempts: 2 },
      DeadLetterConfig: DEAD_LETTERS,
    });
    await aws.call('scheduler', 'CreateSchedule', daily({ Target: withQueue }));

    // Act
    await clock.advanceTo(due + HOUR);

    // Assess
    expect(made.map(({ operation }) => operation)).toEqual([
      'StartExecution',
      'StartExecution',
      'StartExecution',
      'SendMessage',
    ]);
    expect(made[3]?.input).toEqual({
      QueueUrl: 'https://queue/dead-letters',
      MessageBody: '{"try":"3"}',
      MessageAttributes: {
        ERROR_CODE: text('ThrottlingException'),
        ERROR_MESSAGE: text('Slow down.'),
        EXECUTION_ID: { DataType: 'String', StringValue: expect.stringMatching(/^[0-9a-f]{16}$/) },
        EXHAUSTED_RETRY_CONDITION: text('MaximumRetryAttempts'),
        IS_PAYLOAD_TRUNCATED: text('false'),
        RETRY_ATTEMPTS: text('2'),
        SCHEDULED_TIME: text('2026-01-15T03:00:00Z'),
        SCHEDULE_ARN: text('arn:aws:scheduler:us-east-1:123456789012:schedule/default/daily'),
        TARGET_ARN: text(MACHINE_ARN),
      },
    });
    expect(scheduler.failedInvocations()).toMatchObject([
      { scheduledTime: due, error: { code: 'ThrottlingException' } },
    ]);
  });

  it('is not retried beyond the age that the retry policy allows', async () => {
    // Prepare
    const { aws, clock, made } = await account({ failures: Array(99).fill(throttled) });
    const withQueue = target({
      RetryPolicy: { MaximumEventAgeInSeconds: 60 },
      DeadLetterConfig: DEAD_LETTERS,
    });
    await aws.call('scheduler', 'CreateSchedule', daily({ Target: withQueue }));

    // Act
    await clock.advanceTo(due + HOUR);

    // Assess
    const letter = made.at(-1);
    expect(letter?.operation).toBe('SendMessage');
    expect(Date.parse(letter?.at ?? '') - due).toBeLessThanOrEqual(60_000);
    expect(letter?.input.MessageAttributes).toMatchObject({
      EXHAUSTED_RETRY_CONDITION: text('MaximumEventAgeInSeconds'),
    });
  });

  it("is sent to the dead-letter queue at once if the schedule's role may not start it", async () => {
    // Prepare
    const { aws, clock, made } = await account({ allow: ['sqs:SendMessage'] });
    await aws.call('scheduler', 'CreateSchedule', daily({ Target: target({ DeadLetterConfig: DEAD_LETTERS }) }));

    // Act
    await clock.advanceTo(due);

    // Assess
    const { MessageAttributes: attributes } = made[0]?.input ?? {};
    expect(attributes).toMatchObject({
      ERROR_CODE: text('AccessDeniedException'),
      RETRY_ATTEMPTS: text('0'),
    });
    expect(attributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
    expect(JSON.stringify(attributes)).toContain('states:StartExecution');
  });

  it("is recorded as failed if the schedule's role may neither start it nor send it to the dead-letter queue", async () => {
    // Prepare
    const { aws, clock, scheduler } = await account({ allow: [] });
    await aws.call('scheduler', 'CreateSchedule', daily({ Target: target({ DeadLetterConfig: DEAD_LETTERS }) }));

    // Act
    await clock.advanceTo(due);

    // Assess
    expect(scheduler.failedInvocations()).toMatchObject([
      { at: due, error: { code: 'AccessDeniedException' }, deadLetterError: { code: 'AccessDenied' } },
    ]);
  });
});

function text(value: string) {
  return { DataType: 'String', StringValue: value };
}
