import { ADMINISTRATOR, type Caller, type Input, type WireRequest } from '../../../../emulator/core/service';
import { account, createRole, daily, ROLE_ARN, START, target } from './account';

const HOUR = 3_600_000;
const MEMBER: Caller = { kind: 'role', roleName: 'member', session: 's' };

describe('schedules', () => {
  it('are shown with all defaults', async () => {
    // Prepare
    const { aws } = await account();
    const created = await aws.call('scheduler', 'CreateSchedule', daily());

    // Act
    const actual = await aws.call('scheduler', 'GetSchedule', { Name: 'daily' });

    // Assess
    const arn = 'arn:aws:scheduler:us-east-1:123456789012:schedule/default/daily';
    expect(created).toEqual({ ScheduleArn: arn });
    expect(actual).toEqual({
      Arn: arn,
      GroupName: 'default',
      Name: 'daily',
      ScheduleExpression: 'cron(0 3 * * ? *)',
      ScheduleExpressionTimezone: 'UTC',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'NONE',
      Target: target({
        Input: '{"workflow":"import"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      }),
      CreationDate: new Date(START),
      LastModificationDate: new Date(START),
    });
  });

  it('are replaced as a whole by an update', async () => {
    // Prepare
    const { aws, clock } = await account();
    const all = { Description: 'Old.', State: 'DISABLED', ScheduleExpressionTimezone: 'Europe/Berlin' };
    await aws.call('scheduler', 'CreateSchedule', daily(all));
    await clock.advanceTo(START + HOUR);

    // Act
    await aws.call('scheduler', 'UpdateSchedule', daily());

    // Assess
    const actual = await aws.call('scheduler', 'GetSchedule', { Name: 'daily' });
    expect(actual).toMatchObject({
      State: 'ENABLED',
      ScheduleExpressionTimezone: 'UTC',
      CreationDate: new Date(START),
      LastModificationDate: new Date(START + HOUR),
    });
    expect(actual).not.toHaveProperty('Description');
  });

  it('are listed by group, by name prefix or by state, page by page', async () => {
    // Prepare
    const { aws } = await account();
    await aws.call('scheduler', 'CreateScheduleGroup', { Name: 'movies' });
    for (const name of ['b', 'a', 'c']) {
      await aws.call('scheduler', 'CreateSchedule', daily({ Name: name, GroupName: 'movies' }));
    }
    await aws.call('scheduler', 'CreateSchedule', daily({ Name: 'a-off', State: 'DISABLED' }));
    const list = async (input: Input) =>
      (await aws.call('scheduler', 'ListSchedules', input)) as { Schedules: Input[]; NextToken?: string };

    // Act
    const first = await list({ GroupName: 'movies', MaxResults: 2 });
    const second = await list({ GroupName: 'movies', MaxResults: 2, NextToken: first.NextToken });
    const prefixed = await list({ NamePrefix: 'a' });
    const disabled = await list({ State: 'DISABLED' });

    // Assess
    const names = ({ Schedules }: { Schedules: Input[] }) => Schedules.map(({ Name }) => Name);
    expect([names(first), names(second), second.NextToken]).toEqual([['a', 'b'], ['c'], undefined]);
    expect([names(prefixed), names(disabled)]).toEqual([['a-off', 'a'], ['a-off']]);
    expect(first.Schedules[0]).not.toHaveProperty('ScheduleExpression');
  });

  it('are created only once by repeated requests with the same client token', async () => {
    // Prepare
    const { aws } = await account();
    const request = daily({ ClientToken: 'token-1' });
    const first = await aws.call('scheduler', 'CreateSchedule', request);

    // Act
    const again = await aws.call('scheduler', 'CreateSchedule', request);
    const other = aws.call('scheduler', 'CreateSchedule', { ...request, ClientToken: 'token-2' });

    // Assess
    expect(again).toEqual(first);
    await expect(other).rejects.toMatchObject({ code: 'ConflictException', status: 409 });
  });

  it.each<[string, Input, string]>([
    ['a name with a space', { Name: 'a b' }, "at 'name' failed to satisfy constraint"],
    ['a name of 65 characters', { Name: 'a'.repeat(65) }, 'length less than or equal to 64'],
    [
      'an invalid expression',
      { ScheduleExpression: 'cron(0 1 * * * *)' },
      'Invalid Schedule Expression cron(0 1 * * * *).',
    ],
    ['an invalid zone', { ScheduleExpressionTimezone: 'Mars/Olympus' }, 'Mars/Olympus'],
    ['no flexible time window', { FlexibleTimeWindow: undefined }, "'flexibleTimeWindow.mode'"],
    [
      'a time window without a length',
      { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } },
      'MaximumWindowInMinutes is required',
    ],
    ['a time window of two days', { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 2880 } }, '1440'],
    [
      'a length for a time window that is off',
      { FlexibleTimeWindow: { Mode: 'OFF', MaximumWindowInMinutes: 5 } },
      'cannot be set',
    ],
    ['an unknown state', { State: 'ON' }, 'enum value set: [ENABLED, DISABLED]'],
    ['a start that is an hour ago', { StartDate: '2026-01-14T11:00:00Z' }, 'StartDate'],
    ['an end before the start', { StartDate: '2026-02-02T00:00:00Z', EndDate: '2026-02-01T00:00:00Z' }, 'EndDate'],
    ['too many retries', { Target: target({ RetryPolicy: { MaximumRetryAttempts: 186 } }) }, '185'],
    ['an input that is not JSON', { Target: target({ Input: 'hello' }) }, 'JSON'],
    [
      'a dead-letter queue whose ARN is the ARN of a topic',
      { Target: target({ DeadLetterConfig: { Arn: 'arn:aws:sns:us-east-1:123456789012:t' } }) },
      'deadLetterConfig',
    ],
    [
      'a target that is not emulated',
      { Target: target({ Arn: 'arn:aws:sns:us-east-1:123456789012:t' }) },
      'arn:aws:sns',
    ],
    [
      'parameters for ECS, which is not emulated',
      { Target: target({ EcsParameters: { TaskDefinitionArn: 'x' } }) },
      'EcsParameters',
    ],
    [
      'a universal target without input',
      { Target: target({ Arn: 'arn:aws:scheduler:::aws-sdk:sfn:startExecution', Input: undefined }) },
      'Input',
    ],
    [
      'a role that does not exist',
      { Target: target({ RoleArn: `${ROLE_ARN}-x` }) },
      'must allow AWS EventBridge Scheduler to assume the role',
    ],
  ])('are refused with %s', async (_what, more, message) => {
    // Prepare
    const { aws } = await account();

    // Act
    const call = aws.call('scheduler', 'CreateSchedule', daily(more));

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  it('accept an input that has a keyword in place of a JSON number', async () => {
    // Prepare
    const { aws } = await account();
    const input = '{"attempt":<aws.scheduler.attempt-number>}';

    // Act
    const call = aws.call('scheduler', 'CreateSchedule', daily({ Target: target({ Input: input }) }));

    // Assess
    await expect(call).resolves.toHaveProperty('ScheduleArn');
  });

  it('are refused with an error that lists all violations', async () => {
    // Prepare
    const { aws } = await account();

    // Act
    const call = aws.call('scheduler', 'CreateSchedule', daily({ Name: 'a b', State: 'ON' }));

    // Assess
    await expect(call).rejects.toThrow(/^2 validation errors detected: .*'name'.*; .*'state'/);
  });

  it.each([
    ['GetSchedule', { Name: 'other' }],
    ['DeleteSchedule', { Name: 'other' }],
    ['UpdateSchedule', daily({ Name: 'other' })],
    ['CreateSchedule', daily({ GroupName: 'other' })],
    ['ListSchedules', { GroupName: 'other' }],
    ['GetScheduleGroup', { Name: 'other' }],
  ])('are not found by %s if they or their group do not exist', async (operation, input) => {
    // Prepare
    const { aws } = await account();

    // Act
    const call = aws.call('scheduler', operation, input);

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ResourceNotFoundException', status: 404 });
  });
});

describe('the role of a schedule', () => {
  it('must be a role that Scheduler may assume', async () => {
    // Prepare
    const { aws } = await account();
    await createRole(aws, 'lambda-only', 'lambda.amazonaws.com', []);

    // Act
    const call = aws.call(
      'scheduler',
      'CreateSchedule',
      daily({ Target: target({ RoleArn: 'arn:aws:iam::123456789012:role/lambda-only' }) }),
    );

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('may be limited to the schedules of one group', async () => {
    // Prepare
    const { aws } = await account();
    const group = (await aws.call('scheduler', 'CreateScheduleGroup', { Name: 'movies' })) as {
      ScheduleGroupArn: string;
    };
    await createRole(aws, 'movies-only', 'scheduler.amazonaws.com', [], {
      StringEquals: { 'aws:SourceArn': group.ScheduleGroupArn },
    });
    const only = { Target: target({ RoleArn: 'arn:aws:iam::123456789012:role/movies-only' }) };

    // Act
    const inside = aws.call('scheduler', 'CreateSchedule', daily({ ...only, GroupName: 'movies' }));
    const outside = aws.call('scheduler', 'CreateSchedule', daily(only));

    // Assess
    await expect(inside).resolves.toHaveProperty('ScheduleArn');
    await expect(outside).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('can only be given to a schedule by callers with the permission iam:PassRole', async () => {
    // Prepare
    const { aws } = await account();
    await createRole(aws, 'member', 'lambda.amazonaws.com', ['scheduler:*']);

    // Act
    const call = aws.call('scheduler', 'CreateSchedule', daily(), MEMBER);

    // Assess
    await expect(call).rejects.toThrow(`iam:PassRole on resource: ${ROLE_ARN}`);
  });

  it('requires no iam:PassRole from callers who only read the schedule', async () => {
    // Prepare
    const { aws } = await account();
    await createRole(aws, 'member', 'lambda.amazonaws.com', ['scheduler:GetSchedule']);
    await aws.call('scheduler', 'CreateSchedule', daily());

    // Act
    const call = aws.call('scheduler', 'GetSchedule', { Name: 'daily' }, MEMBER);

    // Assess
    await expect(call).resolves.toMatchObject({ Name: 'daily' });
  });
});

describe('schedule groups', () => {
  it('can be tagged and untagged', async () => {
    // Prepare
    const { aws } = await account();
    const { ScheduleGroupArn: arn } = (await aws.call('scheduler', 'CreateScheduleGroup', {
      Name: 'movies',
      Tags: [
        { Key: 'team', Value: 'a' },
        { Key: 'stage', Value: 'dev' },
      ],
    })) as { ScheduleGroupArn: string };

    // Act
    await aws.call('scheduler', 'TagResource', { ResourceArn: arn, Tags: [{ Key: 'team', Value: 'b' }] });
    await aws.call('scheduler', 'UntagResource', { ResourceArn: arn, TagKeys: ['stage'] });

    // Assess
    const tags = await aws.call('scheduler', 'ListTagsForResource', { ResourceArn: arn });
    expect(tags).toEqual({ Tags: [{ Key: 'team', Value: 'b' }] });
  });

  it('stay in the state DELETING for a while, then are deleted with their schedules', async () => {
    // Prepare
    const { aws, clock, made } = await account();
    await aws.call('scheduler', 'CreateScheduleGroup', { Name: 'movies' });
    await aws.call('scheduler', 'CreateSchedule', daily({ GroupName: 'movies' }));

    // Act
    await aws.call('scheduler', 'DeleteScheduleGroup', { Name: 'movies' });

    // Assess
    const meanwhile = await aws.call('scheduler', 'GetScheduleGroup', { Name: 'movies' });
    const refused = aws.call('scheduler', 'CreateSchedule', daily({ Name: 'new', GroupName: 'movies' }));
    expect(meanwhile).toMatchObject({ State: 'DELETING' });
    await expect(refused).rejects.toMatchObject({ code: 'ConflictException' });
    await clock.advanceTo(START + 48 * HOUR);
    expect(made).toEqual([]);
    const groups = await aws.call('scheduler', 'ListScheduleGroups', {});
    expect(groups).toMatchObject({ ScheduleGroups: [{ Name: 'default' }] });
  });

  it('can be created again after a deletion that was requested twice', async () => {
    // Prepare
    const { aws, clock } = await account();
    await aws.call('scheduler', 'CreateScheduleGroup', { Name: 'movies' });

    // Act
    await aws.call('scheduler', 'DeleteScheduleGroup', { Name: 'movies' });
    await clock.advanceTo(START + 30_000);
    await aws.call('scheduler', 'DeleteScheduleGroup', { Name: 'movies' });
    await clock.advanceTo(START + 61_000);
    await aws.call('scheduler', 'CreateScheduleGroup', { Name: 'movies' });
    await clock.advanceTo(START + HOUR);

    // Assess
    const group = await aws.call('scheduler', 'GetScheduleGroup', { Name: 'movies' });
    expect(group).toMatchObject({ State: 'ACTIVE' });
  });

  it('cannot be deleted if they are the default group', async () => {
    // Prepare
    const { aws } = await account();

    // Act
    const call = aws.call('scheduler', 'DeleteScheduleGroup', { Name: 'default' });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ValidationException' });
  });
});

describe('the wire protocol of Scheduler', () => {
  it('takes members from path, query and body, and writes times as epoch seconds', async () => {
    // Prepare
    const { aws } = await account();
    const { Name: name, ...body } = daily({ StartDate: START / 1000 + 60 });
    const created = await aws.handle(request('POST', `/schedules/${name}`, '', body));

    // Act
    const shown = await aws.handle(request('GET', '/schedules/daily', 'groupName=default'));

    // Assess
    expect(created.status).toBe(200);
    expect(JSON.parse(String(shown.body))).toMatchObject({
      Name: 'daily',
      StartDate: START / 1000 + 60,
      CreationDate: START / 1000,
    });
  });

  it('reads the group of ListSchedules from the query parameter ScheduleGroup, and the ARN of a tagged group from the path', async () => {
    // Prepare
    const { aws } = await account();
    await aws.call('scheduler', 'CreateScheduleGroup', { Name: 'movies', Tags: [{ Key: 'a', Value: '1' }] });
    await aws.call('scheduler', 'CreateSchedule', daily({ GroupName: 'movies' }));
    const arn = encodeURIComponent('arn:aws:scheduler:us-east-1:123456789012:schedule-group/movies');

    // Act
    const list = await aws.handle(request('GET', '/schedules', 'ScheduleGroup=movies&MaxResults=10'));
    await aws.handle(request('DELETE', `/tags/${arn}`, 'TagKeys=a&TagKeys=b'));
    const tags = await aws.handle(request('GET', `/tags/${arn}`));

    // Assess
    expect(JSON.parse(String(list.body))).toMatchObject({ Schedules: [{ Name: 'daily' }] });
    expect(JSON.parse(String(tags.body))).toEqual({ Tags: [] });
  });

  it('returns errors with their type in a header and their message in the body', async () => {
    // Prepare
    const { aws } = await account();

    // Act
    const missing = await aws.handle(request('GET', '/schedules/other'));
    const nowhere = await aws.handle(request('GET', '/elsewhere'));

    // Assess
    expect(missing).toMatchObject({
      status: 404,
      headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
      body: JSON.stringify({ Message: 'Schedule other does not exist.' }),
    });
    expect(nowhere.headers['x-amzn-errortype']).toBe('UnknownOperationException');
  });

  it('refuses an operation that it does not implement', async () => {
    // Prepare
    const { aws } = await account();

    // Act
    const call = aws.call('scheduler', 'CreateRule', {}, ADMINISTRATOR);

    // Assess
    await expect(call).rejects.toThrow(/does not implement CreateRule; it has: CreateSchedule, /);
  });
});

function request(method: string, path: string, query = '', body?: unknown): WireRequest {
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=KEY/20260114/us-east-1/scheduler/aws4_request, x',
    },
    body: body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body)),
  };
}
