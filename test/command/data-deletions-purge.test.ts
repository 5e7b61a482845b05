import { STEPS } from '../../emulator/services/personalize/durations';
import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import {
  completeSample,
  interactions,
  interactionsKey,
  parameterFileOf,
  type Sample,
  sample,
  withChecks,
} from '../support/sample';
import { served } from '../support/served';

const cli = builtCli();
const { openQuick, stackFile } = accounts();
const serve = served(cli);

const CSV = interactionsKey('small');
const LIST = 'delete/small/gone.csv';
const USERS = 'USER_ID\nuser-1\nuser-2\n';
/** Text of the older version of the csv. It has rows of both users too. */
const OLD = interactions(1040, 60);

interface Version {
  readonly Key: string;
  readonly VersionId: string;
  readonly IsLatest: boolean;
}

async function versions(account: Account, prefix: string): Promise<readonly Version[]> {
  const Bucket = account.local.names.dataBucket;
  const listed = await account.call<{ Versions?: Version[] }>('s3', 'ListObjectVersions', { Bucket, Prefix: prefix });
  return listed.Versions ?? [];
}

async function text(account: Account, key: string, versionId?: string): Promise<string> {
  const input = { Bucket: account.local.names.dataBucket, Key: key, ...(versionId && { VersionId: versionId }) };
  const { Body: body } = await account.call<{ Body: Uint8Array }>('s3', 'GetObject', input);
  return new TextDecoder().decode(body);
}

const withoutUsers = (csv: string) => csv.replaceAll(/^user-[12],.*\n/gm, '');

/** True if no stored version of the csv or of a list of users contains one of the two users. */
async function isPurged(account: Account): Promise<boolean> {
  const texts = await Promise.all(
    [...(await versions(account, CSV)), ...(await versions(account, 'delete/'))].map(({ Key, VersionId }) =>
      text(account, Key, VersionId),
    ),
  );
  return texts.every((each) => !/^user-[12]\b/m.test(each));
}

/** An account in which Personalize has deleted two users. The bucket has two versions of the csv. */
async function deleted(file: Sample = completeSample(), opened?: Account): Promise<Account> {
  const account = opened ?? (await openQuick());
  await account.put({ [CSV]: OLD });
  await account.run(file);
  await account.put({ [LIST]: USERS });
  await account.settle();
  return account;
}

/** Environment variables with the credentials of a person who may do everything except one action on the objects of a folder. */
async function without(account: Account, action: string, folder: string) {
  const name = `without-${action.replace(/\W/g, '-')}-${folder}`;
  const Resource = `arn:aws:s3:::${account.local.names.dataBucket}/${folder}/*`;
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: action, Resource },
  ];
  const empty = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await account.call('iam', 'CreateRole', { RoleName: name, AssumeRolePolicyDocument: empty });
  const policy = {
    RoleName: name,
    PolicyName: 'most',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  };
  await account.call('iam', 'PutRolePolicy', policy);
  const { accessKeyId, secretAccessKey, sessionToken } = account.local.signIn(name);
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
}

const PURGE = ['data-deletions', 'purge', 'small'];

