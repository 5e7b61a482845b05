import type { DataDeletion } from '../../lib/record-table/data-deletions';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample } from '../support/sample';
import { served } from '../support/served';
import { temporaryFile } from '../support/synthesis';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

const USERS = 'USER_ID\nuser-1\nuser-2\n';

async function deleted() {
  const account = await openQuick();
  await account.run(completeSample());
  await account.put({ 'delete/small/users.csv': USERS });
  await account.settle();
  await account.put({ 'delete/small/users.csv': 'ID\nuser-3\n' });
  await account.settle();
  return { account, deployment: await serve(account) };
}

describe('data-deletions', () => {
  test('list shows requested deletions, and find shows objects that still contain the deleted users, without ids of users', async () => {
    // Prepare
    const { deployment } = await deleted();
    const file = temporaryFile('users.csv', USERS);

    // Act
    const all = await deployment.json<readonly DataDeletion[]>(['data-deletions', 'list']);
    const listed = await deployment.run(['data-deletions', 'list', 'small']);
    const shown = await deployment.run(['runs', 'show', String(all[1]?.run)]);
    const status = await deployment.run(['status', 'small']);
    const ofGroup = await deployment.json<readonly { readonly deletions: unknown }[]>(['status', 'small']);
    const runs = await deployment.run(['runs', 'list', 'small']);
    const found = await deployment.run(['data-deletions', 'find', file]);
    const json = await deployment.run(['data-deletions', 'find', file, '--json']);

    // Assess
    expect(all).toEqual([
      expect.objectContaining({
        datasetGroup: 'small',
        status: 'REFUSED',
        file: expect.stringMatching(/\/delete\/small\/users\.csv$/),
        cause: expect.stringContaining('refused: line 1 must be USER_ID, and nothing else.'),
      }),
      expect.objectContaining({ datasetGroup: 'small', status: 'COMPLETED', users: 2, recordsDeleted: 52 }),
    ]);
    expect(listed.stdout).toMatch(/small .* REFUSED +- +- +delete\/small\/users\.csv +[0-9a-f]{8}\n/);
    expect(listed.stdout).toMatch(/\n[0-9a-f]{8}: .* refused: line 1 must be USER_ID/);
    expect(
      Math.max(
        ...listed.stdout
          .split('\n')
          .slice(0, 3)
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(100);
    expect(runs.stdout).toMatch(/REFUSED.*data-deletion|data-deletion.*REFUSED/);
    expect(listed.stdout).toMatch(/small .* COMPLETED +2 +52 +delete\/small\/users\.csv +[0-9a-f]{8}$/m);
    expect(shown.stdout).toMatch(/^Users +s3:\S+\/users\.csv, version /m);
    expect(status.stdout).toMatch(
      /^DELETION +ROWS +REQUESTED +STATUS\n\S+delete\/small\/users\.csv +2 +\d{4}-\d\d-\d\d \d\d:\d\d UTC +COMPLETED$/m,
    );
    expect(ofGroup.map(({ deletions }) => deletions)).toEqual([all.slice(1)]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      users: 2,
      holders: expect.arrayContaining([
        expect.objectContaining({ key: 'batch/small/small-solution/job_config.json', isLatest: true, users: 1 }),
        expect.objectContaining({ key: expect.stringMatching(/^batch\/small\/small-segments\/.*\.out$/) }),
        // The latest version of this list has none of the users.
        expect.objectContaining({ key: 'delete/small/users.csv', isLatest: false, users: 2 }),
        expect.objectContaining({ key: 'train/small/interactions.csv', isLatest: true, users: 2 }),
      ]),
    });
    expect(found).toMatchObject({ status: 0, stderr: '' });
    expect(found.stdout).toMatch(/^train\/small\/interactions\.csv +2 +\S+ +yes$/m);
    expect([listed, status, found, json].map(({ stdout }) => stdout).join()).not.toMatch(/user-\d/);
  });

  test('find does not show an object version that is deleted during the search', async () => {
    // Prepare
    const { account, deployment } = await deleted();
    const Key = 'train/small/interactions.csv';
    account.local.aws.intercept(async ({ call: { operation, input }, overWire }, perform) => {
      if (operation === 'GetObject' && overWire && input.Key === Key) {
        const { Bucket, VersionId } = input;
        await account.call('s3', 'DeleteObject', { Bucket, Key, VersionId });
      }
      return perform();
    });
    const file = temporaryFile('users.csv', USERS);

    // Act
    const { status, stderr, stdout } = await deployment.run(['data-deletions', 'find', file]);

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^delete\/small\/users\.csv +2 +\S+ +no$/m);
    expect(stdout).not.toContain(Key);
  });

  test('list shows deletions of a dataset group that no longer exists, and refuses a dataset group that is unknown', async () => {
    // Prepare
    const account = await openQuick();
    const subject = {
      file: 's3://data/delete/gone/users.csv',
      fileVersion: 'v',
      requestedAt: '2026-01-05T00:00:00.000Z',
    };
    const texts = { datasetGroup: 'gone', item: 'data-deletion#gone-1', ...subject, status: 'COMPLETED' };
    const item = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { S: text }]));
    await account.local.aws.call('dynamodb', 'PutItem', {
      TableName: account.local.names.recordTable,
      Item: { ...item, users: { N: '2' } },
    });
    const deployment = await serve(account);

    // Act
    const ofGone = await deployment.json<readonly DataDeletion[]>(['data-deletions', 'list', 'gone']);
    const { stdout } = await deployment.run(['data-deletions', 'list', 'gone']);
    const unknown = await deployment.run(['data-deletions', 'list', 'nowhere']);

    // Assess
    expect(ofGone).toEqual([expect.objectContaining({ run: 'gone-1', status: 'COMPLETED', users: 2 })]);
    expect(stdout).toMatch(/^gone +2026-01-05 00:00 UTC +COMPLETED/m);
    expect(unknown).toMatchObject({ status: 1, stderr: expect.stringContaining("Dataset group 'nowhere' not found") });
  });

  test.each([
    ['does not exist', 2, () => '/nowhere.csv', 'is not a file. Give the csv of users that was uploaded.'],
    [
      'does not begin with the line USER_ID',
      1,
      () => temporaryFile('none.csv', 'ID\nuser-1\n'),
      'names no user. Its first line must be USER_ID.',
    ],
  ])('find refuses to search for users if the given file %s', async (_what, expected, path, message) => {
    // Act
    const { status, stderr } = await cli.run(['data-deletions', 'find', path()]);

    // Assess
    expect(status).toBe(expected);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(message);
  });
});

