import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { interactions, interactionsKey, type Sample, sample, solution } from '../support/sample';
import { served } from '../support/served';

const { openQuick } = accounts();
const serve = served(builtCli());

const FULL = 'solution-maintenance-full-small-solution';

/** @param full cron fields of the schedule of trainings; undefined for none */
function file(full?: string): Sample {
  const made = sample();
  for (const solution of made.solutions)
    solution.workflowConfig = full === undefined ? {} : { schedules: { full: `cron(${full})` } };
  return made;
}

async function statesOf(account: Account): Promise<readonly string[]> {
  return (await account.schedules()).map(({ Name, State }) => `${Name} ${State}`);
}

describe('a deactivated task', () => {
  it('runs again once its schedule in the parameter file has changed', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(file('0 12 * * ? *'));
    await deployment.run(['schedules', 'deactivate', FULL]);
    const before = await statesOf(account);

    // Act
    await account.runFile(file('0 14 * * ? *'));
    await account.waitForHour(14);
    await account.settle();

    // Assess
    expect(before).toEqual([`${FULL} DISABLED`]);
    expect(await statesOf(account)).toEqual([`${FULL} ENABLED`]);
    expect(account.count('solutionVersion')).toBe(2);
  });
});

describe('a schedule that a newer file lacks', () => {
  it('is deleted once the newer file is in force, even while the upload of this file still trains', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(file('0 12 * * ? *'));
    account.local.personalize.setDuration('solutionVersion', 3 * 3600);
    const newer = file();
    newer.solutions = [solution('other')];

    // Act
    await account.upload(newer);
    await account.passSeconds(600);

    // Assess
    expect((await account.lastRun()).status).toBe('RUNNING');
    expect(await account.scheduleNames()).toEqual([]);
  });
});

describe('a scheduled training', () => {
  it('does not restore a schedule that a newer file has removed', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(file('0 12 * * ? *'));
    account.local.personalize.setDuration('solutionVersion', 3600);
    await account.waitForHour(12);
    await account.passSeconds(600);
    const newer = file();
    newer.solutions = [];

    // Act
    await account.runFile(newer);
    const duringTraining = await account.scheduleNames();
    await account.passHours(1);

    // Assess
    expect(duringTraining).toEqual([]);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(await account.scheduleNames()).toEqual([]);
  });
});

describe('a scheduled import', () => {
  it('does not restore a schedule that a newer file has removed', async () => {
    // Prepare
    const account = await openQuick();
    const older = file('0 12 * * ? *');
    older.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 * * ? *)' } };
    await account.run(older);
    account.local.personalize.setDuration('datasetImportJob', 3600);
    await account.put({ [interactionsKey('small')]: interactions(1080) });
    await account.waitForHour(2);
    await account.passSeconds(600);
    const { datasets: _, ...withoutWork } = sample();
    withoutWork.solutions = [];

    // Act
    await account.runFile(withoutWork as Sample);

    // Assess
    const runs = (await account.runs()).map(({ trigger, status }) => `${trigger} ${status}`);
    expect(runs).toContain('personalize-dataset-import-small SUCCEEDED');
    expect(await account.scheduleNames()).toEqual([]);
  });
});