describe('data-deletions purge', () => {
  test('rewrites csv without the deleted users, deletes old versions and the list of these users, but no list of an unfinished deletion', async () => {
    // Prepare
    const account = await deleted();
    await account.put({ [LIST]: 'USER_ID\nuser-3\n' });
    await account.passSeconds(60);
    const deployment = await serve(account);
    const before = account.counts();

    // Act
    const { status, stdout, stderr } = await deployment.run([...PURGE, '--yes']);
    const found = await versions(account, CSV);
    const again = await deployment.run([...PURGE, '--yes']);
    const listed = await deployment.run(['data-deletions', 'list', 'small']);
    const [, record] = await deployment.json<{ purgedAt?: string; listDigest?: string }[]>([
      'data-deletions',
      'list',
      'small',
    ]);

    // Assess
    // Status 1: the purge is not complete, because the deletion of user-3 has not ended.
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^train\/small\/interactions\.csv +2 +52 +\S+ +rewrite, then delete$/m);
    expect(stdout).toMatch(/^train\/small\/interactions\.csv +2 +- +\S+ +delete$/m);
    expect(stdout).toMatch(/^batch\/small\/small-solution\/job_config\.json +1 +- +\S+ +keep: batch input or output$/m);
    expect(stdout).toMatch(/^delete\/small\/gone\.csv +2 +- +\S+ +delete last$/m);
    expect(stdout).toMatch(/done Rewrite 1 csv .*\n.*done Delete 2 old versions .*\n.*done Delete 1 list /);
    expect(stdout).toContain('`personalize-mlops data-deletions find FILE` searches the whole bucket');
    expect(stdout).not.toMatch(/user-\d/);
    expect(await text(account, CSV)).toBe(withoutUsers(interactions()));
    expect(found).toHaveLength(1);
    // The newer list stays, because its deletion has not ended.
    expect(await versions(account, LIST)).toHaveLength(1);
    expect(listed.stdout).toMatch(
      /^[0-9a-f]{8}: the users of this deletion were purged from the csv on 2026-\d\d-\d\d \d\d:\d\d UTC$/m,
    );
    expect(record?.purgedAt).toMatch(/^2026-/);
    expect(record).not.toHaveProperty('listDigest');
    expect(again).toMatchObject({ status: 1, stdout: expect.stringMatching(/gone\.csv is (?:REQUESTED|IN_PROGRESS)/) });
    expect(account.counts()).toEqual(before);
  });

  test('changes nothing with --dry-run or without a confirmation, and shows in both cases what it would change', async () => {
    // Prepare
    const account = await deleted();
    const deployment = await serve(account);
    const before = [await versions(account, ''), account.counts()];

    // Act
    const dry = await deployment.json<{ isDone: boolean; versions: object[]; lists: object[] }>([
      ...PURGE,
      '--dry-run',
    ]);
    const asked = await deployment.run(PURGE, 'yes\n');

    // Assess
    expect(dry).toMatchObject({
      isDone: false,
      lists: [{ key: LIST, users: 2 }],
      versions: expect.arrayContaining([
        expect.objectContaining({ key: CSV, action: 'REWRITE', users: 2, rows: 52 }),
        expect.objectContaining({ key: CSV, action: 'DELETE', users: 2, isLatest: false }),
      ]),
      effects: [],
    });
    expect(asked).toMatchObject({ status: 2, stderr: expect.stringContaining('Pass --yes to do it without') });
    expect(asked.stdout).toMatch(/^train\/small\/interactions\.csv +2 +52 /m);
    expect([await versions(account, ''), account.counts()]).toEqual(before);
  });

  test.each([
    ['before the csv were rewritten', 's3:PutObject', 'train'],
    ['before old versions were deleted', 's3:DeleteObjectVersion', 'train'],
    ['before the lists of users were deleted', 's3:DeleteObjectVersion', 'delete'],
  ])('completes a purge that was interrupted %s', async (_when, action, folder) => {
    // Prepare
    // An account of `accounts()` would fail the test because of a denied action.
    const opened = await Account.open(stackFile);
    for (const step of STEPS) opened.local.personalize.setDuration(step, 10);
    const account = await deleted(sample(), opened);
    const deployment = await serve(account);
    const env = await without(account, action, folder);

    // Act
    const interrupted = await cli.run([...PURGE, '--yes', '--endpoint-url', deployment.url], { env });
    const wasPurged = await isPurged(account);
    const { status, stderr } = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(interrupted).toMatchObject({ status: 1, stderr: expect.stringContaining(action) });
    expect(interrupted.stderr).toMatch(/\nWhat has been changed stays\. The next purge continues\.\n$/);
    expect(wasPurged).toBe(false);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(await isPurged(account)).toBe(true);
    expect(await text(account, CSV)).toBe(withoutUsers(interactions()));
  });

  test('does not overwrite a csv that is uploaded during the purge, and the next purge rewrites that csv', async () => {
    // Prepare
    const account = await deleted();
    const deployment = await serve(account);
    const newer = interactions(1100);
    let isUploaded = false;
    account.local.aws.intercept(async ({ call: { operation } }, perform) => {
      if (operation === 'PutObject' && !isUploaded) {
        isUploaded = true;
        await account.put({ [CSV]: newer });
      }
      return perform();
    });

    // Act
    const interrupted = await deployment.run([...PURGE, '--yes']);
    const kept = await text(account, CSV);
    const { status } = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(interrupted).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        `${CSV} has changed meanwhile, perhaps by another purge: this command did not rewrite it, or did, but lost the answer of S3.`,
      ),
    });
    expect(kept).toBe(newer);
    expect(status).toBe(0);
    expect(await text(account, CSV)).toBe(withoutUsers(newer));
    expect(await isPurged(account)).toBe(true);
  });

  test('keeps the ContentEncoding and CacheControl of a csv, and reports a csv that was replaced during the purge', async () => {
    // Prepare
    const account = await deleted();
    const Bucket = account.local.names.dataBucket;
    const headers = { ContentEncoding: 'identity', CacheControl: 'no-store' };
    const Body = new TextEncoder().encode(interactions(1100));
    await account.call('s3', 'PutObject', { Bucket, Key: CSV, Body, ...headers });
    const deployment = await serve(account);
    let isDeleted = false;
    account.local.aws.intercept(async ({ call: { operation, input } }, perform) => {
      if (operation === 'HeadObject' && !isDeleted) {
        isDeleted = true;
        await account.call('s3', 'DeleteObject', { Bucket, Key: CSV, VersionId: input.VersionId });
        await account.call('s3', 'PutObject', { Bucket, Key: CSV, Body, ...headers });
      }
      return perform();
    });

    // Act
    const interrupted = await deployment.run([...PURGE, '--yes']);
    const { status } = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(interrupted).toMatchObject({ status: 1, stderr: expect.stringContaining('has changed meanwhile') });
    expect(status).toBe(0);
    expect(await account.call('s3', 'HeadObject', { Bucket, Key: CSV })).toMatchObject(headers);
  });

  test.each([
    ['searches', 0],
    ['rewrites', 1],
  ])(
    'names another purge as a possible cause if a csv is replaced and its old version deleted before the command %s it',
    async (_work, reads) => {
      // Prepare
      const account = await deleted();
      const deployment = await serve(account);
      let seen = 0;
      account.local.aws.intercept(async ({ call: { operation, input }, overWire }, perform) => {
        if (
          operation === 'GetObject' &&
          overWire &&
          input.Key === CSV &&
          input.VersionId === latest &&
          seen++ === reads
        ) {
          await account.put({ [CSV]: withoutUsers(interactions()) });
          await account.call('s3', 'DeleteObject', { Bucket: input.Bucket, Key: CSV, VersionId: input.VersionId });
        }
        return perform();
      });
      const latest = (await versions(account, CSV)).find(({ IsLatest }) => IsLatest)?.VersionId;

      // Act
      const interrupted = await deployment.run([...PURGE, '--yes']);
      const { status } = await deployment.run([...PURGE, '--yes']);

      // Assess
      expect(interrupted.status).toBe(1);
      expect(interrupted.stderr).toMatch(
        /^Error: train\/small\/interactions\.csv has changed .*perhaps by another purge/,
      );
      expect(interrupted.stderr).toContain('Purge again.');
      expect(status).toBe(0);
      expect(await isPurged(account)).toBe(true);
    },
  );

  test('keeps the list of users if a csv with these users is uploaded before the list is deleted', async () => {
    // Prepare
    const account = await deleted();
    const deployment = await serve(account);
    let isUploaded = false;
    account.local.aws.intercept(async ({ call: { operation } }, perform) => {
      if (operation === 'DeleteObjects' && !isUploaded) {
        isUploaded = true;
        await account.put({ [CSV]: interactions(1100) });
      }
      return perform();
    });

    // Act
    const interrupted = await deployment.run([...PURGE, '--yes']);
    const lists = await versions(account, LIST);

    // Assess
    expect(interrupted).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`${CSV} was uploaded meanwhile, with 2 of these users.`),
    });
    expect(lists).toHaveLength(1);
  });

  test('changes nothing while an import runs', async () => {
    // Prepare
    const account = await deleted();
    const deployment = await serve(account);
    account.local.personalize.setDuration('datasetImportJob', 3600);
    await account.put({ [CSV]: interactions(1100) });
    await account.put(parameterFileOf(completeSample()));
    await account.passSeconds(300);
    const before = await versions(account, '');

    // Act
    const { status, stderr } = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toMatch(/are in use by run [0-9a-f]{8}, import '\S+': nothing more was changed/);
    expect(await versions(account, '')).toEqual(before);
  });

  test.each([
    ['exits with 1 if a run that ended less than 15 minutes ago still holds a lock on the data', 10, 1],
    ['ignores a lock on the data that belongs to a run that ended more than 15 minutes ago', 1000, 0],
  ])('%s', async (_title, seconds, expected) => {
    // Prepare
    const account = await deleted(sample());
    await account.runFile(sample());
    const [execution] = (await account.runRecords()).map((run) => run.execution?.S).slice(-1);
    const Item = {
      ...{ datasetGroup: { S: 'small' }, item: { S: 'lock#data' }, mode: { S: 'EXCLUSIVE' } },
      ...{ holders: { SS: [`${execution} ${execution}`] }, acquiredAt: { N: '1767225600' } },
    };
    await account.call('dynamodb', 'PutItem', { TableName: account.local.names.recordTable, Item });
    await account.passSeconds(seconds);
    const deployment = await serve(account);

    // Act
    const { status, stderr } = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect({ status, stderr }).toEqual({
      status: expected,
      stderr: expected === 0 ? '' : expect.stringMatching(/in use by run [0-9a-f]{8}: nothing more was changed/),
    });
  });

  test('changes nothing if the parameter file in force cannot be read', async () => {
    // Prepare
    const account = await deleted(sample());
    const Bucket = account.local.names.dataBucket;
    const [file] = await versions(account, 'train/small/config.json');
    await account.call('s3', 'DeleteObject', { Bucket, Key: file?.Key, VersionId: file?.VersionId });
    const deployment = await serve(account);
    const before = await versions(account, '');

    // Act
    const { status, stderr } = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(stderr).toContain("train/small/config.json, in force for dataset group 'small', cannot be read");
    expect(status).toBe(1);
    expect(await versions(account, '')).toEqual(before);
  });

  test('says that minimumRows and maximumRowDrop may refuse the rewritten csv, and names the command that imports it anyway', async () => {
    // Prepare
    const account = await deleted(withChecks(sample(), { minimumRows: 1000, maximumRowDrop: '2%' }));
    const deployment = await serve(account);

    // Act
    const { effects } = await deployment.json<{ effects: string[] }>([...PURGE, '--yes']);
    await account.runFile(withChecks(sample(), { minimumRows: 1000, maximumRowDrop: '2%' }));

    // Assess
    const accept = '`personalize-mlops data accept small --dataset interactions --reason TEXT`';
    expect(effects).toEqual([
      `interactions: 52 rows fewer may break minimumRows or maximumRowDrop. If the next import is refused, ${accept} imports the csv anyway.`,
    ]);
    expect((await account.lastRun()).status).toBe('FAILED');
  });

  test('says that the next import adds all rows of a rewritten csv again if importMode is INCREMENTAL', async () => {
    // Prepare
    const file = sample();
    Object.assign(file.datasets, { serviceConfig: { importMode: 'INCREMENTAL' } });
    const account = await deleted(file);
    const deployment = await serve(account);

    // Act
    const { effects } = await deployment.json<{ effects: string[] }>([...PURGE, '--dry-run']);

    // Assess
    expect(effects).toEqual([
      'interactions: importMode is INCREMENTAL, so the next import adds all rows of its csv again, which is billed. Before that import, remove from the csv the rows that were imported already.',
    ]);
  });

  test('keeps the list of users after an import that may have brought these users back, until a later import replaces all rows', async () => {
    // Prepare
    const account = await deleted();
    const deployment = await serve(account);
    await account.put({ [CSV]: interactions(1100) });
    await account.runFile(completeSample());

    // Act
    const first = await deployment.run([...PURGE, '--yes']);
    const isRewritten = (await text(account, CSV)) === withoutUsers(interactions(1100));
    const second = await deployment.run([...PURGE, '--yes']);
    const lists = await versions(account, LIST);
    await account.runFile(completeSample());
    const third = await deployment.run([...PURGE, '--yes']);

    // Assess
    const unfinished = {
      status: 1,
      stdout: expect.stringContaining(
        'interactions: 1 import since the deletion may have brought users back. The next import replaces all rows: purge again after it.',
      ),
    };
    expect(first).toMatchObject(unfinished);
    expect(isRewritten).toBe(true);
    expect(second).toMatchObject(unfinished);
    expect(lists).toHaveLength(1);
    expect(third).toMatchObject({ status: 0, stdout: expect.not.stringContaining('brought users back') });
    expect(await isPurged(account)).toBe(true);
  });

  test('prints one JSON document with --json if the only obstacle is an import that may have brought users back', async () => {
    // Prepare
    const account = await deleted();
    const deployment = await serve(account);
    await account.put({ [CSV]: interactions(1100) });
    await account.runFile(completeSample());
    await deployment.run([...PURGE, '--yes']);

    // Act
    const { status, stdout, stderr } = await deployment.run([...PURGE, '--json']);

    // Assess
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      isDone: false,
      obstacles: [expect.stringContaining('may have brought users back')],
    });
  });

  test('keeps the list of users after an incremental import that may have brought these users back, until they are deleted again', async () => {
    // Prepare
    const file = completeSample();
    Object.assign(file.datasets, { serviceConfig: { importMode: 'INCREMENTAL' } });
    const account = await deleted(file);
    const deployment = await serve(account);
    await account.put({ [CSV]: interactions(1100) });
    await account.runFile(file);

    // Act
    const first = await deployment.run([...PURGE, '--yes']);
    await account.put({ 'delete/small/again.csv': USERS });
    await account.settle();
    const second = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(first).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(
        'may have brought users back. Imports of this dataset only add rows, so none of them removes these users: request the deletion again.',
      ),
    });
    expect(second).toMatchObject({ status: 0 });
    expect(await isPurged(account)).toBe(true);
  });

  test('is not complete if an import begins while the csv is rewritten, until a later import has replaced all rows', async () => {
    // Prepare
    const account = await deleted();
    await account.put({ [CSV]: interactions(1100) });
    const deployment = await serve(account);
    const { aws, names } = account.local;
    let isImporting = false;
    aws.intercept(async ({ call: { operation } }, perform) => {
      if (operation === 'PutObject' && !isImporting) {
        isImporting = true;
        await account.call('personalize', 'CreateDatasetImportJob', {
          jobName: 'by-hand',
          datasetArn: aws.arn('personalize', 'dataset/small/INTERACTIONS'),
          dataSource: { dataLocation: `s3://${names.dataBucket}/${CSV}` },
          roleArn: 'arn:aws:iam::123456789012:role/personalize-service-us-east-1',
        });
      }
      return perform();
    });

    // Act
    const during = await deployment.run([...PURGE, '--yes']);
    await account.settle();
    const after = await deployment.run([...PURGE, '--yes']);
    await account.runFile(completeSample());
    const last = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(during).toMatchObject({ status: 1, stderr: expect.stringContaining("in use by import 'by-hand'") });
    expect(after).toMatchObject({ status: 1, stdout: expect.stringContaining('1 import since the deletion may have') });
    expect(last).toMatchObject({ status: 0, stderr: '' });
    expect(await isPurged(account)).toBe(true);
  });

  test.each([
    [
      'has an unclosed quote in its last row',
      CSV,
      `${interactions()}user-1,"item-1,click,1700000000\n`,
      /cannot be rewritten: line \d+: /,
    ],
    [
      'has a quoted field that spans the rows of several users',
      'train/small/users.csv',
      'USER_ID,NOTE,AGE\nx,"abc,30\nuser-1,5" tv,40\ny,z,50\n',
      /cannot be rewritten: line 3: a quote is not escaped\./,
    ],
    [
      'has semicolons between its columns',
      'train/small/users.csv',
      'USER_ID;AGE\nuser-1;7\n',
      /cannot be rewritten: it has no column USER_ID/,
    ],
    ['is not a csv, although it is in a folder of csv', 'train/small/interactions/notes.txt', 'user-1\n', /not a csv/],
  ])('does not change an object that %s, and keeps the list of users', async (_what, key, content, why) => {
    // Prepare: the next import would read the object
    const account = await deleted();
    await account.put({ [key]: content });
    const deployment = await serve(account);

    // Act
    const { status, stdout } = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(status).toBe(1);
    expect(stdout).toMatch(why);
    expect(stdout).toContain(`${key}: the next import would bring`);
    expect(await text(account, key)).toBe(content);
    expect(await versions(account, LIST)).toHaveLength(1);
  });

  test('rewrites a csv whose header has user_id in lower case, and keeps items whose ids equal the ids of deleted users', async () => {
    // Prepare
    const account = await deleted();
    const csv = interactions().replace('USER_ID', 'user_id');
    const items = 'ITEM_ID,GENRE\nuser-1,user-2\n';
    await account.put({ [CSV]: csv, 'train/small/items.csv': items });
    const deployment = await serve(account);

    // Act
    const { status } = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(status).toBe(0);
    expect(await text(account, CSV)).toBe(withoutUsers(csv));
    expect(await text(account, 'train/small/items.csv')).toBe(items);
  });

  test('keeps a csv that two dataset groups read, and the list of users, until both groups have deleted these users', async () => {
    // Prepare
    const account = await deleted();
    await account.put({ 'train/small/other.json': JSON.stringify(sample('other')) });
    await account.settle();
    const deployment = await serve(account);

    // Act
    const first = await deployment.run([...PURGE, '--yes']);
    const kept = await text(account, CSV);
    const lists = await versions(account, LIST);
    const [record] = await deployment.json<{ purgedAt?: string }[]>(['data-deletions', 'list', 'small']);
    await account.put({ 'delete/other/gone.csv': USERS });
    await account.settle();
    const second = await deployment.run([...PURGE, '--yes']);
    const other = await deployment.run(['data-deletions', 'purge', 'other', '--yes']);

    // Assess
    expect(first.status).toBe(1);
    expect(first.stdout).toMatch(
      /^train\/small\/interactions\.csv +2 +- +\S+ +keep: dataset group 'other' reads it too$/m,
    );
    expect(first.stdout).toContain("Request the deletion of these users for dataset group 'other' too");
    expect(kept).toBe(interactions());
    expect(lists).toHaveLength(1);
    expect(record).not.toHaveProperty('purgedAt');
    expect(second).toMatchObject({ status: 0, stderr: '' });
    expect(other).toMatchObject({ status: 0, stderr: '' });
    expect(await text(account, CSV)).toBe(withoutUsers(interactions()));
    expect(await isPurged(account)).toBe(true);
  });

  test.each<readonly [string, string | undefined]>([
    ['the file in force', undefined],
    ['an earlier file of the dataset group', 'train/moved/'],
  ])(
    'keeps a csv beside %s until the dataset group that now uses the key of this file has deleted the users too',
    async (_file, folder) => {
      // Prepare
      const account = await deleted(sample());
      if (folder !== undefined) {
        const moved = {
          [`${folder}interactions.csv`]: interactions(),
          [`${folder}config.json`]: JSON.stringify(sample()),
        };
        await account.put(moved, { replaces: encodeURIComponent('train/small/config.json') });
        await account.settle();
        await account.put({ [LIST]: USERS });
        await account.settle();
      }
      await account.put({ 'train/small/config.json': JSON.stringify(sample('other')) });
      await account.settle();
      const deployment = await serve(account);

      // Act
      const first = await deployment.run([...PURGE, '--dry-run']);
      await account.put({ 'delete/other/gone.csv': USERS });
      await account.settle();
      const second = await deployment.run([...PURGE, '--yes']);
      const other = await deployment.run(['data-deletions', 'purge', 'other', '--yes']);

      // Assess
      expect(first.stdout).toMatch(
        /^train\/small\/interactions\.csv +2 +- +\S+ +keep: dataset group 'other' reads it too$/m,
      );
      expect(second).toMatchObject({ status: 0, stderr: '' });
      expect(other).toMatchObject({ status: 0, stderr: '' });
      expect(await text(account, CSV)).toBe(withoutUsers(interactions()));
      expect(await isPurged(account)).toBe(true);
    },
  );

  test('keeps the csv and the list of users if a dataset group whose file now has the same key has not deleted these users', async () => {
    // Prepare
    const account = await deleted(sample());
    await account.put({ 'train/small/config.json': JSON.stringify(sample('other')) });
    await account.settle();
    const deployment = await serve(account);

    // Act
    const { status, stdout } = await deployment.run([...PURGE, '--yes']);
    const [record] = await deployment.json<{ purgedAt?: string }[]>(['data-deletions', 'list', 'small']);

    // Assess
    expect(status).toBe(1);
    expect(stdout).toContain("Request the deletion of these users for dataset group 'other' too");
    expect(await text(account, CSV)).toBe(interactions());
    expect(await versions(account, LIST)).toHaveLength(1);
    expect(record).not.toHaveProperty('purgedAt');
  });

  test('keeps a csv that another dataset group reads too, because the parameter file of that group is in the same folder', async () => {
    // Prepare
    const account = await deleted(sample());
    const folder = 'train/small/interactions/';
    const file = JSON.stringify(sample('other'));
    await account.put({ [`${folder}interactions.csv`]: interactions(), [`${folder}config.json`]: file });
    await account.settle();
    const deployment = await serve(account);

    // Act
    const { stdout } = await deployment.run([...PURGE, '--dry-run']);

    // Assess
    expect(stdout).toMatch(
      /^train\/small\/interactions\/interactions\.csv +2 +- +\S+ +keep: dataset group 'other' reads it too$/m,
    );
  });

  test('does not list a csv in a subfolder if only another dataset group, whose parameter file is there, reads the csv', async () => {
    // Prepare
    const account = await openQuick();
    const csv = interactions();
    await account.put({ 'train/interactions.csv': csv, 'train/small.json': JSON.stringify(sample()) });
    await account.put({
      'train/other/interactions.csv': csv,
      'train/other/other.json': JSON.stringify(sample('other')),
    });
    await account.put({ 'train/other/archive/interactions.csv': csv });
    await account.settle();
    await account.put({ [LIST]: USERS });
    await account.settle();
    const deployment = await serve(account);

    // Act
    const { stdout } = await deployment.run([...PURGE, '--dry-run']);

    // Assess
    expect(stdout).toMatch(/^train\/interactions\.csv +2 .* rewrite, then delete$/m);
    expect(stdout).toMatch(/^train\/other\/archive\/interactions\.csv +2 .* keep: not a csv of a dataset$/m);
    expect(stdout).not.toContain('train/other/interactions.csv');
  });

  test('lists and keeps a csv beside the former key of the parameter file if the file now under that key may be of another group', async () => {
    // Prepare
    const account = await deleted(sample());
    const file = JSON.stringify(sample());
    const moved = { 'train/moved/interactions.csv': interactions(), 'train/moved/config.json': file };
    await account.put(moved, { replaces: encodeURIComponent('train/small/config.json') });
    await account.settle();
    // This file does not name its dataset group.
    await account.put({ 'train/small/config.json': '{}' });
    await account.settle();
    const deployment = await serve(account);

    // Act
    const { stdout } = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(stdout).toMatch(
      /^train\/small\/interactions\.csv +2 +- +\S+ +keep: may belong to another dataset group now$/m,
    );
    expect(await text(account, CSV)).toBe(interactions());
  });

  test('reports a deletion whose list of users is gone, until the same users have been deleted again and purged', async () => {
    // Prepare
    const account = await deleted();
    const [list] = await versions(account, LIST);
    const Bucket = account.local.names.dataBucket;
    await account.call('s3', 'DeleteObject', { Bucket, Key: LIST, VersionId: list?.VersionId });
    const deployment = await serve(account);

    // Act
    const gone = await deployment.run([...PURGE, '--yes']);
    await account.put({ [LIST]: USERS });
    await account.settle();
    const again = await deployment.run([...PURGE, '--yes']);
    const last = await deployment.run([...PURGE, '--yes']);

    // Assess
    const named = {
      status: 1,
      stdout: expect.stringMatching(/The list of deletion [0-9a-f]{8} \(.*gone\.csv\) is gone/),
    };
    expect(gone).toMatchObject(named);
    expect(again).toMatchObject(named);
    expect(last).toMatchObject({ status: 0, stdout: expect.not.stringContaining('is gone') });
    expect(await isPurged(account)).toBe(true);
  });

  test('reports a failed deletion, until a later deletion of the same users has succeeded', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(completeSample());
    account.local.personalize.failNext({ resource: 'data-deletion-job/*', reason: 'Internal error.' });
    await account.put({ [LIST]: USERS });
    await account.settle();
    const deployment = await serve(account);

    // Act
    const failed = await deployment.run([...PURGE, '--yes']);
    await account.put({ 'delete/small/again.csv': USERS });
    await account.settle();
    const again = await deployment.run([...PURGE, '--yes']);
    const last = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(failed).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(
        /The deletion [0-9a-f]{8} of the users in delete\/small\/gone\.csv FAILED\. Request the deletion again/,
      ),
    });
    const complete = { status: 0, stdout: expect.not.stringContaining('FAILED') };
    expect([again, last]).toMatchObject([complete, complete]);
  });

  test('reports a deletion whose list of users is gone, even after an equal number of other users has been purged', async () => {
    // Prepare
    const account = await deleted();
    const [list] = await versions(account, LIST);
    const Bucket = account.local.names.dataBucket;
    await account.call('s3', 'DeleteObject', { Bucket, Key: LIST, VersionId: list?.VersionId });
    await account.put({ [LIST]: 'USER_ID\nuser-3\nuser-4\n' });
    await account.settle();
    const deployment = await serve(account);

    // Act
    await deployment.run([...PURGE, '--yes']);
    const { status, stdout } = await deployment.run([...PURGE, '--yes']);

    // Assess
    expect(stdout).toMatch(/The list of deletion [0-9a-f]{8} \(.*gone\.csv\) is gone/);
    expect(status).toBe(1);
  });

  test('reports an unknown dataset group, and reports that AWS cannot be reached', async () => {
    // Prepare
    const deployment = await serve(await openQuick());

    // Act
    const unknown = await deployment.run(['data-deletions', 'purge', 'nowhere', '--yes']);
    const offline = await cli.run([...PURGE, '--yes', '--endpoint-url', 'http://127.0.0.1:9'], {
      env: deployment.environment,
    });

    // Assess
    expect(unknown).toMatchObject({ status: 1, stderr: expect.stringContaining("Dataset group 'nowhere' not found") });
    expect(offline).toMatchObject({ status: 1, stderr: expect.stringContaining('Could not connect to AWS') });
  });
});
