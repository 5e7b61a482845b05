import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult } from '../../cli/doctor/check';
import { ServiceError } from '../../emulator/core/service';
import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample, parameterFileOf, type Sample, sample, solution } from '../support/sample';
import { type Served, served } from '../support/served';

const TASK = 'personalize-dataset-import-small';

const cli = builtCli();
const { openQuick, stackFile } = accounts();
const serve = served(cli);

function scheduled(): Sample {
  const file = completeSample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'rate(1 day)' } };
  return file;
}

/** A deployment with a dataset group and one confirmed subscription. */
async function deployed(): Promise<Served> {
  const account = await openQuick();
  await account.run(scheduled());
  await account.call('sns', 'Subscribe', {
    TopicArn: account.local.aws.arn('sns', 'personalize-notifications'),
    Protocol: 'sms',
    Endpoint: '+15555550100',
  });
  return serve(account);
}

const checksOf = (deployment: Served) => deployment.json<readonly CheckResult[]>(['doctor']);

async function check(deployment: Served, name: string): Promise<CheckResult | undefined> {
  return (await checksOf(deployment)).find(({ check: each }) => each === name);
}

/** Uploads the sample's parameter file with additional solutions, but no csv. Returns the deployment an hour later. */
async function withFile(account: Account, solutions: readonly Sample['solutions'][number][]): Promise<Served> {
  const file = sample();
  file.solutions.push(...solutions);
  await account.put(parameterFileOf(file));
  await account.passSeconds(3600);
  return serve(account);
}

/** Records that `destroy` has begun to remove the dataset group. */
async function beginDestruction(account: Account): Promise<void> {
  const [TableName, datasetGroup] = [account.local.names.recordTable, { S: 'small' }];
  const Item = {
    datasetGroup,
    item: { S: 'destruction' },
    begunAt: { S: new Date(account.local.clock.now()).toISOString() },
  };
  await account.call('dynamodb', 'PutItem', { TableName, Item });
  await account.call('dynamodb', 'DeleteItem', { TableName, Key: { datasetGroup, item: { S: 'parameter-file' } } });
}

/** Runs `doctor` as a role with the given policy statements. */
async function checksAs({ account, url }: Served, Statement: readonly object[]): Promise<readonly CheckResult[]> {
  await account.call('iam', 'CreateRole', {
    RoleName: 'reader',
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [] }),
  });
  await account.call('iam', 'PutRolePolicy', {
    RoleName: 'reader',
    PolicyName: 'some',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  const keys = account.local.signIn('reader');
  const { stdout } = await cli.run(['doctor', '--json', '--endpoint-url', url], {
    env: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: keys.sessionToken,
    },
  });
  return JSON.parse(stdout) as readonly CheckResult[];
}

/** Writes the Terraform outputs of the deployment to a file. @param change replaces texts in these outputs */
async function outputsOf({ account }: Served, change: (text: string) => string): Promise<string> {
  const Name = '/personalize/names';
  const { Parameter } = await account.call<{ Parameter: { Value: string } }>('ssm', 'GetParameter', { Name });
  const outputs = Object.entries(JSON.parse(Parameter.Value)).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    { value },
  ]);
  const file = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'outputs.json');
  writeFileSync(file, change(JSON.stringify(Object.fromEntries(outputs))));
  return file;
}

interface Problem {
  readonly name: string;
  readonly what: string;
  readonly cause: (account: Account) => Promise<unknown>;
  readonly problem: RegExp;
  readonly todo: RegExp;
}

