import { STEPS } from '../../emulator/services/personalize/durations';
import { COMMANDS, type Place, policyFor } from '../../scripts/privileges/command-permissions';
import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import {
  batchInputKey,
  completeSample,
  dataOf,
  filter,
  interactions,
  interactionsKey,
  parameterFileOf,
  type Sample,
  solution,
  withChecks,
} from '../support/sample';
import { type Served, served } from '../support/served';
import { temporaryFile } from '../support/synthesis';
import { folders } from './support/folder';

const TASK = 'personalize-dataset-import-small';
const SOLUTION = 'small-solution';
const QUICK = ['--interval', '0.001'];

const cli = builtCli();
const { openQuick, shared, stackFile } = accounts();
const serve = served(cli);
const folderOf = folders();

function scheduled(): Sample {
  const file = completeSample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'rate(1 day)' } };
  return file;
}

function placeOf({ local: { aws, names } }: Account): Place {
  return {
    bucket: `arn:aws:s3:::${names.dataBucket}`,
    recordTable: aws.arn('dynamodb', `table/${names.recordTable}`),
    namesParameter: aws.arn('ssm', 'parameter/personalize/names'),
    topic: aws.arn('sns', 'personalize-notifications'),
    deadLetterQueue: aws.arn('sqs', 'personalize-schedule-dead-letters'),
    runStateMachine: names.runStateMachineArn,
    executions: aws.arn('states', 'execution:personalize-*'),
    functionLogs: aws.arn('logs', 'log-group:/aws/lambda/personalize-*'),
    schedules: aws.arn('scheduler', `schedule/${names.scheduleGroup}/*`),
    schedulerRole: aws.arn('iam', 'role/personalize-scheduler-us-east-1', ''),
    groupParameters: aws.arn('ssm', 'parameter/personalize/groups/*'),
  };
}

const personOf = (command: string) => command.replaceAll(' ', '-');

/** Signs in as a person with exactly the permissions that the table lists for a command. */
async function signIn(account: Account, command: string) {
  const person = personOf(command);
  await account.call('iam', 'CreateRole', {
    RoleName: person,
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [] }),
  });
  await account.call('iam', 'PutRolePolicy', {
    RoleName: person,
    PolicyName: 'commands',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: policyFor(command, placeOf(account)),
    }),
  });
  const keys = account.local.signIn(person);
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  };
}

interface Trial {
  /** Prepares the account. */
  readonly before: (account: Account) => Promise<void>;
  /** True if this trial can share one account with other trials, because they do not notice its changes. */
  readonly shares?: true;
  /** True if the command also makes calls that AWS may deny. Such denials do not fail the test. */
  readonly isDenied?: true;
  /**
   * Command lines, and actions of an operator between them. Placeholders:
   * - `PATH`: folder of the sample
   * - `PROMOTING`: folder of a sample with promotion rules and the filter `another`
   * - `FEWER`: the same without that filter
   * - `VERSION`: newest version of the solution
   * - `USERS`: csv of users
   */
  readonly lines: readonly (readonly string[] | ((account: Account) => Promise<unknown>))[];
}

const uploaded = (account: Account) => account.run(scheduled());

/**
 * Leaves csv in the bucket that differ from the csv of the last import, and deletes the input of a batch job. S3 reports a
 * missing object only to callers that may list the bucket.
 */
async function inputMissing(account: Account): Promise<void> {
  await uploaded(account);
  const csv = interactionsKey('small');
  await account.put({ [csv]: `${dataOf(scheduled())[csv]}u1,i1,click,1700000000\n` });
  await account.runFile(scheduled());
  await account.put(dataOf(scheduled()));
  const Key = batchInputKey('small', 'small-solution');
  await account.call('s3', 'DeleteObject', { Bucket: account.local.names.dataBucket, Key });
}

/** Makes the next import outlast a command, although each API call of the command advances the virtual clock. */
async function importing(account: Account): Promise<void> {
  await inputMissing(account);
  account.local.personalize.setDuration('datasetImportJob', 10_000);
}

/** Uploads a new solution, whose training stays in progress. */
async function training(account: Account): Promise<void> {
  await uploaded(account);
  account.local.personalize.setDuration('solutionVersion', 200_000);
  const file = scheduled();
  file.solutions.push(solution('another'));
  await account.put(parameterFileOf(file));
  await account.passSeconds(300);
}

function promoting(): Sample {
  const file = scheduled();
  const rules = [{ metric: 'coverage', minimum: 0.2 }];
  for (const each of file.solutions.slice(0, 1)) each.workflowConfig = { promotion: { rules } };
  return file;
}

/**
 * Trains a version that the promotion rules promote. Then a person trains a second version. The rules would hold the second
 * version, but no decision on it is recorded yet.
 */
async function trainedTwice(account: Account): Promise<void> {
  account.local.personalize.setMetric({ solution: SOLUTION, metric: 'coverage', value: 0.3 });
  account.local.personalize.setMetric({ solution: SOLUTION, metric: 'coverage', value: 0.1, training: 2 });
  await account.run(promoting());
  const solutionArn = account.local.aws.arn('personalize', `solution/${SOLUTION}`);
  await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
  await account.settle();
}

