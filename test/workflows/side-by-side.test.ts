import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample, filter, type Sample, sample, solution } from '../support/sample';

const { open, openQuick } = accounts();

/** Virtual milliseconds at which the first resource of a type reached a status. */
function timeOf(account: Account, type: string, status: string): number {
  const change = account.changes.find((candidate) => candidate.type === type && candidate.status === status);
  if (change === undefined) throw new Error(`No ${type} became ${status}.`);
  return change.at;
}

function sampleWithBatchJobs(jobs = 1) {
  const file = sample();
  const [first] = file.solutions;
  if (first) first.batchInferenceJobs = Array.from({ length: jobs }, () => ({ serviceConfig: {} }));
  return file;
}

const filterArn = (name: string) => `arn:aws:personalize:us-east-1:123456789012:filter/${name}`;

describe('a run with several solutions', () => {
  it('creates each campaign within 130 seconds after its solution is trained', async () => {
    // Prepare: trainings take different times
    const account = await open();
    const file = sample();
    account.local.personalize.setQuota('campaign', 10);
    const numbers = Array.from({ length: 10 }, (_, index) => index);
    file.solutions = numbers.map((number) => solution(`solution-${number}`, [`campaign-${number}`]));

    // Act
    await account.run(file);

    // Assess
    const since = (type: string, name: string, status: string) =>
      account.changes.find((change) => change.type === type && change.arn.includes(name) && change.status === status)
        ?.at ?? Number.NaN;
    const waits = numbers.map((number) => {
      const trained = since('solutionVersion', `/solution-${number}/`, 'ACTIVE');
      return (since('campaign', `/campaign-${number}`, 'CREATE PENDING') - trained) / 1000;
    });
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(Math.max(...waits)).toBeLessThan(130);
  });
});

describe('an upload of several solutions while a scheduled run trains one of them', () => {
  const trained = () => {
    const file = sample();
    file.solutions = [{ ...solution('small-solution'), workflowConfig: { schedules: { full: 'cron(0 2 * * ? *)' } } }];
    return file;
  };

  it('begins to train the other solutions before the scheduled training ends', async () => {
    // Prepare
    const account = await openQuick();
    const file = trained();
    await account.run(file);
    account.local.personalize.setDuration('solutionVersion', 7200);
    await account.waitForHour(2);
    await account.passSeconds(600);
    file.solutions.push(solution('second'), solution('third'));

    // Act
    await account.run(file);

    // Assess
    const versions = account.changes.filter(({ type }) => type === 'solutionVersion');
    const [, scheduled] = versions.filter(({ arn, status }) => arn.includes('/small-solution/') && status === 'ACTIVE');
    const begun = versions.filter(({ arn, status }) => /second|third/.test(arn) && status === 'CREATE PENDING');
    expect(begun.map(({ at }) => at < (scheduled?.at ?? 0))).toEqual([true, true]);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(await account.locks()).toEqual([]);
  });

  const TASK = 'solution-maintenance-full-small-solution';

  /**
   * Uploads the file. Counts the invocations of functions until the upload creates a solution, and starts the scheduled
   * run immediately before the nth one.
   * @returns number of these invocations
   */
  async function interfere(account: Account, file: Sample, nth?: number): Promise<number> {
    let calls = 0;
    let isCreating = false;
    account.local.aws.intercept(async ({ service, call: { operation }, caller }, perform) => {
      isCreating ||= operation === 'CreateSolution';
      if (isCreating || service !== 'lambda' || operation !== 'Invoke' || caller.kind !== 'role') return perform();
      calls += 1;
      if (calls === nth) await account.runTask(TASK);
      return perform();
    });
    await account.runFile(file);
    return calls;
  }

  it('succeeds even if the scheduled run begins at any moment shortly before the upload creates another solution, and every run ends within an hour', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setQuota('solution', 20);
    await account.run(trained());
    const withAnother = (name: string) => ({ ...trained(), solutions: [solution(name), ...trained().solutions] });
    const moments = await interfere(account, withAnother('first'));

    // Act: one upload for each of the last eight invocations (or fewer) before the creation of the solution. In each
    // upload, the scheduled run starts just before the invocation in question.
    for (let nth = Math.max(1, moments - 7); nth <= moments; nth += 1)
      await interfere(account, withAnother(`before-${nth}`), nth);

    // Assess
    const runs = await account.runs();
    expect(runs.filter(({ trigger }) => trigger === TASK)).toHaveLength(Math.min(8, moments));
    for (const { status, startedAt, finishedAt = '' } of runs) {
      expect(status).toBe('SUCCEEDED');
      expect(Date.parse(finishedAt) - Date.parse(startedAt)).toBeLessThan(3_600_000);
    }
    expect(await account.locks()).toEqual([]);
  });
});