const PROBLEMS: readonly Problem[] = [
  {
    name: 'subscriptions',
    what: 'the topic has no subscription',
    cause: async (account) => {
      const TopicArn = account.local.aws.arn('sns', 'personalize-notifications');
      const listed = await account.call<{ Subscriptions: { SubscriptionArn: string }[] }>(
        'sns',
        'ListSubscriptionsByTopic',
        { TopicArn },
      );
      for (const { SubscriptionArn } of listed.Subscriptions)
        await account.call('sns', 'Unsubscribe', { SubscriptionArn });
    },
    problem: /no one is notified/,
    todo: /aws sns subscribe --topic-arn arn:aws:sns:us-east-1:\d+:personalize-notifications /,
  },
  {
    name: 'subscriptions',
    what: 'a subscription is not confirmed',
    cause: (account) =>
      account.call('sns', 'Subscribe', {
        TopicArn: account.local.aws.arn('sns', 'personalize-notifications'),
        Protocol: 'email',
        Endpoint: 'you@example.com',
      }),
    problem: /^The subscription of you@example\.com \(email\) is not confirmed/,
    todo: /^Confirm it with the link/,
  },
  {
    name: 'alarms',
    what: 'an alarm is in ALARM',
    cause: (account) =>
      account.call('monitoring', 'SetAlarmState', {
        AlarmName: 'personalize-failed-run',
        StateValue: 'ALARM',
        StateReason: 'test',
      }),
    problem: /^Alarm personalize-failed-run has been in ALARM since 2026-\d\d-\d\d \d\d:\d\d UTC\.$/,
    todo: /^A run failed, timed out or was stopped\./,
  },
  {
    name: 'names of files',
    what: 'the ending of a file name in the bucket is misspelled',
    cause: (account) => account.put({ 'train/shop/CONFIG.JSON': '{}' }),
    problem: /^s3:\/\/\S+\/train\/shop\/CONFIG\.JSON starts nothing: its name does not end in \.json\.$/,
    todo: /^Upload it under the right name/,
  },
  {
    name: 'dead letters',
    what: 'the queue has a message',
    cause: async (account) => {
      const queue = { QueueName: 'personalize-schedule-dead-letters' };
      const { QueueUrl } = await account.call<{ QueueUrl: string }>('sqs', 'GetQueueUrl', queue);
      await account.call('sqs', 'SendMessage', { QueueUrl, MessageBody: '{}' });
    },
    problem: /^EventBridge Scheduler could not start/,
    todo: /schedules run TASK/,
  },
  {
    name: 'dead letters',
    what: 'the queue was deleted',
    cause: async (account) => {
      const queue = { QueueName: 'personalize-schedule-dead-letters' };
      const { QueueUrl } = await account.call<{ QueueUrl: string }>('sqs', 'GetQueueUrl', queue);
      await account.call('sqs', 'DeleteQueue', { QueueUrl });
    },
    problem: /^sqs:GetQueueUrl failed: QueueDoesNotExist/,
    todo: /^$/,
  },
  {
    name: 'schedules',
    what: 'the schedule of a task is missing',
    cause: (account) =>
      account.call('scheduler', 'DeleteSchedule', { Name: TASK, GroupName: account.local.names.scheduleGroup }),
    problem: /^Schedule 'personalize-dataset-import-small' does not exist\.$/,
    todo: /personalize-mlops retry small$/,
  },
  {
    name: 'schedules',
    what: 'the schedule of a task of a partly removed dataset group is missing',
    cause: async (account) => {
      await beginDestruction(account);
      await account.call('scheduler', 'DeleteSchedule', { Name: TASK, GroupName: account.local.names.scheduleGroup });
    },
    problem: /^Schedule 'personalize-dataset-import-small' does not exist\.$/,
    todo: /personalize-mlops destroy small$/,
  },
  {
    name: 'destructions',
    what: 'a dataset group is partly removed',
    cause: beginDestruction,
    problem: /^The removal of dataset group 'small' has begun and not ended/,
    todo: /personalize-mlops destroy small$/,
  },
  {
    name: 'Lambda concurrency',
    what: 'nearly all concurrency is reserved for other functions',
    cause: async ({ local }) => {
      local.lambda.setConcurrency(1000, 995);
    },
    problem: /^The limit of 5 concurrent functions is too low/,
    todo: / --desired-value 1005$/,
  },
  {
    name: 'quotas of Amazon Personalize',
    what: 'the file in force was deleted',
    cause: async (account) => {
      const Bucket = account.local.names.dataBucket;
      const [Key = ''] = Object.keys(parameterFileOf(scheduled()));
      const { Versions } = await account.call<{ Versions: { Key: string; VersionId: string }[] }>(
        's3',
        'ListObjectVersions',
        { Bucket, Prefix: Key },
      );
      for (const { VersionId } of Versions) await account.call('s3', 'DeleteObject', { Bucket, Key, VersionId });
    },
    problem: /^train\/small\/config\.json, in force for dataset group 'small', cannot be read/,
    todo: /personalize-mlops apply/,
  },
  {
    name: 'Lambda concurrency',
    what: 'the limit of the account is too low',
    cause: async ({ local }) => {
      local.lambda.setConcurrency(9);
    },
    problem: /^The limit of 9 concurrent functions is too low/,
    todo: /^aws service-quotas request-service-quota-increase --service-code lambda --quota-code \S+ --desired-value 100$/,
  },
  {
    name: 'release',
    what: 'the command is older than the deployment',
    cause: async (account) => {
      const Name = '/personalize/names';
      const { Parameter } = await account.call<{ Parameter: { Value: string } }>('ssm', 'GetParameter', { Name });
      const Value = JSON.stringify({ ...JSON.parse(Parameter.Value), release: '99.10.0' });
      await account.call('ssm', 'PutParameter', { Name, Value, Type: 'String', Overwrite: true });
    },
    problem: /^The command \(\d+\.\d+\.\d+\) is older than the deployment \(99\.10\.0\)/,
    todo: /^Install the command of release 99\.10\.0\.$/,
  },
];

