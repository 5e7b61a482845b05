import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { interactions, type Sample, sample } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const { openQuick } = accounts();
const cli = builtCli();
const serve = served(cli);
const folderOf = folders();

/** A schedule that runs once, four weeks after the start of virtual time. By the clock of this machine, that time has passed. */
const ONCE = 'cron(0 3 2 2 ? 2026)';
const PASSED = `${JSON.stringify(ONCE)} never runs again: the last time was 2026-02-02 03:00, and it is `;

function trainedOnce(): Sample {
  const file = sample();
  for (const solution of file.solutions) solution.workflowConfig = { schedules: { full: ONCE } };
  return file;
}

const DATE = 'yyyy-mm-dd'.length;

/** A folder that was applied before its schedule's only run was due. That time has passed since. */
async function appliedInTime() {
  const deployment = await serve(await openQuick());
  const folder = await folderOf(trainedOnce());
  const before = await deployment.run(['plan', folder]);
  await deployment.run(['apply', folder, '--yes', '--no-wait']);
  await deployment.account.settle();
  await deployment.account.passHours(29 * 24);
  return { deployment, account: deployment.account, folder, before };
}

describe('a file whose schedule never runs again', () => {
  it('is invalid after a change: plan uses the clock of the deployment, and validate the clock of this machine', async () => {
    // Prepare
    const { deployment, folder, before } = await appliedInTime();
    await writeFile(join(folder, 'train/small/config.json'), JSON.stringify({ ...trainedOnce(), filters: [] }));

    // Act
    const plan = await deployment.run(['plan', folder]);
    const validation = await cli.run(['validate', folder]);

    // Assess
    expect([before.status, before.stdout.includes('never runs')]).toEqual([0, false]);
    expect([plan.status, validation.status]).toEqual([1, 1]);
    expect(plan.stdout).toContain(`error ${PASSED}2026-02-03 `);
    expect(validation.stdout).toContain(`error ${PASSED}${new Date().toISOString().slice(0, DATE)} `);
  });

  it('stays valid while it is in force and unchanged: new csv are planned, applied and imported, with a warning', async () => {
    // Prepare
    const { deployment, account, folder } = await appliedInTime();
    await writeFile(join(folder, 'train/small/interactions.csv'), interactions(1200));

    // Act
    const plan = await deployment.run(['plan', folder]);
    const apply = await deployment.run(['apply', folder, '--yes', '--no-wait']);
    await account.settle();

    // Assess
    expect([plan.status, apply.status]).toEqual([0, 0]);
    expect(plan.stdout).toContain(`warning ${PASSED}2026-02-03 `);
    expect(account.count('datasetImportJob')).toBe(2);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.lastNotification()).toContain(PASSED);
  });

  it('can be run again with retry', async () => {
    // Prepare
    const { deployment, account } = await appliedInTime();

    // Act
    const { status } = await deployment.run(['retry', 'small', '--no-wait']);
    await account.settle();

    // Assess
    expect(status).toBe(0);
    expect((await account.lastRun()).status).toBe('UNCHANGED');
  });
});

describe('interactions in the future', () => {
  it("cause a warning in the plan, which uses the deployment's clock, but none in validate, which uses the clock of this machine", async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(sample());
    const june = Date.UTC(2026, 5) / 1000;
    const csv = interactions(1001).replace(/,\d+\n$/, `,${june}\n`);
    await writeFile(join(folder, 'train/small/interactions.csv'), csv);

    // Act
    const plan = await deployment.run(['plan', folder]);
    const validation = await cli.run(['validate', folder]);

    // Assess
    const now = new Date(deployment.account.local.aws.clock.now()).toISOString();
    expect(plan.stdout).toContain(
      `The newest TIMESTAMP is 2026-06-01T00:00:00.000Z, which is in the future. The time now is ${now.slice(0, DATE)}T`,
    );
    expect([validation.status, validation.stdout.includes('in the future')]).toEqual([0, false]);
  });
});
