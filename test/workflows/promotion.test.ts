import { ServiceError } from '../../emulator/core/service';
import type { JsonObject } from '../../emulator/terraform/configuration';
import type { VersionChoice } from '../../lib/record-table/run-request';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { parameterFileKey, type Sample, sample } from '../support/sample';

const { openQuick } = accounts();

const SOLUTION = 'small-solution';
const RULES = [{ metric: 'coverage', maximumDrop: '10%' }];
/** Coverage of each training, by its number. */
const WORSE = { 1: 0.4, 2: 0.2, 3: 0.2 };
const BETTER = { 1: 0.4, 2: 0.5, 3: 0.6 };

/** A file with trainings at 2:00, campaigns that are updated right after them, and batch jobs at 6:00. */
function file(promotion: object | undefined): Sample {
  const made = sample();
  for (const solution of made.solutions) {
    solution.workflowConfig = { schedules: { full: 'cron(0 2 * * ? *)' }, ...(promotion && { promotion }) };
    solution.batchInferenceJobs = [{ serviceConfig: {}, workflowConfig: { schedule: 'cron(0 6 * * ? *)' } }];
  }
  return made;
}

/** An account that has trained once. @param trained coverage of each training */
async function open(
  promotion: object | undefined,
  trained: Readonly<Record<number, number>>,
  settings: JsonObject = {},
): Promise<Account> {
  const account = await openQuick(settings);
  for (const [training, value] of Object.entries(trained))
    account.local.personalize.setMetric({ solution: SOLUTION, metric: 'coverage', value, training: Number(training) });
  await account.run(file(promotion));
  return account;
}

async function trainAgain(account: Account): Promise<void> {
  await account.waitForHour(2);
  await account.settle();
}

/** ARN of each version, oldest first. */
function versions({ local }: Account): readonly string[] {
  return local.personalize
    .snapshot()
    .filter(({ type }) => type === 'solutionVersion')
    .map(({ arn }) => arn);
}

function nthVersion(account: Account, number: number): string {
  const arn = versions(account)[number - 1];
  if (arn === undefined) throw new Error(`Version ${number} not found.`);
  return arn;
}

/** Updates the campaign as an operator does in the console. */
async function updateCampaign(account: Account, changes: object): Promise<void> {
  const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');
  await account.call('personalize', 'UpdateCampaign', { campaignArn, ...changes });
  await account.settle();
}

/** Records the version number in each successful call of the operation that the deployment makes from now on. */
function used(account: Account, operation: string): readonly number[] {
  const numbers: number[] = [];
  account.local.aws.onCall(({ call, caller, error }) => {
    if (call.operation !== operation || caller.kind !== 'role' || error !== undefined) return;
    numbers.push(versions(account).indexOf(String(call.input.solutionVersionArn)) + 1);
  });
  return numbers;
}

/** Starts a run as the command does, except for the given members of its input, and waits until nothing runs. */
async function choose(account: Account, action: VersionChoice['action'], number: number, others: object = {}) {
  await start(account, action, number, others);
  await account.settle();
}

async function start(account: Account, action: VersionChoice['action'], number: number, others: object = {}) {
  const { dataBucket: bucket, runStateMachineArn: stateMachineArn } = account.local.names;
  const key = parameterFileKey('small');
  const { VersionId: versionId } = await account.call<{ VersionId: string }>('s3', 'HeadObject', {
    Bucket: bucket,
    Key: key,
  });
  const input = {
    datasetGroup: 'small',
    workflow: 'solution-promotion',
    trigger: 'promotion',
    file: { bucket, key, versionId },
    solution: SOLUTION,
    choice: { action, version: nthVersion(account, number), by: 'eve', reason: 'clicks' },
    ...others,
  };
  await account.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(input) });
}

function machineArn({ local }: Account, machine: string): string {
  return local.names.runStateMachineArn.replace(/run$/, machine);
}

/** Version number and decision of each event on a decision. */
function events(account: Account): readonly (readonly [number, unknown])[] {
  return account.local.events
    .events()
    .filter((event) => event['detail-type'] === 'Personalize Solution Version Promotion')
    .map(({ detail }) => [versions(account).indexOf(String(detail.Arn)) + 1, detail.Status]);
}

