import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceError } from '../../emulator/core/service';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { interactions, parameterFileOf, type Sample, sample } from '../support/sample';

type Shop = Sample & { readonly recommenders: readonly { workflowConfig?: object }[] };

const { openQuick, shared } = accounts();

const KEY = 'delete/small/users.csv';
/** Rows of each user of the sample: 1040 rows of 40 users. */
const ROWS_OF_ONE = 26;

async function imported(): Promise<Account> {
  const account = await openQuick();
  await account.run(sample());
  return account;
}

/** An account for refused requests, which change nothing. */
const unchanged = shared(imported);

/** All texts that the deployment has written for people or programs: logs, notifications, records and runs. */
async function textsOf(account: Account): Promise<string> {
  const { local } = account;
  const events: unknown[] = [];
  const logs = await account.call<{ logGroups: { logGroupName: string }[] }>('logs', 'DescribeLogGroups', {});
  for (const { logGroupName } of logs.logGroups)
    events.push(await account.call('logs', 'FilterLogEvents', { logGroupName, limit: 10_000 }));
  return JSON.stringify([events, local.sns.messages(), await account.items(), await account.runs()]);
}

describe('a request to delete users (a csv under delete/)', () => {
  test('is passed to a data deletion job, recorded as COMPLETED at the end, and reported without ids of users', async () => {
    // Prepare
    const account = await imported();

    // Act
    await account.put({ [KEY]: 'USER_ID\nuser-7\nuser-9\nuser-unknown\nuser-7\n' });
    await account.settle();

    // Assess
    expect(account.resources().filter((each) => each.startsWith('dataDeletionJob'))).toEqual([
      expect.stringMatching(/ COMPLETED$/),
    ]);
    const [record] = await account.deletions();
    expect(record).toMatchObject({
      datasetGroup: { S: 'small' },
      status: { S: 'COMPLETED' },
      file: { S: `s3://${account.local.names.dataBucket}/${KEY}` },
      users: { N: '4' },
      recordsDeleted: { N: String(2 * ROWS_OF_ONE) },
      finishedAt: { S: expect.any(String) },
    });
    expect(record?.fileVersion?.S).not.toBe('');
    const mail = account.lastNotification();
    expect(mail).toContain("data-deletion of dataset group 'small' succeeded");
    expect(mail).toContain(`Rows in the csv: 4; records that Amazon Personalize deleted: ${2 * ROWS_OF_ONE}`);
    expect(await account.lastRun()).toMatchObject({ workflow: 'data-deletion', status: 'SUCCEEDED' });
    expect(await textsOf(account)).not.toMatch(/user-7|user-9|user-unknown/);
    expect(await account.copiesToDelete()).toEqual([]);
    expect(await account.locks()).toEqual([]);
  });

  test('waits for a training and delays the next import, and its failure is reported without ids of users', async () => {
    // Prepare
    const account = await imported();
    const { local } = account;
    local.personalize.failNext({ resource: 'data-deletion-job/*', reason: "User 'user-7' is in use." });
    const solutionArn = local.aws.arn('personalize', 'solution/small-solution');
    await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
    account.changes.length = 0;

    // Act
    await account.put({ [KEY]: 'USER_ID\nuser-7\n' });
    await account.passSeconds(20);
    await account.put({ 'train/small/interactions.csv': interactions(1080) });
    await account.runFile(sample());

    // Assess
    const order = account.changes.flatMap(({ type, status }) =>
      /^(?:ACTIVE|FAILED|CREATE PENDING|PENDING)$/.test(status) ? [`${type} ${status}`] : [],
    );
    expect(order.slice(0, 4)).toEqual([
      'solutionVersion ACTIVE',
      'dataDeletionJob PENDING',
      'dataDeletionJob FAILED',
      'datasetImportJob CREATE PENDING',
    ]);
    const mails = local.sns.messages().map(({ subject = '', message }) => `${subject}\n${message.email}`);
    expect(mails.find((mail) => mail.includes('data-deletion'))).toMatch(
      /^FAILED small: data deletion job of dataset group 'small': User '\[user\]' is in use\.[\s\S]*upload the csv of users again/,
    );
    expect((await account.deletions()).map(({ status }) => status?.S)).toEqual(['FAILED']);
    expect(await textsOf(account)).not.toMatch(/user-7/);
  });

  test('waits for a training that Amazon Personalize has accepted but not begun', async () => {
    // Prepare: the training is CREATE PENDING until it ends
    const account = await imported();
    const { aws, personalize } = account.local;
    personalize.setDuration('solutionVersion', 1800);
    aws.reshapeAnswers(({ call }, output) => {
      if (call.operation !== 'ListSolutionVersions') return output;
      const { solutionVersions } = output as { solutionVersions: { status: string }[] };
      return {
        solutionVersions: solutionVersions.map((each) => ({
          ...each,
          status: each.status.replace('IN_PROGRESS', 'PENDING'),
        })),
      };
    });
    const solutionArn = aws.arn('personalize', 'solution/small-solution');
    await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
    account.changes.length = 0;

    // Act
    await account.put({ [KEY]: 'USER_ID\nuser-7\n' });
    await account.settle();

    // Assess
    const order = account.changes.map(({ type, status }) => `${type} ${status}`);
    expect(order.slice(1, 3)).toEqual(['solutionVersion ACTIVE', 'dataDeletionJob PENDING']);
  });

  test('waits for the training of a recommender', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('recommender', 3 * 3600);
    await account.uploadFolder(join(PROJECT_ROOT, 'examples/shop'));
    const isTraining = () => account.resources().some((each) => /^recommender .* CREATE IN_PROGRESS$/.test(each));
    while (!isTraining()) await account.passSeconds(60);

    // Act
    await account.put({ 'delete/shop/users.csv': 'USER_ID\nuser-7\n' });
    await account.settle();

    // Assess
    const order = account.changes.map(({ type, status }) => `${type} ${status}`);
    const began = order.indexOf('dataDeletionJob PENDING');
    expect(order).toContain('dataDeletionJob COMPLETED');
    expect(order.lastIndexOf('recommender ACTIVE')).toBeLessThan(began);
  });

  test('is processed by one job, even if Personalize fails immediately after it has created the job', async () => {
    // Prepare
    const account = await imported();
    let isLost = false;
    account.local.aws.intercept(async ({ call }, perform) => {
      const output = await perform();
      if (call.operation !== 'CreateDataDeletionJob' || isLost) return output;
      isLost = true;
      throw new ServiceError('InternalFailure', 'An internal error occurred.', 500);
    });

    // Act
    await account.put({ [KEY]: 'USER_ID\nuser-7\n' });
    await account.settle();

    // Assess
    expect(isLost).toBe(true);
    expect(account.resources().filter((each) => each.startsWith('dataDeletionJob'))).toEqual([
      expect.stringMatching(/ COMPLETED$/),
    ]);
    expect(await account.lastRun()).toMatchObject({ workflow: 'data-deletion', status: 'SUCCEEDED' });
  });

  test('waits for an import that an earlier deletion has delayed, even if the request asks for the lock before the import does', async () => {
    // Prepare: an upload with new data waits until a deletion ends, and asks for the lock every five minutes
    const account = await imported();
    account.local.personalize.setDuration('dataDeletionJob', 4 * 3600);
    account.changes.length = 0;
    await account.put({ 'delete/small/users-1.csv': 'USER_ID\nuser-7\n' });
    await account.passSeconds(3600);
    await account.put({ 'train/small/interactions.csv': interactions(1080) });
    await account.put(parameterFileOf(sample()));
    await account.passSeconds(10_000);
    const statuses = async () => (await account.deletions()).map(({ status }) => status?.S);
    while ((await statuses()).includes('IN_PROGRESS')) await account.passSeconds(10);

    // Act
    await account.put({ 'delete/small/users-2.csv': 'USER_ID\nuser-8\n' });
    await account.settle();

    // Assess
    const ended = account.changes.filter(({ status }) => status === 'COMPLETED' || status === 'ACTIVE');
    expect(ended.map(({ type }) => type).slice(0, 2)).toEqual(['dataDeletionJob', 'datasetImportJob']);
    expect(await statuses()).toEqual(['COMPLETED', 'COMPLETED']);
  });

  test('is processed in the order of upload, no matter which request asks for the lock first', async () => {
    // Prepare
    const account = await imported();
    account.local.personalize.setDuration('dataDeletionJob', 2.5 * 3600);
    const keys = [0, 1, 2, 3].map((file) => `delete/small/users-${file}.csv`);

    // Act
    for (const [file, key] of keys.entries()) {
      await account.put({ [key]: `USER_ID\nuser-${file + 1}\n` });
      await account.passSeconds(1500 + 700 * file);
    }
    await account.settle();

    // Assess
    const ended = (await account.deletions()).map(({ file, finishedAt }) => [finishedAt?.S, file?.S] as const);
    const order = [...ended].sort().map(([, file]) => file?.split('/').slice(3).join('/'));
    expect(order).toEqual(keys);
  });

  test('is reported with its own numbers, even if the id of another run begins with its run id', async () => {
    // Prepare
    const account = await imported();
    await account.put({ [KEY]: 'USER_ID\nuser-7\n' });
    await account.passSeconds(60);
    const [record] = await account.deletions();
    const other = {
      item: { S: `${record?.item?.S}0` },
      users: { N: '99' },
      finishedAt: { S: '2999-01-01T00:00:00.000Z' },
    };
    const later = { ...record, ...other, requestedAt: other.finishedAt };
    await account.call('dynamodb', 'PutItem', { TableName: account.local.names.recordTable, Item: later });

    // Act
    await account.settle();

    // Assess
    expect(account.lastNotification()).toContain('Rows in the csv: 1;');
  });

  test('leaves no copy of the csv when its run is stopped, and is recorded as FAILED', async () => {
    // Prepare
    const account = await imported();
    account.local.personalize.setDuration('dataDeletionJob', 3600);
    await account.put({ [KEY]: 'USER_ID\nuser-7\n' });
    await account.passSeconds(600);
    const during = await account.copiesToDelete();
    const [run] = await account.executions('run', 'RUNNING');

    // Act
    await account.call('states', 'StopExecution', { executionArn: run?.executionArn });
    await account.settle();

    // Assess
    expect(during).toHaveLength(1);
    expect(await account.copiesToDelete()).toEqual([]);
    expect((await account.deletions()).map(({ status }) => status?.S)).toEqual(['FAILED']);
  });

  test('delays a batch job and the start of a recommender until the deletion ends, and for less than ten minutes after that', async () => {
    // Prepare
    const account = await openQuick();
    const shop = join(PROJECT_ROOT, 'examples/shop');
    const made = JSON.parse(readFileSync(join(shop, 'train/shop/config.json'), 'utf8')) as Shop;
    const file = sample();
    const input = 'batch/small/small-solution/job_config.json';
    const schedule = 'cron(0 8 * * ? *)';
    for (const solution of file.solutions)
      solution.batchInferenceJobs = [{ serviceConfig: {}, workflowConfig: { schedule } }];
    for (const recommender of made.recommenders)
      recommender.workflowConfig = { schedules: { stop: 'cron(0 20 * * ? *)', start: schedule } };
    await account.put({ [input]: '{"userId":"user-1"}\n' });
    await account.run(file);
    await account.uploadFolder(shop);
    await account.runFile(made);
    await account.waitForHour(20);
    await account.waitForHour(7);
    account.local.personalize.setDuration('dataDeletionJob', 1.5 * 3600);
    account.changes.length = 0;

    // Act
    await account.put({ [KEY]: 'USER_ID\nuser-7\n', 'delete/shop/users.csv': 'USER_ID\nuser-7\n' });
    await account.put({ [input]: '{"userId":"user-2"}\n' });
    await account.passHours(8);

    // Assess
    const order = account.changes.map(({ type, status }) => `${type} ${status}`);
    expect(order.filter((change) => change === 'dataDeletionJob COMPLETED')).toHaveLength(2);
    expect(order).toEqual(expect.arrayContaining(['batchInferenceJob ACTIVE', 'recommender ACTIVE']));
    const during = order.slice(0, order.lastIndexOf('dataDeletionJob COMPLETED'));
    expect(during.filter((change) => /^(?:batch|recommender)/.test(change))).toEqual([]);
    const at = (wanted: string) =>
      account.changes.find(({ type, status }) => `${type} ${status}` === wanted)?.at ?? Number.NaN;
    for (const blocked of ['batchInferenceJob CREATE PENDING', 'recommender START PENDING'])
      expect((at(blocked) - at('dataDeletionJob COMPLETED')) / 60_000).toBeLessThan(10);
  });

  test('waits for an import in progress, and delays the training that follows this import', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('datasetImportJob', 600);
    await account.upload(sample());
    await account.passSeconds(300);

    // Act
    await account.put({ [KEY]: 'USER_ID\nuser-7\n' });
    await account.settle();

    // Assess
    const order = account.changes
      .map(({ type, status }) => `${type} ${status}`)
      .filter((each) => /^(?:datasetImportJob ACTIVE|dataDeletionJob|solutionVersion CREATE PENDING)/.test(each));
    expect(order).toEqual([
      'datasetImportJob ACTIVE',
      ...['PENDING', 'IN_PROGRESS', 'COMPLETED'].map((status) => `dataDeletionJob ${status}`),
      'solutionVersion CREATE PENDING',
    ]);
  });

  test.each<[string, string, (service: string, operation: string) => boolean]>([
    ['whose result cannot be recorded', 'IN_PROGRESS', (service) => service === 'dynamodb'],
    ['whose run never starts', 'REQUESTED', (_service, operation) => operation === 'StartExecution'],
  ])('%s does not stay %s, but is recorded as FAILED by the second night', async (_what, before, isSilent) => {
    // Prepare
    const account = await imported();
    const { local } = account;
    local.personalize.setDuration('dataDeletionJob', 3600);
    let isFaulty = before === 'REQUESTED';
    local.aws.intercept(({ service, call, caller }, perform) =>
      isFaulty && caller.kind === 'role' && isSilent(service, call.operation)
        ? new Promise(() => undefined)
        : perform(),
    );
    await account.put({ [KEY]: 'USER_ID\nuser-7\n' });
    await account.passSeconds(1500);

    // Act
    isFaulty = true;
    await account.settle();
    isFaulty = false;
    const [during] = await account.deletions();
    await account.passSeconds(2 * 24 * 3600);

    // Assess
    const [record] = await account.deletions();
    expect([during?.status?.S, record?.status?.S, record?.error?.S]).toEqual([before, 'FAILED', 'EndNotRecorded']);
    expect(record?.cause?.S).toContain('upload the csv of users again');
    expect(await account.copiesToDelete()).toEqual([]);
  });

  test('that was refused is not carried out if its event arrives again once the dataset group is managed', async () => {
    // Prepare
    const account = await openQuick();
    let event: unknown;
    account.local.aws.onCall(({ service, call, caller }) => {
      if (service === 'lambda' && caller.kind === 'service') event = call.input.Payload;
    });
    await account.put({ [KEY]: 'USER_ID\nuser-7\n' });
    await account.settle();
    const refused = event;
    await account.run(sample());

    // Act
    const function_ = { FunctionName: 'personalize-request-data-deletion', InvocationType: 'Event' };
    await account.call('lambda', 'Invoke', { ...function_, Payload: refused });
    await account.settle();

    // Assess
    expect(account.local.sns.messages().map(({ subject }) => subject)).toEqual([
      'FAILED small: deletion of users refused',
      expect.stringMatching(/^COMPLETE small: \d+ created$/),
    ]);
    expect(await account.deletions()).toEqual([]);
  });

  test.each([
    [
      'for an unmanaged dataset group',
      'delete/other/users.csv',
      'USER_ID\nuser-7\n',
      "manages no dataset group 'other'",
    ],
    ['without the header USER_ID', KEY, 'user-7\n', 'line 1 must be USER_ID, and nothing else'],
    [
      'whose key ends in .CSV instead of .csv',
      'delete/small/USERS.CSV',
      'USER_ID\nuser-7\n',
      'its key must be delete/<dataset group>/<any>.csv',
    ],
    [
      'outside the folder of a dataset group',
      'delete/users.csv',
      'USER_ID\nuser-7\n',
      'its key must be delete/<dataset group>/<any>.csv',
    ],
  ])('%s is refused, and nothing is deleted', async (_what, key, text, message) => {
    // Prepare
    const account = await unchanged();

    // Act
    await account.put({ [key]: text, 'delete/small/': '' });
    await account.settle();

    // Assess
    expect(account.count('dataDeletionJob')).toBe(0);
    expect(account.lastNotification()).toMatch(/^FAILED .*: deletion of users refused\n/);
    expect(account.lastNotification()).toContain(message);
    expect(await account.lastRun()).toMatchObject({ workflow: 'data-deletion', status: 'REFUSED' });
    expect(await textsOf(account)).not.toMatch(/user-7/);
  });
});
