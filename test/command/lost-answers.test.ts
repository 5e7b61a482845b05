import { ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { interactionsKey, parameterFileKey, sample } from '../support/sample';
import { served } from '../support/served';
import { temporaryFile } from '../support/synthesis';
import { folders } from './support/folder';

const QUICK = ['--yes', '--interval', '0.001'];
const USERS = 'USER_ID\nuser-1\n';
const PERHAPS =
  'AWS may have carried out the request. Check the state before you repeat it, for example with `personalize-mlops status`.\n';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

/**
 * Loses the answer to the command's first request of an operation, although AWS carries the request out.
 * @param isLast true if all later requests of the command fail
 */
function loseAnswer(account: Account, operation: string, isLast: boolean, key?: string): void {
  const lost = new ServiceError('InternalError', 'We encountered an internal error.', 500);
  let isLost = false;
  account.local.aws.intercept(async ({ call, overWire }, perform) => {
    if (overWire && isLost && isLast) throw lost;
    const answer = await perform();
    if (isLost || !overWire || call.operation !== operation || (key ?? call.input.Key) !== call.input.Key)
      return answer;
    isLost = true;
    throw lost;
  });
}

/** Number of stored versions of the objects whose keys begin with `prefix`. */
async function versionsOf(account: Account, prefix: string): Promise<number> {
  const of = { Bucket: account.local.names.dataBucket, Prefix: prefix };
  const { Versions = [] } = await account.call<{ Versions?: readonly unknown[] }>('s3', 'ListObjectVersions', of);
  return Versions.length;
}

describe('a command whose request AWS carries out without an answer', () => {
  test.each([
    [
      'data-deletions request',
      'PutObject',
      ['data-deletions', 'request', 'small', temporaryFile('gone.csv', USERS), '--yes'],
    ],
    ['retry', 'StartExecution', ['retry', 'small']],
  ])('says that the request may have been carried out, and how to check that: %s', async (_, operation, args) => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(sample());
    loseAnswer(account, operation, true);

    // Act
    const { status, stderr } = await deployment.run([...args, ...QUICK.slice(1)]);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`^Error: (?:s3|states):${operation} failed: .*\\n(?:.*\\n)?${PERHAPS}$`));
  });
});

describe('apply, when answers of AWS are lost,', () => {
  test.each([
    ['the first file', interactionsKey('small'), 'Perhaps sent: train/small/interactions.csv. Run'],
    [
      'the parameter file',
      parameterFileKey('small'),
      'Already sent: 1 of 2 files. Perhaps sent: train/small/config.json. Run',
    ],
  ])('says that %s may have been sent', async (_, key, says) => {
    // Prepare
    const deployment = await serve(await openQuick());
    loseAnswer(deployment.account, 'PutObject', true, key);

    // Act
    const { status, stderr } = await deployment.run(['apply', await folderOf(sample()), ...QUICK]);

    // Assess
    expect(status).toBe(1);
    expect(await deployment.account.objects('')).toContain(key);
    expect(stderr).toContain(`${PERHAPS}${says}`);
  });

  test.each([
    ['the parameter file', parameterFileKey('small')],
    ['a csv', interactionsKey('small')],
  ])('stores only one version of %s if the repeated request is answered, and follows the run', async (_, key) => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    loseAnswer(account, 'PutObject', false, key);

    // Act
    const applying = deployment.run(['apply', await folderOf(sample()), ...QUICK]);
    const { status, stderr } = await deployment.whileTimeRuns(applying);

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(await versionsOf(account, key)).toBe(1);
  });
});

describe('import-dataset-group, when the answer to its upload is lost,', () => {
  test('succeeds, because it finds that its own request has written the file', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(sample());
    const key = 'train/small/other.json';
    loseAnswer(account, 'PutObject', false, key);

    // Act
    const { status, stdout, stderr } = await deployment.run(['import-dataset-group', '-d', 'small', '-p', key]);

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`/${key}. This deployment now manages 'small'.`);
    expect(await versionsOf(account, key)).toBe(1);
  });
});

describe('data-deletions request, when the answer to its upload is lost,', () => {
  test('uploads the list once, so that one run deletes its users', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(sample());
    loseAnswer(account, 'PutObject', false);

    // Act
    const args = ['data-deletions', 'request', 'small', temporaryFile('gone.csv', USERS), ...QUICK];
    const { status, stderr } = await deployment.whileTimeRuns(deployment.run(args));

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(await versionsOf(account, 'delete/small/')).toBe(1);
    expect(account.count('dataDeletionJob')).toBe(1);
  });
});
