import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError } from '../../emulator/core/service';
import { SUPERSEDED } from '../../lib/record-table/runs';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample, filter, interactions, sample } from '../support/sample';
import { type Served, served } from '../support/served';
import { folders } from './support/folder';

const KEY = 'train/small/config.json';
const QUICK = ['--interval', '0.001'];

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

interface ApplyDocument {
  readonly uploaded: readonly string[];
  readonly again: readonly { readonly key: string; readonly reason: string }[];
  readonly inProgress: readonly { readonly key: string; readonly reason: string }[];
}

/** A folder that was applied to a new deployment. Its run has not begun yet. */
async function applied(file = sample()) {
  return appliedTo(await serve(await openQuick()), file);
}

async function appliedTo(deployment: Served, file = sample()) {
  const folder = await folderOf(file);
  const apply = (...options: string[]) =>
    deployment.json<ApplyDocument>(['apply', folder, '--yes', '--no-wait', ...options]);
  await apply();
  return { deployment, account: deployment.account, folder, apply };
}

/**
 * A folder that was applied, and whose run is in progress. A second upload waits for the end of that run. It has another key
 * and is meant to replace the folder's parameter file.
 */
async function awaited() {
  const { deployment, account, folder } = await applied();
  account.local.personalize.setDuration('datasetImportJob', 600);
  await account.passSeconds(120);
  const theirs = sample();
  theirs.filters.push(filter('theirs'));
  await account.put({ 'train/moved/config.json': JSON.stringify(theirs) }, { replaces: encodeURIComponent(KEY) });
  await account.passSeconds(60);
  return { deployment, account, folder };
}

/** What a plan says about the second upload in {@link awaited}. */
const WAITS =
  "! an upload of train/moved/config.json waits to be put in force for dataset group 'small'\n" +
  '      Wait until it is in force, then let this file take over with --replaces train/moved/config.json. Or delete train/moved/config.json now.\n';

/** A sample whose solution is trained again every day. */
function trainedNightly() {
  const file = sample();
  const [solution] = file.solutions;
  if (solution !== undefined) solution.workflowConfig = { schedules: { full: 'rate(1 day)' } };
  return file;
}

const TASK = 'solution-maintenance-full-small-solution';

/**
 * Makes every start of an execution fail.
 * @returns a function that allows starts again
 */
function refuseStarts(account: Account): () => void {
  let isRefused = true;
  account.local.aws.intercept(async ({ call }, perform) => {
    if (isRefused && call.operation === 'StartExecution') throw new ServiceError('StateMachineDeleting', 'Not now.');
    return perform();
  });
  return () => {
    isRefused = false;
  };
}

async function forgetRuns(account: Account): Promise<void> {
  for (const { datasetGroup, item } of await account.items('run#')) {
    await account.call('dynamodb', 'DeleteItem', {
      TableName: account.local.names.recordTable,
      Key: { datasetGroup, item },
    });
  }
}

describe('a folder whose csv are those of the last import', () => {
  test('needs no import, even if the bucket has newer csv: plan shows the import as unchanged, apply imports nothing', async () => {
    // Prepare
    const { deployment, account, folder, apply } = await applied();
    await account.settle();
    // Now the bucket has other csv, which were never imported.
    await account.put({ 'train/small/interactions.csv': interactions(1001) });

    // Act
    const plans = await deployment.json<readonly { changes: { type: string; action: string }[] }[]>(['plan', folder]);
    const { uploaded: sent } = await apply();
    await account.settle();

    // Assess
    const imports = plans.flatMap(({ changes }) => changes.filter(({ type }) => type === 'datasetImportJob'));
    expect(imports.map(({ action }) => action)).toEqual(['unchanged']);
    expect(sent).toContain('train/small/interactions.csv');
    expect(account.count('datasetImportJob')).toBe(1);
  });
});