describe('doctor', () => {
  test('finds nothing wrong after a successful first run, and changes no resource of Personalize', async () => {
    // Prepare
    const deployment = await deployed();
    const before = deployment.account.local.personalize.snapshot();

    // Act
    const { status, stdout, stderr } = await deployment.run(['doctor']);

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.replaceAll(/\d+/g, 'N')).toBe(`OK  access: deployment 'personalize' in us-east-N, account N
OK  release: the command is N.N.N, the deployment is N.N.N
OK  permissions: N of N granted; permissions to start runs, and to delete resources and files, are not checked
OK  subscriptions: N subscription of the topic, N not confirmed
OK  alarms: N alarms, N in ALARM
OK  dead letters: N messages in queue personalize-schedule-dead-letters
OK  schedules: N task, N with a wrong schedule
OK  names of files: N objects in train/ and delete/, N with a misspelled ending
OK  destructions: N dataset groups partly removed
OK  Lambda concurrency: the account may run N functions at once; N are needed if all dataset groups run
OK  quotas of Amazon Personalize: N file in force
`);
    expect(deployment.account.local.personalize.snapshot()).toEqual(before);
  });

  test.each(PROBLEMS)('reports a problem with $name if $what', async ({ name, cause, problem, todo }) => {
    // Prepare
    const deployment = await deployed();
    await cause(deployment.account);

    // Act
    const { status } = await deployment.run(['doctor']);
    const result = await check(deployment, name);

    // Assess
    expect(status).toBe(1);
    expect(result?.status).toBe('PROBLEM');
    expect(result?.findings).toHaveLength(1);
    expect(result?.findings[0]?.problem).toMatch(problem);
    expect(result?.findings[0]?.todo).toMatch(todo);
  });

  test('reports a quota of Personalize that the file in force exceeds', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setQuota('solution', 1);
    const deployment = await withFile(account, [solution('another')]);

    // Act
    const result = await check(deployment, 'quotas of Amazon Personalize');

    // Assess
    expect(result?.findings.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/: dataset group 'small' needs 2, but the quota is 1\.$/),
    ]);
  });

  test('compares the file in force with the documented quotas if it may not read the quotas of the account', async () => {
    // Prepare
    const account = await openQuick();
    const deployment = await withFile(account, [solution('another', ['c1', 'c2', 'c3', 'c4', 'c5'])]);
    account.local.aws.intercept(async ({ service }, perform) => {
      if (service !== 'servicequotas') return perform();
      throw new ServiceError('AccessDeniedException', 'Not allowed.');
    });

    // Act
    const result = await check(deployment, 'quotas of Amazon Personalize');

    // Assess
    expect(result?.findings.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(
        /needs 6, but the quota is 5 by default \(https:\S+, read \S+\), unless AWS has raised it: .*\.$/,
      ),
    ]);
  });

  test('says which checks lack a permission, and goes on with the others', async () => {
    // Prepare
    // An account of `accounts()` would fail the test because of a denied action.
    const account = await Account.open(stackFile);
    const deployment = await serve(account);
    const actions = ['ssm:GetParameter', 'dynamodb:Query', 'scheduler:GetSchedule'];

    // Act
    const results = await checksAs(deployment, [{ Effect: 'Allow', Action: actions, Resource: '*' }]);

    // Assess
    const byStatus = (wanted: string) => results.filter(({ status }) => status === wanted).map((each) => each.check);
    expect(byStatus('OK')).toEqual(['access', 'release', 'schedules', 'destructions', 'quotas of Amazon Personalize']);
    expect(byStatus('PROBLEM')).toEqual(['permissions']);
    expect(results.find((each) => each.check === 'alarms')?.detail).toMatch(
      /^Access denied: cloudwatch:DescribeAlarms.*[^.]\. Give this permission/s,
    );
    const permissions = results.find((each) => each.check === 'permissions');
    expect(permissions?.detail).toContain(
      'you lack dynamodb:UpdateItem (for `schedules activate`, `schedules deactivate`)',
    );
    expect(permissions?.findings.map(({ problem }) => problem)).toContain(
      'You lack personalize:DescribeDatasetGroup, which `status` and `plan` need.',
    );
  });

  test('names s3:ListBucket if a role lacks only this permission, and says which permissions cannot be checked without it', async () => {
    // Prepare
    const deployment = await serve(await Account.open(stackFile));

    // Act
    const results = await checksAs(deployment, [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:ListBucket', Resource: '*' },
    ]);

    // Assess
    const permissions = results.find((each) => each.check === 'permissions');
    expect(permissions?.findings.map(({ problem }) => problem)).toEqual([
      'You lack s3:ListBucket, which `status` and `plan` need.',
    ]);
    expect(permissions?.detail).toMatch(
      /^10 of 13 granted; s3:GetObject, s3:PutObject cannot be checked without s3:ListBucket; permissions to /,
    );
  });

  test.each([
    [
      'no services at the endpoint',
      ['--endpoint-url', 'http://127.0.0.1:1'],
      { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
      /Could not connect/,
    ],
    ['no credentials', ['--endpoint-url', 'http://127.0.0.1:1'], {}, /AWS credentials not found/],
  ])('reports that access failed, and why, if there are %s', async (_what, options, keys, says) => {
    // Act
    const { status, stdout, stderr } = await cli.run(['doctor', ...options], {
      env: { AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1', ...keys },
    });

    // Assess
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^PROBLEM {6}access: credentials, region and deployment\n/);
    expect(stdout).toMatch(says);
    expect(stdout).toContain('\nNOT_CHECKED  alarms: needs access to the deployment\n');
  });

  test('says so if the credentials belong to another account than the deployment in the file of --outputs', async () => {
    // Prepare
    const deployment = await deployed();
    const { id } = deployment.account.local.aws.account;
    const outputs = await outputsOf(deployment, (text) => text.replaceAll(id, '999999999999'));

    // Act
    const { status, stdout } = await deployment.run(['doctor', '--outputs', outputs]);

    // Assess
    expect(status).toBe(1);
    expect(stdout).toContain(
      `  Your credentials belong to account ${id}, but the deployment is in account 999999999999.\n`,
    );
  });

  test('reports that access fails if the services do not answer, even if --outputs names the deployment', async () => {
    // Prepare
    const deployment = await deployed();
    const outputs = await outputsOf(deployment, (text) => text);

    // Act
    const { status, stdout } = await cli.run(['doctor', '--outputs', outputs, '--endpoint-url', 'http://127.0.0.1:1'], {
      env: { ...deployment.environment, AWS_MAX_ATTEMPTS: '1' },
    });

    // Assess
    expect(status).toBe(1);
    expect(stdout).toMatch(/^PROBLEM {2}access: /);
    expect(stdout).toContain('\nPROBLEM  destructions: ');
    expect(stdout).not.toContain('NOT_CHECKED');
  });
});