describe('data-deletions request', () => {
  const QUICK = ['--interval', '0.001'];

  async function uploaded() {
    const account = await openQuick();
    await account.run(completeSample());
    return serve(account);
  }

  test('uploads a csv of users, follows the run, and says what to do next', async () => {
    // Prepare
    const deployment = await uploaded();
    const file = temporaryFile('gone.csv', USERS);

    // Act
    const { status, stdout, stderr } = await deployment.whileTimeRuns(
      deployment.run(['data-deletions', 'request', 'small', file, '--yes', ...QUICK]),
    );

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^To be uploaded to deployment 'personalize' in us-east-1, account \d{12}: s3:\/\/\S+\/delete\/small\/gone-[0-9a-f]{8}\.csv, with 2 users\.$/m,
    );
    expect(stdout).toMatch(/^small: SUCCEEDED after /m);
    expect(stdout).toContain('Records deleted in Amazon Personalize: 52.\n');
    expect(stdout).toContain('`personalize-mlops data-deletions purge small`');
    expect(stdout).not.toMatch(/user-\d/);
    expect(deployment.account.count('dataDeletionJob')).toBe(1);
  });

  test('prints a JSON document with the run and the deletion if --json is given', async () => {
    // Prepare
    const deployment = await uploaded();
    const file = temporaryFile('gone.csv', USERS);

    // Act
    const document = await deployment.whileTimeRuns(
      deployment.json(['data-deletions', 'request', 'small', file, '--yes', ...QUICK]),
    );

    // Assess
    expect(document).toMatchObject({
      users: 2,
      runs: [{ status: 'SUCCEEDED', workflow: 'data-deletion' }],
      deletion: { status: 'COMPLETED', recordsDeleted: 52 },
    });
  });

  test.each([
    [
      'has another column',
      'users.csv',
      'USER_ID,AGE\nuser-1,7\n',
      'line 1 must be USER_ID, and nothing else; it has 2',
    ],
    ['names no user', 'users.csv', 'USER_ID\n', 'it names no user.'],
    [
      'has a row whose id is only a space',
      'users.csv',
      'USER_ID\nuser-1\n" "\n',
      'line 3: each line must have one user id',
    ],
    [
      'has an id of 257 characters',
      'users.csv',
      `USER_ID\n${'a'.repeat(257)}\n`,
      'line 2: each line must have one user',
    ],
    [
      'is too large',
      'users.csv',
      `USER_ID\n${`${'a'.repeat(99)}\n`.repeat(1e6)}`,
      'it has 100000008 bytes; it must have',
    ],
    ['has a name that does not end in .csv', 'users.txt', USERS, 'its name must end in .csv.'],
    ['is named after a user', 'user-1.csv', USERS, 'its name must not be the id of a user'],
  ])('refuses, before it calls AWS, a list of users that %s', async (_what, name, text, message) => {
    // Act
    const { status, stderr } = await cli.run([
      'data-deletions',
      'request',
      'small',
      temporaryFile(name, text),
      '--yes',
    ]);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain(`cannot be a list of users: ${message}`);
    expect(stderr).toContain('Nothing was uploaded.');
  });

  test.each([
    [
      'for a dataset group without a parameter file in force',
      ['nowhere', '--yes'],
      1,
      "Dataset group 'nowhere' has no parameter file in force.",
    ],
    ['without --yes if there is no terminal', ['small'], 2, 'This cannot be confirmed: there is no terminal'],
    ['without --yes if --json is given', ['small', '--json'], 2, 'Pass --yes to do it without a question.'],
  ])('uploads nothing %s', async (_what, args, status, message) => {
    // Prepare
    const deployment = await uploaded();
    const [group = '', ...more] = args;

    // Act
    const result = await deployment.run(
      ['data-deletions', 'request', group, temporaryFile('users.csv', USERS), ...more],
      '',
    );

    // Assess
    expect(result).toMatchObject({ status, stderr: expect.stringContaining(message) });
    expect(await deployment.account.objects('delete/')).toEqual([]);
  });

  test('exits with 1 if the run fails, and does not propose a purge', async () => {
    // Prepare
    const deployment = await uploaded();
    deployment.account.local.personalize.failNext({ resource: 'data-deletion-job/*', reason: 'Internal error.' });

    // Act
    const { status, stdout } = await deployment.whileTimeRuns(
      deployment.run(['data-deletions', 'request', 'small', temporaryFile('users.csv', USERS), '--yes', ...QUICK]),
    );

    // Assess
    expect(status).toBe(1);
    expect(stdout).toContain('small: FAILED');
    expect(stdout).not.toContain('purge');
  });

  test('says that AWS cannot be reached', async () => {
    // Prepare
    const file = temporaryFile('users.csv', USERS);
    const env = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };

    // Act
    const offline = await cli.run(
      ['data-deletions', 'request', 'small', file, '--yes', '--endpoint-url', 'http://127.0.0.1:9'],
      { env },
    );

    // Assess
    expect(offline).toMatchObject({ status: 1, stderr: expect.stringContaining('Could not connect to AWS') });
  });
});