describe('after an earlier upload for the same dataset group', () => {
  test('apply sends nothing if the file is unchanged and its last run succeeded, and names the option --force', async () => {
    // Prepare
    const { deployment, account, folder } = await applied();
    await account.settle();

    // Act
    const { status, stdout } = await deployment.run(['apply', folder, '--yes']);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /\nNo changes: .*\n\n0 files uploaded to \S+, 2 unchanged\.\nThe runs of the last uploads succeeded\. .*--force\.\n$/,
    );
  });

  test('apply sends an unchanged file again if its last run failed, and the new run creates what is missing', async () => {
    // Prepare
    const { deployment, account, folder } = await applied(completeSample());
    account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });
    await account.settle();

    // Act
    const { status, stdout } = await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', ...QUICK]));

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(/\n\+ train\/small\/config\.json\n1 file uploaded to/);
    expect(stdout).toMatch(/config\.json is sent again: its last run is FAILED: .*No capacity\./);
    expect(stdout).toMatch(/small: SUCCEEDED after/);
    expect(account.named('campaign')).toEqual(['small-campaign']);
  });

  test('apply of a changed file reports the schedules that the run changed, in addition to the resources', async () => {
    // Prepare
    const { deployment, account } = await applied();
    await account.settle();
    const folder = await folderOf(trainedNightly());

    // Act
    const { stdout } = await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', ...QUICK]));

    // Assess
    expect(stdout).toMatch(/\nsmall: SUCCEEDED after .*: \d+ unchanged\.\n(?:.*\n)*small: schedules: 1 created\.\n$/);
  });

  test('apply of a file that was moved to another key needs --replaces with the key of the file in force', async () => {
    // Prepare
    const { deployment, account, folder } = await applied();
    await account.settle();
    await rename(join(folder, 'train/small'), join(folder, 'train/moved'));
    const warning = /warning Dataset group 'small' no longer uses train\/small\/config\.json and/;

    // Act
    const refused = await deployment.run(['apply', folder, '--yes', '--no-wait']);
    const unknown = await deployment.run(['plan', folder, '--replaces', 'train/x.json']);
    const { stdout } = await deployment.run(['apply', folder, '--yes', '--no-wait', '--replaces', KEY]);
    await account.settle();
    const { status } = await account.lastRun();
    const again = await deployment.run(['plan', folder]);

    // Assess
    expect(refused.status).toBe(1);
    expect(refused.stdout).toContain(`! dataset group 'small' follows ${KEY}, which is in the bucket`);
    expect(refused.stdout).toContain('Nothing was sent: resolve what is marked with ! first.');
    expect(unknown.stderr).toContain('--replaces train/x.json: none of these files would replace a file in force');
    expect(status).toBe('SUCCEEDED');
    expect(stdout).toMatch(warning);
    expect(account.lastNotification()).toContain("- Dataset group 'small' no longer uses train/small/config.json");
    expect(again.stdout).not.toMatch(warning);
  });

  test('apply sends nothing while an upload under another key waits, unless --replaces names the key of that upload', async () => {
    // Prepare
    const { deployment, account } = await awaited();
    const mine = sample();
    mine.filters.push(filter('mine'));
    const folder = await folderOf(mine);
    const command = ['apply', folder, '--yes', '--no-wait'];

    // Act
    const refused = await deployment.run(command);
    const sent = await deployment.run([...command, '--replaces', 'train/moved/config.json']);
    await account.settle();

    // Assess
    expect(refused.status).toBe(1);
    expect(refused.stdout).toContain(WAITS);
    expect(refused.stdout).toContain('Plan: nothing, as an upload of another parameter file waits to be put in force.');
    expect(refused.stdout).toMatch(/Uploads in progress.*\n(?:.*\n)* .*train\/moved\/config\.json, version /);
    expect(sent.status).toBe(0);
    expect(sent.stdout).toContain(
      "warning an upload of train/moved/config.json waits to be put in force for dataset group 'small': this file takes its place.",
    );
    expect(sent.stdout).not.toContain('has used');
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.named('filter')).toEqual(['mine']);
  });

  test('plan of a file with a third key reports the upload that waits, whichever of the other two keys --replaces names', async () => {
    // Prepare
    const { deployment, folder } = await awaited();
    await rename(join(folder, 'train/small'), join(folder, 'train/third'));
    const plan = ['plan', folder, '--replaces'];

    // Act
    const overInForce = await deployment.run([...plan, KEY]);
    const overWaiting = await deployment.run([...plan, 'train/moved/config.json']);

    // Assess
    for (const { stdout, stderr } of [overInForce, overWaiting]) {
      expect(stderr).toBe('');
      expect(stdout).toContain(WAITS);
    }
  });

  test('plan accepts --replaces with the key of the file in force once the object of the waiting upload is deleted', async () => {
    // Prepare
    const { deployment, account, folder } = await awaited();
    await account.call('s3', 'DeleteObject', {
      Bucket: account.local.names.dataBucket,
      Key: 'train/moved/config.json',
    });
    await rename(join(folder, 'train/small'), join(folder, 'train/third'));

    // Act
    const { stdout, stderr } = await deployment.run(['plan', folder, '--replaces', KEY]);

    // Assess
    expect(stderr).toBe('');
    expect(stdout).toContain(`warning Dataset group 'small' no longer uses ${KEY}`);
  });

  test('apply shows which run holds the lock that the new run waits for, and since when', async () => {
    // Prepare
    const { deployment, account } = await applied();
    account.local.personalize.setDuration('datasetImportJob', 600);
    await account.passSeconds(120);
    const later = sample();
    later.filters.push(filter('later'));
    const folder = await folderOf(later);

    // Act
    const { stdout } = await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', ...QUICK]));

    // Assess
    expect(stdout).toMatch(
      /RUNNING +parameter file of .* \(waits for the lock, held by run [0-9a-f]{8} since 2026-01-05 \d\d:\d\d UTC\)\n/,
    );
    expect(stdout).toMatch(/small: SUCCEEDED after/);
  });

  test('apply shows which run holds the lock even if Lambda throttled the first invocations of the waiting run', async () => {
    // Prepare
    const { deployment, account } = await applied();
    account.local.personalize.setDuration('datasetImportJob', 600);
    await account.passSeconds(120);
    let refusals = 3;
    account.local.aws.intercept(async ({ call, caller }, perform) => {
      const isOfRun = caller.kind === 'role' && /-run-states/.test(caller.roleName);
      if (isOfRun && call.operation === 'Invoke' && refusals-- > 0)
        throw new ServiceError('TooManyRequestsException', 'Rate exceeded', 429);
      return perform();
    });
    const later = sample();
    later.filters.push(filter('later'));
    const folder = await folderOf(later);

    // Act
    const { stdout } = await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', ...QUICK]));

    // Assess
    expect(refusals).toBeLessThan(0);
    expect(stdout).toMatch(/RUNNING +parameter file of .* \(waits for the lock, held by run [0-9a-f]{8}/);
  });

  test.each([
    [
      'was refused',
      { status: { S: 'REFUSED' }, cause: { S: 'Not valid any more.\nMore.' } },
      'REFUSED: Not valid any more.',
    ],
    ['was superseded by a newer upload', { status: { S: 'UNCHANGED' }, note: { S: SUPERSEDED } }, 'UNCHANGED'],
  ])('apply sends an unchanged file again if its last upload %s', async (_, end, said) => {
    // Prepare
    const { account, apply } = await applied();
    await account.settle();
    const [run] = await account.items('run#');
    const Item = { ...run, ...end };
    await account.call('dynamodb', 'PutItem', { TableName: account.local.names.recordTable, Item });

    // Act
    const { uploaded: sent, again } = await apply();

    // Assess
    expect(sent).toEqual([KEY]);
    expect(again).toEqual([{ key: KEY, reason: `its last run is ${said}` }]);
  });

  test('apply does not send an unchanged file again before S3 has sent the event of its first upload', async () => {
    // Prepare
    const { apply } = await applied();

    // Act
    const { uploaded: sent, inProgress } = await apply();

    // Assess
    expect(sent).toEqual([]);
    expect(inProgress).toEqual([{ key: KEY, reason: expect.stringContaining('is about to begin') }]);
  });

  test('apply does not send an unchanged file again while its run is in progress, but follows that run', async () => {
    // Prepare
    const { deployment, account, folder, apply } = await applied();
    // The run must still be in progress when the command asks.
    account.local.personalize.setDuration('solutionVersion', 3600);
    await account.passSeconds(60);
    const [execution] = await account.executions('run', 'RUNNING');

    // Act
    const { uploaded: sent, inProgress } = await apply();
    const watched = await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', ...QUICK]));

    // Assess
    expect(sent).toEqual([]);
    expect(inProgress).toEqual([{ key: KEY, reason: `its run is in progress: ${execution?.executionArn}` }]);
    expect(watched.status).toBe(0);
    expect(watched.stdout).toMatch(/is not sent again[\s\S]*\n0 files uploaded[\s\S]*\nsmall: SUCCEEDED after/);
  });

  test('apply sends an unchanged file again if its run was stopped, even before the stop is recorded', async () => {
    // Prepare
    const { account, apply } = await applied();
    await account.passSeconds(60);
    const [execution] = await account.executions('run', 'RUNNING');
    await account.call('states', 'StopExecution', { executionArn: execution?.executionArn });

    // Act
    const { uploaded: sent, again } = await apply();

    // Assess
    expect(sent).toEqual([KEY]);
    expect(again).toEqual([{ key: KEY, reason: `its last run is ABORTED: ${execution?.executionArn}` }]);
  });

  test('apply sends an unchanged file again after its dataset group was destroyed', async () => {
    // Prepare
    const { deployment, account, apply } = await applied();
    await account.settle();
    await deployment.whileTimeRuns(deployment.run(['destroy', 'small', '--yes', ...QUICK]));

    // Act
    const { uploaded: sent, again } = await apply();

    // Assess
    expect(sent).toEqual([KEY]);
    expect(again).toEqual([{ key: KEY, reason: "no parameter file of dataset group 'small' is in force" }]);
  });

  test('apply sends an unchanged file again if the last run of one of its scheduled tasks failed', async () => {
    // Prepare
    const { account, apply } = await applied(trainedNightly());
    await account.settle();
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'No capacity.' });
    await account.passHours(25);

    // Act
    const { uploaded: sent, again } = await apply();

    // Assess
    expect(sent).toEqual([KEY]);
    expect(again).toEqual([
      { key: KEY, reason: expect.stringMatching(`^the last run of task '${TASK}' is FAILED: .*No capacity`) },
    ]);
  });

  test('apply sends nothing if a scheduled run failed but a later manual run of the same task succeeded', async () => {
    // Prepare
    const { deployment, account, apply } = await applied(trainedNightly());
    await account.settle();
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'No capacity.' });
    await account.passHours(25);
    await deployment.run(['schedules', 'run', TASK, '--no-wait']);
    await account.settle();
    const ofTask = (await account.runs()).map(({ status }) => status).slice(1);

    // Act
    const { uploaded: sent } = await apply();

    // Assess
    expect(ofTask).toEqual(['FAILED', 'SUCCEEDED']);
    expect(sent).toEqual([]);
  });

  test('apply sends an unchanged file again if the run of its first upload could not be started', async () => {
    // Prepare
    const { deployment, account, apply } = await applied();
    const startAgain = refuseStarts(account);
    await account.settle();
    await account.passSeconds(10 * 60);
    startAgain();

    // Act
    const { uploaded: sent, again } = await apply();
    await account.settle();
    const { stdout } = await deployment.run(['status', 'small']);

    // Assess
    expect(sent).toEqual([KEY]);
    expect(again).toEqual([{ key: KEY, reason: "no parameter file of dataset group 'small' is in force" }]);
    expect(stdout).toContain('SUCCEEDED');
  });

  test('apply does not send an unchanged file again one minute after its upload, even if no run of it is recorded yet', async () => {
    // Prepare
    const { account, apply } = await applied();
    refuseStarts(account);
    await account.passSeconds(60);

    // Act
    const { uploaded: sent, inProgress } = await apply();

    // Assess
    expect(sent).toEqual([]);
    expect(inProgress).toEqual([{ key: KEY, reason: expect.stringContaining('is about to begin') }]);
  });

  test('apply sends an unchanged file in force again if no run of it is recorded, unless its upload is older than run_history_days', async () => {
    // Prepare
    const older = await appliedTo(await serve(await openQuick({ run_history_days: 5 })), sample('older'));
    const { account } = older;
    await account.passSeconds(2 * 86_400);
    const younger = await appliedTo(older.deployment);
    await account.settle();
    await forgetRuns(account);
    await account.passSeconds(4 * 86_400 - 3600);

    // Act
    const [ofOlder, ofYounger] = [await older.apply(), await younger.apply()];

    // Assess
    expect([ofOlder.uploaded, ofYounger.uploaded]).toEqual([[], [KEY]]);
  });

  test('apply --force sends the parameter file even if its last run succeeded, but not the unchanged csv', async () => {
    // Prepare
    const { account, apply } = await applied();
    await account.settle();

    // Act
    const { uploaded: sent, again } = await apply('--force');

    // Assess
    expect(sent).toEqual([KEY]);
    expect(again).toEqual([{ key: KEY, reason: '--force' }]);
  });
});