async function statuses(account: Account): Promise<readonly string[]> {
  return (await account.runs()).map(({ status }) => status);
}

describe('a version that promotion rules hold', () => {
  it('is used by neither campaign nor batch job, and its run succeeds and reports it as held', async () => {
    // Prepare
    const account = await open({ rules: RULES }, WORSE);
    const updates = used(account, 'UpdateCampaign');
    const jobs = used(account, 'CreateBatchInferenceJob');

    // Act
    await trainAgain(account);
    const notification = account.lastNotification();
    await account.waitForHour(6);
    await account.settle();

    // Assess
    expect(await statuses(account)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(notification).toMatch(/^[^\n]*held[^\n]*\n/i);
    expect(notification).toMatch(/coverage +0\.4 +0\.2 +-0\.2 \(-50\.0%\) +drops by at most 10% +failed/);
    expect({ updates, jobs, versions: account.count('solutionVersion') }).toEqual({
      updates: [],
      jobs: [1],
      versions: 2,
    });
    expect(events(account)).toEqual([
      [1, 'PROMOTED'],
      [2, 'HELD'],
    ]);
  });

  it.each([
    ['serves after an operator promotes it', 'PROMOTE', [2], 'PROMOTED'],
    ['never serves after an operator rejects it', 'REJECT', [], 'REJECTED'],
  ] as const)('%s', async (_, action, moves, decision) => {
    // Prepare
    const account = await open({ rules: RULES }, WORSE);
    await trainAgain(account);
    const updates = used(account, 'UpdateCampaign');

    // Act
    await choose(account, action, 2);
    await account.runFile(file({ rules: RULES }));

    // Assess
    expect(await statuses(account)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(updates).toEqual(moves);
    expect(events(account).slice(2)).toEqual([[2, decision]]);
  });
});

describe('a version that no promotion rule holds', () => {
  it('starts batch jobs at once only if it is the first such version', async () => {
    // Prepare
    const account = await open({ rules: [{ metric: 'coverage', minimum: 0.3 }] }, { 1: 0.2, 2: 0.5, 3: 0.6 });
    const campaigns = used(account, 'CreateCampaign');
    const jobs = used(account, 'CreateBatchInferenceJob');

    // Act
    await trainAgain(account);
    const first = [...jobs];
    await account.waitForHour(6);
    await account.settle();
    await trainAgain(account);

    // Assess
    expect({ campaigns, first, jobs }).toEqual({ campaigns: [2], first: [2], jobs: [2, 2] });
    expect(events(account)).toEqual([
      [1, 'HELD'],
      [2, 'PROMOTED'],
      [3, 'PROMOTED'],
    ]);
  });

  it('waits for approval if the file requires it', async () => {
    // Prepare
    const promotion = { rules: RULES, approval: 'manual' };
    const account = await open(promotion, BETTER);
    const waiting = account.counts();

    // Act
    await choose(account, 'PROMOTE', 1);
    const promoted = account.counts();
    await account.runFile(file(promotion));

    // Assess
    expect(waiting).not.toMatchObject({ campaign: expect.anything() });
    expect(waiting).not.toMatchObject({ batchInferenceJob: expect.anything() });
    expect(promoted).toMatchObject({ solutionVersion: 1, campaign: 1, batchInferenceJob: 1 });
    expect(account.counts()).toMatchObject({ solutionVersion: 1, campaign: 1, batchInferenceJob: 1 });
    expect(await statuses(account)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(events(account)).toEqual([
      [1, 'CANDIDATE'],
      [1, 'PROMOTED'],
    ]);
  });

  it.each([
    ['with rules', { rules: RULES }],
    ['without rules', undefined],
  ])(
    'is rolled back by one update of the campaign in a solution %s, and the next version that is trained serves',
    async (_, promotion) => {
      // Prepare
      const account = await open(promotion, BETTER);
      await trainAgain(account);
      const updates = used(account, 'UpdateCampaign');

      // Act
      await choose(account, 'ROLLBACK', 1);
      await account.runFile(file(promotion));
      const rolledBack = [...updates];
      await trainAgain(account);

      // Assess
      expect(rolledBack).toEqual([1]);
      expect(updates).toEqual([1, 3]);
      expect(new Set(await statuses(account))).toEqual(new Set(['SUCCEEDED']));
      expect(events(account)).toEqual(expect.arrayContaining([[2, 'ROLLED_BACK']]));
    },
  );
});

describe('a rollback', () => {
  it('moves the campaign only once, even if a new version is trained in the meantime', async () => {
    // Prepare
    const account = await open({ rules: RULES }, BETTER);
    await trainAgain(account);
    account.local.personalize.setDuration('solutionVersion', 600);
    account.local.personalize.setDuration('campaignUpdate', 1800);
    const solutionArn = account.local.aws.arn('personalize', `solution/${SOLUTION}`);
    await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
    const updates = used(account, 'UpdateCampaign');

    // Act
    await choose(account, 'ROLLBACK', 1);

    // Assess
    expect(updates).toEqual([1]);
    expect(versions(account)).toHaveLength(3);
    expect(events(account).slice(-2)).toEqual([
      [1, 'PROMOTED'],
      [2, 'ROLLED_BACK'],
    ]);
  });

  it('does not undo a manual change of minProvisionedTPS of the campaign', async () => {
    // Prepare
    const account = await open({ rules: RULES }, BETTER);
    await trainAgain(account);
    await updateCampaign(account, { minProvisionedTPS: 7 });
    const updates = used(account, 'UpdateCampaign');

    // Act
    await choose(account, 'ROLLBACK', 1);

    // Assess
    expect(updates).toEqual([1]);
    expect(await account.minProvisionedTps('small-campaign')).toBe(7);
  });

  it('waits until the run of an earlier promotion has moved the campaign, and then moves it back', async () => {
    // Prepare
    const account = await open({ rules: RULES }, WORSE);
    await trainAgain(account);
    account.local.personalize.setDuration('campaignUpdate', 600);
    const updates = used(account, 'UpdateCampaign');
    await account.choose('small', SOLUTION, 'PROMOTE');
    await account.passSeconds(60);
    const [version, from] = [nthVersion(account, 1), nthVersion(account, 2)];

    // Act
    await choose(account, 'ROLLBACK', 1, { choice: { action: 'ROLLBACK', version, from, by: 'eve' } });

    // Assess
    expect(updates).toEqual([2, 1]);
    expect(await statuses(account)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(events(account).slice(-2)).toEqual([
      [1, 'PROMOTED'],
      [2, 'ROLLED_BACK'],
    ]);
  });

  it('also moves a campaign that an upload has added while the operator was asked to confirm', async () => {
    // Prepare
    const account = await open({ rules: RULES }, BETTER);
    await trainAgain(account);
    const [shown] = await account.filesInForce();
    const newer = file({ rules: RULES });
    for (const { campaigns = [] } of newer.solutions)
      campaigns.push({ serviceConfig: { name: 'small-added', minProvisionedTPS: 1 } });
    await account.runFile(newer);
    const updates = used(account, 'UpdateCampaign');

    // Act
    const older = { bucket: shown?.bucket?.S, key: shown?.key?.S, versionId: shown?.versionId?.S };
    await choose(account, 'ROLLBACK', 1, { file: older });

    // Assess
    expect(account.named('campaign')).toEqual(['small-campaign', 'small-added']);
    expect(updates).toEqual([1, 1]);
    expect(new Set(await statuses(account))).toEqual(new Set(['SUCCEEDED']));
  });

  it('of a version that no longer serves when the run begins is refused, and the newer version goes on serving', async () => {
    // Prepare: the operator saw version 2 serve
    const account = await open({ rules: RULES }, BETTER);
    await trainAgain(account);
    const [version, from] = [nthVersion(account, 1), nthVersion(account, 2)];
    await trainAgain(account);
    const updates = used(account, 'UpdateCampaign');

    // Act
    await choose(account, 'ROLLBACK', 1, { choice: { action: 'ROLLBACK', version, from, by: 'eve' } });

    // Assess
    expect(updates).toEqual([]);
    expect(await statuses(account)).toContain('FAILED');
    expect(account.lastNotification()).toMatch(
      /ROLLBACK to \S+ by eve refused: \S+ no longer serves: \S+ serves now\./,
    );
    expect(events(account).slice(3)).toEqual([]);
  });
});

describe('a campaign that is changed in the console', () => {
  /** Moves the campaign to the first version, after the second one was promoted. */
  async function changed(settings: JsonObject = {}): Promise<Account> {
    const account = await open({ rules: RULES }, BETTER, settings);
    await trainAgain(account);
    await updateCampaign(account, { solutionVersionArn: nthVersion(account, 1) });
    return account;
  }

  it('serves the recorded version again after the next night; one run does this, and its notification names both versions', async () => {
    // Prepare
    const account = await changed();
    const updates = used(account, 'UpdateCampaign');
    const before = (await account.runs()).length;

    // Act
    await account.waitForHour(5);
    await account.settle();
    const notification = account.lastNotification();

    // Assess
    expect(updates).toEqual([2]);
    expect(notification).toMatch(
      /^COMPLETE small: solution 'small-solution': a campaign did not serve the recorded version, 1 updated\n/,
    );
    const note = `This run moves campaigns back to version ${nthVersion(account, 2)}: campaign 'small-campaign' served ${nthVersion(account, 1)}.`;
    expect(notification).toContain(`\n${note}\n`);
    expect((await account.runRecords()).slice(before).map((run) => run.note?.S)).toEqual([note]);
  });

  it('keeps its changed minProvisionedTPS when its version is restored', async () => {
    // Prepare
    const account = await changed();
    await updateCampaign(account, { minProvisionedTPS: 7 });
    const updates = used(account, 'UpdateCampaign');

    // Act
    await account.waitForHour(5);
    await account.settle();

    // Assess
    expect(updates).toEqual([2]);
    expect(await account.minProvisionedTps('small-campaign')).toBe(7);
  });

  it('keeps the version that the operator chose if the deployment adopts manual changes', async () => {
    // Prepare
    const account = await changed({ drift: 'adopt' });
    const updates = used(account, 'UpdateCampaign');

    // Act
    await account.waitForHour(5);
    await account.settle();

    // Assess
    expect(updates).toEqual([]);
    expect(account.lastNotification()).toContain('Decided by: console');
    expect(events(account).slice(2)).toEqual([[1, 'PROMOTED']]);
  });
});

describe('a version that fails its rules after an operator has trained and deployed it in the console', () => {
  async function moved(settings: JsonObject = {}): Promise<Account> {
    const account = await open({ rules: RULES }, { 1: 0.4, 2: 0.4, 3: 0.2 }, settings);
    await trainAgain(account);
    const solutionArn = account.local.aws.arn('personalize', `solution/${SOLUTION}`);
    await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
    await account.settle();
    await updateCampaign(account, { solutionVersionArn: nthVersion(account, 3) });
    return account;
  }

  it.each([
    ['is held, and the campaign is moved back', {}, [2], [[3, 'HELD']]],
    ['is adopted with drift = adopt', { drift: 'adopt' }, [], [[3, 'PROMOTED']]],
  ])('%s', async (_, settings, expected, decided) => {
    // Prepare
    const account = await moved(settings);
    const updates = used(account, 'UpdateCampaign');

    // Act
    await account.waitForHour(5);
    await account.settle();

    // Assess
    expect(updates).toEqual(expected);
    expect(events(account).slice(2)).toEqual(decided);
    expect(await statuses(account)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  });
});

describe('a decision', () => {
  it('in the input of another workflow is ignored', async () => {
    // Prepare
    const account = await open({ rules: RULES }, WORSE);
    await trainAgain(account);
    const before = await account.serving();

    // Act
    await choose(account, 'PROMOTE', 2, { workflow: 'batch-inference' });

    // Assess
    expect(await account.serving()).toEqual(before);
    expect(await statuses(account)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'UNCHANGED']);
  });

  it('makes its run fail with a clear message if it is missing from the input', async () => {
    // Prepare
    const account = await open({ rules: RULES }, BETTER);

    // Act
    await choose(account, 'PROMOTE', 1, { choice: undefined });

    // Assess
    expect([...(await statuses(account))].sort()).toEqual(['FAILED', 'SUCCEEDED']);
    expect(account.lastNotification()).toContain("The input has no 'choice' for solution 'small-solution'");
  });

  it('is made and reported once, even if the answer of its function was lost', async () => {
    // Prepare
    const account = await open({ rules: RULES }, BETTER);
    await trainAgain(account);
    const updates = used(account, 'UpdateCampaign');
    let lost = 0;
    account.local.aws.intercept(async ({ service, call }, perform) => {
      const output = await perform();
      const isMeant = service === 'lambda' && String(call.input.Payload).includes('solution-promotion');
      if (!isMeant || lost > 1) return output;
      lost += 1;
      throw new ServiceError('ServiceException', 'The service encountered an internal error.', 500);
    });

    // Act
    await choose(account, 'ROLLBACK', 1);

    // Assess
    expect(lost).toBe(2);
    expect(updates).toEqual([1]);
    expect(await statuses(account)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect([...events(account).slice(2)].sort()).toEqual([
      [1, 'PROMOTED'],
      [2, 'ROLLED_BACK'],
    ]);
    expect(await account.serving()).toEqual([expect.objectContaining({ revision: { N: '3' } })]);
  });

  it('is not made by a function that goes on after its execution was stopped', async () => {
    // Prepare
    const account = await open({ rules: RULES }, BETTER);
    await trainAgain(account);
    const before = await account.serving();
    const updates = used(account, 'UpdateCampaign');
    account.local.aws.intercept(async ({ call, caller }, perform) => {
      const isMeant = call.operation === 'TransactWriteItems' && JSON.stringify(caller).includes('ensure-resources');
      if (!isMeant) return perform();
      const { executions } = await account.call<{ executions: readonly { executionArn: string }[] }>(
        'states',
        'ListExecutions',
        { stateMachineArn: machineArn(account, 'ensure-resources'), statusFilter: 'RUNNING' },
      );
      for (const { executionArn } of executions) await account.call('states', 'StopExecution', { executionArn });
      await account.local.clock.sleep(30_000);
      return perform();
    });

    // Act
    await choose(account, 'ROLLBACK', 1);

    // Assess
    expect([...(await statuses(account))].sort()).toEqual(['FAILED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(await account.serving()).toEqual(before);
    expect({ updates, decided: events(account) }).toEqual({
      updates: [],
      decided: [
        [1, 'PROMOTED'],
        [2, 'PROMOTED'],
      ],
    });
  });

  it('of an operator stays, even if a decision of rules on the same version would be recorded later', async () => {
    // Prepare
    const account = await open({ rules: RULES }, WORSE);
    let held = 0;
    account.local.aws.intercept(async ({ call }, perform) => {
      const isMeant = call.operation === 'TransactWriteItems' && JSON.stringify(call.input).includes('HELD');
      if (!isMeant || held > 0) return perform();
      held += 1;
      await start(account, 'PROMOTE', 2);
      await account.local.clock.sleep(10_000);
      return perform();
    });

    // Act
    await trainAgain(account);

    // Assess
    expect(held).toBe(1);
    expect(events(account).slice(1)).toEqual([[2, 'PROMOTED']]);
    expect(await account.serving()).toEqual([expect.objectContaining({ version: { S: nthVersion(account, 2) } })]);
    expect(account.local.sns.messages().map(({ subject }) => subject)).not.toContainEqual(
      expect.stringMatching(/^HELD/),
    );
  });

  it('waits while GetSolutionMetrics fails because a resource is in use', async () => {
    // Prepare
    const account = await open({ rules: RULES }, WORSE);
    await trainAgain(account);
    let refused = 0;
    account.local.aws.intercept(async ({ call }, perform) => {
      if (call.operation !== 'GetSolutionMetrics' || refused > 0) return perform();
      refused += 1;
      throw new ServiceError('ResourceInUseException', 'What GetSolutionMetrics needs is in use.', 400);
    });

    // Act
    await choose(account, 'PROMOTE', 2);

    // Assess
    expect(refused).toBe(1);
    expect(await statuses(account)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(events(account).slice(2)).toEqual([[2, 'PROMOTED']]);
  });
});