/** Returns the ARN of the newest version; empty if there is none. */
async function newestVersion(account: Account): Promise<string> {
  const solutionArn = account.local.aws.arn('personalize', `solution/${SOLUTION}`);
  const list = () =>
    account.call<{ solutionVersions: { solutionVersionArn: string; creationDateTime: number }[] }>(
      'personalize',
      'ListSolutionVersions',
      { solutionArn },
    );
  const { solutionVersions } = await list().catch(() => ({ solutionVersions: [] }));
  const [newest] = [...solutionVersions].sort((one, other) => other.creationDateTime - one.creationDateTime);
  return newest?.solutionVersionArn ?? '';
}

/**
 * Uploads interactions several times. An upload is refused if it has over 10% fewer rows than the last import.
 * @param rows numbers of rows, one for each upload
 */
function imported(...rows: readonly number[]): Trial['before'] {
  return async (account) => {
    for (const count of rows) {
      await account.put({ [interactionsKey('small')]: interactions(count) });
      await account.runFile(withChecks(scheduled(), { maximumRowDrop: '10%' }));
    }
  };
}

/** Uploads csv that limits refuse, and then replaces them by csv that limits allow. */
async function corrected(account: Account): Promise<void> {
  await imported(2000, 1500)(account);
  await account.put({ ...dataOf(scheduled()), [interactionsKey('small')]: interactions(1950) });
}

const SHARED = { before: uploaded, shares: true } as const;

const settled = (account: Account) => account.settle();

const deleteSchedule = (account: Account) =>
  account.call('scheduler', 'DeleteSchedule', { Name: TASK, GroupName: account.local.names.scheduleGroup });

/** The first command starts a run, the second command follows that run, and the third applies a file whose rules hold a version. */
const applies: Trial['lines'] = [
  ['apply', 'PATH', '--yes', '--no-wait'],
  (account) => account.passSeconds(60),
  ['apply', 'PATH', '--yes', ...QUICK],
  trainedTwice,
  ['apply', 'PROMOTING', '--yes', ...QUICK],
];

/**
 * Subscribes a phone, because `doctor` would report a topic without subscriptions. Deletes a campaign, so that the check of
 * quotas has to count a missing resource.
 */
async function examined(account: Account): Promise<void> {
  await trainedTwice(account);
  const { aws } = account.local;
  const TopicArn = aws.arn('sns', 'personalize-notifications');
  await account.call('sns', 'Subscribe', { TopicArn, Protocol: 'sms', Endpoint: '+15555550100' });
  const campaignArn = aws.arn('personalize', 'campaign/small-campaign');
  await account.call('personalize', 'DeleteCampaign', { campaignArn });
  await account.passSeconds(60);
}

const TRIALS: Readonly<Record<string, Trial>> = {
  status: {
    before: training,
    lines: [
      ['status', 'small'],
      ['status', 'small', '--data'],
    ],
  },
  'data accept': { before: imported(2000, 1500), lines: [['data', 'accept', 'small', '--reason', 'x', ...QUICK]] },
  'data reject': { before: imported(2000, 1900), lines: [['data', 'reject', 'small', '--reason', 'x']] },
  'budget raise': {
    before: (account) => account.run({ ...scheduled(), budget: { trainingHoursPerMonth: 9 } } as Sample),
    lines: [['budget', 'raise', 'small', '--training-hours', '1', '--reason', 'x']],
  },
  usage: { ...SHARED, lines: [['usage', 'small'], ['usage']] },
  plan: {
    before: inputMissing,
    lines: [['plan', 'PATH'], trainedTwice, ['plan', 'PROMOTING']],
  },
  doctor: { before: examined, isDenied: true, lines: [['doctor']] },
  apply: { before: importing, lines: applies },
  'apply --prune': {
    before: importing,
    lines: [...applies, ['apply', 'FEWER', '--yes', '--prune', ...QUICK]],
  },
  'schedules list': { ...SHARED, lines: [['schedules', 'list']] },
  'schedules describe': { ...SHARED, lines: [['schedules', 'describe', TASK]] },
  'schedules deactivate': { ...SHARED, lines: [['schedules', 'deactivate', TASK]] },
  'schedules activate': {
    ...SHARED,
    lines: [
      ['schedules', 'deactivate', TASK],
      ['schedules', 'activate', TASK],
      deleteSchedule,
      ['schedules', 'deactivate', TASK],
      ['schedules', 'activate', TASK],
    ],
  },
  'data-deletions list': { ...SHARED, lines: [['data-deletions', 'list', 'small']] },
  'data-deletions request': {
    before: uploaded,
    lines: [['data-deletions', 'request', 'small', 'USERS', '--yes', ...QUICK]],
  },
  'data-deletions purge': {
    before: async (account) => {
      await uploaded(account);
      await account.put({ 'delete/small/users.csv': 'USER_ID\nuser-1\n' });
      await account.settle();
    },
    lines: [['data-deletions', 'purge', 'small', '--yes']],
  },
  'data-deletions find': { ...SHARED, lines: [['data-deletions', 'find', 'USERS']] },
  'runs list': { ...SHARED, lines: [['runs', 'list', 'small']] },
  'runs show': { ...SHARED, lines: [['runs', 'show', 'small-']] },
  logs: { ...SHARED, lines: [['logs', 'small-']] },
  retry: { before: corrected, lines: [['retry', 'small', ...QUICK]] },
  'schedules run': { ...SHARED, lines: [['schedules', 'run', TASK, ...QUICK]] },
  'versions list': { before: trainedTwice, lines: [['versions', 'list', SOLUTION]] },
  'versions promote': { before: trainedTwice, lines: [['versions', 'promote', 'VERSION', ...QUICK]] },
  'versions reject': { before: trainedTwice, lines: [['versions', 'reject', 'VERSION', ...QUICK]] },
  rollback: {
    before: trainedTwice,
    lines: [
      ['versions', 'promote', 'VERSION', ...QUICK],
      settled,
      ['versions', 'list', SOLUTION],
      ['rollback', SOLUTION, ...QUICK],
    ],
  },
  'import-dataset-group': {
    before: uploaded,
    lines: [
      ['import-dataset-group', '-d', 'small', '-p', 'train/small/other.json'],
      // This command replaces the file in force.
      ['import-dataset-group', '-d', 'small'],
    ],
  },
  destroy: { before: training, lines: [['destroy', 'small', '--yes', ...QUICK]] },
  'destroy --with-data': {
    before: async (account) => {
      await training(account);
      await account.put({ 'attribution/small/report.csv': '', 'delete/small/users.csv': 'USER_ID\nuser-1\n' });
      await account.passSeconds(60);
    },
    lines: [['destroy', 'small', '--yes', '--with-data', ...QUICK]],
  },
};

