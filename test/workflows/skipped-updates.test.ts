import type { VersionChoice } from '../../lib/record-table/run-request';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { planOf } from '../support/planned';
import { interactions, interactionsKey, type Sample, sample } from '../support/sample';
import { served } from '../support/served';

const { openQuick } = accounts();
const serve = served();

const SOLUTION = 'small-solution';
const RULES = { rules: [{ metric: 'coverage', maximumDrop: '10%' }] };

/** A file with imports at 1:00 and 3:00, a full training at 2:00, and an UPDATE at 4:00. */
function file(promotion?: object): Sample {
  const made = sample();
  made.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 1,3 * * ? *)' } };
  for (const solution of made.solutions)
    solution.workflowConfig = {
      schedules: { full: 'cron(0 2 * * ? *)', update: 'cron(0 4 * * ? *)' },
      ...(promotion && { promotion }),
    };
  return made;
}

/**
 * An account whose solution was trained fully by the upload and again at 2:00. New data have been uploaded since.
 * @param coverage coverage of each training, in their order
 */
async function trainedTwice(coverage: readonly number[], promotion?: object): Promise<Account> {
  const account = await openQuick({ notify_on: 'all' });
  for (const [index, value] of coverage.entries())
    account.local.personalize.setMetric({ solution: SOLUTION, metric: 'coverage', value, training: index + 1 });
  await account.run(file(promotion));
  await account.waitForHour(2);
  await account.settle();
  await account.put({ [interactionsKey('small')]: interactions(1040, 60) });
  return account;
}

function withoutCampaigns(made: Sample): Sample {
  return { ...made, solutions: made.solutions.map((each) => ({ ...each, campaigns: [] })) };
}

/** Records the modes of the trainings that the deployment requests from now on. */
function trainings(account: Account): readonly string[] {
  const modes: string[] = [];
  account.local.aws.onCall(({ call, caller, error }) => {
    if (call.operation !== 'CreateSolutionVersion' || caller.kind !== 'role' || error !== undefined) return;
    modes.push(String(call.input.trainingMode));
  });
  return modes;
}