describe('a run with independent resources', () => {
  it('starts batch jobs while the campaigns of their solution are still being created', async () => {
    // Prepare
    const account = await open();
    account.local.personalize.setDuration('campaign', 7200);

    // Act
    await account.run(sampleWithBatchJobs());

    // Assess
    const job = timeOf(account, 'batchInferenceJob', 'CREATE PENDING');
    expect(job - timeOf(account, 'solutionVersion', 'ACTIVE')).toBeLessThan(120_000);
    expect(timeOf(account, 'batchInferenceJob', 'ACTIVE')).toBeLessThan(timeOf(account, 'campaign', 'ACTIVE'));
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });

  it('gives each batch job of a solution its own output folder', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.run(sampleWithBatchJobs(3));

    // Assess
    const outputs = (await account.objects('batch/')).filter((key) => key.endsWith('.json.out'));
    expect(outputs).toHaveLength(3);
    expect(new Set(outputs).size).toBe(3);
  });

  it('reports the failures of a campaign and of a batch job together, and completes the other campaign and the other batch job', async () => {
    // Prepare
    const account = await openQuick();
    const file = sampleWithBatchJobs(2);
    file.solutions[0]?.campaigns?.push({ serviceConfig: { name: 'second', minProvisionedTPS: 1 } });
    const { personalize } = account.local;
    personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });
    const [job] = file.solutions[0]?.batchInferenceJobs ?? [];
    if (job) job.serviceConfig = { filterArn: filterArn('nowhere') };

    // Act
    await account.run(file);

    // Assess
    expect(account.local.sns.messages()).toHaveLength(1);
    expect(account.lastNotification()).toContain('No capacity.');
    expect(account.lastNotification()).toContain('filter/nowhere');
    const of = (type: string) => account.resources().filter((resource) => resource.startsWith(`${type} `));
    expect(of('campaign').map((each) => each.endsWith(' ACTIVE'))).toEqual([false, true]);
    expect(of('batchInferenceJob').filter((each) => each.endsWith(' ACTIVE'))).toHaveLength(1);
  });

  it('trains while an event tracker and a filter are being created', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('filter', 7200);
    account.local.personalize.setDuration('eventTracker', 7200);

    // Act
    await account.run(completeSample());

    // Assess
    for (const type of ['filter', 'eventTracker'])
      expect(timeOf(account, 'batchInferenceJob', 'ACTIVE')).toBeLessThan(timeOf(account, type, 'ACTIVE'));
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });

  it('trains although a filter has failed, and reports all failures', async () => {
    // Prepare
    const account = await openQuick();
    const { personalize } = account.local;
    personalize.failNext({ resource: 'filter/small-filter', reason: 'Too costly.' });
    personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });

    // Act
    await account.run(completeSample());

    // Assess
    expect(account.lastNotification()).toContain('Too costly.');
    expect(account.lastNotification()).toContain('No capacity.');
    expect(account.count('solutionVersion')).toBe(2);
  });
});

describe('a batch job that names a filter of its file', () => {
  const named = () => {
    const file = sampleWithBatchJobs();
    file.filters.push(filter('chosen'));
    const [job] = file.solutions[0]?.batchInferenceJobs ?? [];
    if (job) job.serviceConfig = { filterArn: filterArn('chosen') };
    return file;
  };

  it('is created only once if one file gives the filter by its name, and the next file by its ARN', async () => {
    // Prepare
    const account = await openQuick();
    const byName = named();
    const [job] = byName.solutions[0]?.batchInferenceJobs ?? [];
    if (job) job.serviceConfig = { filterName: 'chosen' };

    // Act
    await account.run(byName);
    const first = account.count('batchInferenceJob');
    await account.run(named());

    // Assess
    expect([first, account.count('batchInferenceJob')]).toEqual([1, 1]);
    const { batchInferenceJobs } = await account.call<{ batchInferenceJobs: { batchInferenceJobArn: string }[] }>(
      'personalize',
      'ListBatchInferenceJobs',
      {},
    );
    const { batchInferenceJobArn } = batchInferenceJobs[0] ?? {};
    const described = await account.call('personalize', 'DescribeBatchInferenceJob', { batchInferenceJobArn });
    expect(described).toMatchObject({ batchInferenceJob: { filterArn: filterArn('chosen') } });
  });

  it('is not requested before the filter is ACTIVE', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('filter', 7200);
    const asked: number[] = [];
    account.local.aws.onCall(({ call: { operation } }) => {
      if (operation === 'CreateBatchInferenceJob') asked.push(account.local.clock.now());
    });

    // Act
    await account.run(named());

    // Assess
    expect(asked).toHaveLength(1);
    expect(asked[0]).toBeGreaterThanOrEqual(timeOf(account, 'filter', 'ACTIVE'));
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });

  it('fails if the filter does not become ACTIVE', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.failNext({ resource: 'filter/chosen', reason: 'Too costly.' });

    // Act
    await account.run(named());

    // Assess
    expect(account.lastNotification()).toContain('Too costly.');
    expect(account.lastNotification()).toContain("filter 'chosen', which the job names, is CREATE FAILED.");
    expect(account.count('batchInferenceJob')).toBe(0);
  });
});