async function run(deployment: Served, env: Readonly<Record<string, string>>, line: readonly string[]) {
  const running = cli.run([...line, '--endpoint-url', deployment.url], { env });
  const result = await (line.includes('--interval') ? deployment.whileTimeRuns(running) : running);
  return { line, status: result.status, stderr: result.stderr };
}

const withSample = shared(() => prepared({ before: uploaded }));

async function prepared({ before, isDenied }: Pick<Trial, 'before' | 'isDenied'>): Promise<Account> {
  const account = isDenied ? await Account.open(stackFile) : await openQuick({ publish_parameters: true });
  for (const step of STEPS) account.local.personalize.setDuration(step, 10);
  await before(account);
  return account;
}

describe('The table of permissions by command', () => {
  test.each(COMMANDS.map(({ command }) => command))(
    'lists all permissions that `%s` needs, and none that it does not use',
    async (command) => {
      // Prepare
      const trial = TRIALS[command];
      if (trial === undefined) throw new Error(`There is no trial of '${command}'.`);
      const account = await (trial.shares ? withSample() : prepared(trial));
      const deployment = await serve(account);
      const env = await signIn(account, command);
      const words: Readonly<Record<string, string>> = {
        USERS: temporaryFile('users.csv', 'USER_ID\nuser-1\n'),
        PATH: await folderOf(scheduled()),
        FEWER: await folderOf(promoting()),
        PROMOTING: await folderOf({ ...promoting(), filters: [filter('another')] }),
        VERSION: await newestVersion(account),
      };

      // Act
      const results = [];
      for (const step of trial.lines) {
        if (typeof step === 'function') await step(account);
        else
          results.push(
            await run(
              deployment,
              env,
              step.map((word) => words[word] ?? word),
            ),
          );
      }

      // Assess
      for (const { line, status, stderr } of results)
        expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: '' });
      const unused = account.local.authorizer.grantsTo(personOf(command)).filter(({ uses }) => uses === 0);
      // No multipart upload fails here, so none is aborted.
      const others = unused.filter(({ action }) => action !== 's3:AbortMultipartUpload');
      expect(others.map(({ action, resource }) => `${action} ${resource}`)).toEqual([]);
    },
  );

  test('lets a purge abort its multipart upload of a large csv that changed meanwhile', async () => {
    // Prepare
    const account = await openQuick();
    await uploaded(account);
    await account.put({ 'delete/small/users.csv': 'USER_ID\nuser-1\n' });
    await account.settle();
    await account.put({ [interactionsKey('small')]: interactions(200_000) });
    const deployment = await serve(account);
    const env = await signIn(account, 'data-deletions purge');
    account.local.aws.intercept(async ({ call: { operation } }, perform) => {
      if (operation === 'CompleteMultipartUpload')
        await account.put({ [interactionsKey('small')]: interactions(1100) });
      return perform();
    });

    // Act
    const { status, stderr } = await run(deployment, env, ['data-deletions', 'purge', 'small', '--yes']);
    const Bucket = account.local.names.dataBucket;
    const { Uploads = [] } = await account.call<{ Uploads?: object[] }>('s3', 'ListMultipartUploads', { Bucket });

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain('has changed meanwhile');
    expect(Uploads).toEqual([]);
  });
});