/** `small-solution/ID` of a version. @param number 1 for the oldest */
function version({ local }: Account, number: number): string {
  const versions = local.personalize.snapshot().filter(({ type }) => type === 'solutionVersion');
  return versions[number - 1]?.arn.replace(/^.*:solution\//, '') ?? `version ${number} not found`;
}

async function decide(account: Account, action: VersionChoice['action'], number: number): Promise<void> {
  await account.choose('small', SOLUTION, action, number);
  await account.settle();
}

/** Lets time pass until the scheduled UPDATE at 4:00 has ended, and returns its results. */
async function update(account: Account) {
  const modes = trainings(account);
  await account.waitForHour(4);
  await account.settle();
  const runs = await account.runRecords();
  const { status, note } = runs.find(({ trigger }) => trigger?.S?.includes('-update-')) ?? {};
  return { modes, status: status?.S, note: note?.S, mail: account.lastNotification() };
}

describe('an UPDATE training', () => {
  it("is skipped while the full training that it would build on is held by rules; the run's note and the mail say why", async () => {
    // Prepare
    const account = await trainedTwice([0.4, 0.2], RULES);

    // Act
    const { modes, status, note, mail } = await update(account);

    // Assess
    const why = `an UPDATE would build on version ${version(account, 2)}, which is HELD; ${version(account, 1)} serves.`;
    const goOn = `Updates go on once ${version(account, 2)}, or a newer full training, is promoted.`;
    expect({ modes, status, note }).toEqual({
      modes: [],
      status: 'UNCHANGED',
      note: `Training skipped: ${why} ${goOn}`,
    });
    expect(mail).toMatch(/^COMPLETE small: solution 'small-solution': Training skipped: /);
    expect(mail).toContain(`\n${note}\n`);
  });

  it('is skipped if no version was ever promoted', async () => {
    // Prepare
    const account = await trainedTwice([0.4, 0.4], { approval: 'manual' });

    // Act
    const { modes, note } = await update(account);

    // Assess
    expect(modes).toEqual([]);
    expect(note).toContain(`version ${version(account, 2)}, which is CANDIDATE; no version serves.`);
  });

  it('is skipped after a rollback in a solution without rules', async () => {
    // Prepare
    const account = await trainedTwice([0.4, 0.4]);
    await decide(account, 'ROLLBACK', 1);

    // Act
    const { modes, note } = await update(account);

    // Assess
    expect(modes).toEqual([]);
    expect(note).toContain(`${version(account, 2)}, which is ROLLED_BACK; ${version(account, 1)} serves.`);
  });

  it.each([
    ['with rules that the full training passes', RULES, [0.4, 0.5]],
    ['without rules', undefined, [0.4, 0.2]],
  ])('takes place if the version that it builds on serves, in a solution %s', async (_, promotion, coverage) => {
    // Prepare
    const account = await trainedTwice(coverage, promotion);

    // Act
    const { modes, status, note } = await update(account);

    // Assess
    expect({ modes, status, note }).toEqual({ modes: ['UPDATE'], status: 'SUCCEEDED', note: undefined });
  });

  it('is also skipped in an upload, and the plan shows this', async () => {
    // Prepare
    const account = await trainedTwice([0.4, 0.2], RULES);
    const edited = file(RULES);
    for (const solution of edited.solutions) {
      solution.serviceConfig.solutionVersion = { trainingMode: 'UPDATE' };
      solution.workflowConfig = { ...solution.workflowConfig, maxAge: '1 second' };
    }
    const modes = trainings(account);

    // Act
    const planned = await planOf(await serve(account), edited);
    await account.runFile(edited);

    // Assess
    const note = expect.stringMatching(/^Training skipped: /);
    expect(planned.changes.find(({ type }) => type === 'solutionVersion')).toMatchObject({ action: 'unchanged', note });
    expect(modes).toEqual([]);
  });

  it('gives a version that is held, if that version builds on a held one and has no metrics', async () => {
    // Prepare
    const account = await trainedTwice([0.4, 0.2], RULES);
    await account.waitForHour(3);
    await account.settle();
    account.local.aws.reshapeAnswers(({ call }, output) =>
      call.operation === 'GetSolutionMetrics' && String(call.input.solutionVersionArn).endsWith(version(account, 3))
        ? { ...(output as object), metrics: {} }
        : output,
    );
    const solutionArn = account.local.aws.arn('personalize', `solution/${SOLUTION}`);
    await account.call('personalize', 'CreateSolutionVersion', { solutionArn, trainingMode: 'UPDATE' });
    await account.settle();

    // Act
    await account.runFile(file(RULES));

    // Assess
    expect(account.lastNotification()).toMatch(/^HELD small: /);
    const [serving] = await account.serving();
    expect(serving?.version?.S).toContain(version(account, 1));
  });

  it('takes place once an operator has promoted the version that it builds on', async () => {
    // Prepare
    const account = await trainedTwice([0.4, 0.2], RULES);
    await decide(account, 'PROMOTE', 2);

    // Act
    const { modes } = await update(account);

    // Assess
    expect(modes).toEqual(['UPDATE']);
  });

  it('is skipped if it waits for a quota and a new file meanwhile adds rules that hold the version it would build on', async () => {
    // Prepare: no campaign uses the version that the UPDATE would build on
    const account = await openQuick();
    await account.run(withoutCampaigns(file()));
    await account.waitForHour(2);
    await account.settle();
    await account.put({ [interactionsKey('small')]: interactions(1040, 60) });
    const modes = trainings(account);
    await account.waitForHour(3);
    await account.settle();
    account.local.personalize.setQuota('solutionVersion', 0);
    await account.waitForHour(4);
    await account.passSeconds(600);

    // Act
    await account.upload(withoutCampaigns(file({ rules: [{ metric: 'coverage', minimum: 1 }] })));
    await account.passSeconds(600);
    account.local.personalize.setQuota('solutionVersion', 20);
    await account.settle();

    // Assess
    expect(modes).toEqual([]);
    const { note } = (await account.runRecords()).find(({ trigger }) => trigger?.S?.includes('-update-')) ?? {};
    expect(note?.S).toContain('Training skipped: an UPDATE would build on version');
  });
});
