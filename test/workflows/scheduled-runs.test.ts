import { ServiceError } from '../../emulator/core/service';
import type { StatusChange } from '../../emulator/services/personalize/lifecycle';
import { type Account, SCHEDULE_GROUP } from '../support/account';
import { accounts } from '../support/accounts';
import {
  batchInputKey,
  interactions,
  interactionsKey,
  parameterFileOf,
  type Sample,
  sample,
  solution,
} from '../support/sample';

const { openQuick } = accounts();

const HOUR = 3_600_000;

interface Schedules {
  readonly import?: string;
  readonly full?: string;
  readonly update?: string;
  readonly batch?: string;
}

function scheduled(schedules: Schedules): Sample {
  const file = sample();
  if (schedules.import) file.datasetGroup.workflowConfig = { schedules: { import: schedules.import } };
  const [first] = file.solutions;
  if (first) {
    const { full, update, batch } = schedules;
    first.workflowConfig = { schedules: { ...(full && { full }), ...(update && { update }) } };
    if (batch) first.batchInferenceJobs = [{ serviceConfig: {}, workflowConfig: { schedule: batch } }];
  }
  return file;
}

/** `trigger status` of the scheduled runs, oldest first. */
async function scheduledRuns(account: Account): Promise<readonly string[]> {
  const runs = (await account.runs()).filter(({ trigger }) => trigger !== 'upload');
  return runs.map(({ trigger, status }) => `${trigger} ${status}`);
}

/** Scheduled times of a task's recorded runs. */
async function scheduledTimes(account: Account, task: string): Promise<readonly string[]> {
  const keys = (await account.runRecords()).map(({ item }) => item?.S ?? '');
  return keys.filter((key) => key.endsWith(`#${task}`)).map((key) => key.split('#')[1] ?? '');
}

async function notes(account: Account): Promise<readonly (string | undefined)[]> {
  return (await account.runRecords()).filter(({ trigger }) => trigger?.S !== 'upload').map(({ note }) => note?.S);
}

/** Spans in which a resource of a type was in progress, as [from, to]; `from` is when its status first matched `begin`. */
function spans(changes: readonly StatusChange[], type: StatusChange['type'], begin: RegExp) {
  const began = new Map<string, number>();
  const found: (readonly [number, number])[] = [];
  for (const { arn, status, at } of changes.filter((change) => change.type === type && !change.update)) {
    if (begin.test(status) && !began.has(arn)) began.set(arn, at);
    else if (/ACTIVE|FAILED/.test(status)) found.push([began.get(arn) ?? at, at]);
  }
  return found.sort(([one], [other]) => one - other);
}

/** True if any of the spans begins before the previous one has ended. */
function overlap(list: readonly (readonly [number, number])[]): boolean {
  return list.some(([from], index) => index > 0 && from < (list[index - 1]?.[1] ?? 0));
}

const DAY_TASKS = {
  import: 'personalize-dataset-import-small',
  full: 'solution-maintenance-full-small-solution',
  update: 'solution-maintenance-update-small-solution',
  batch: 'batch-inference-small-solution',
};

describe('scheduled runs', () => {
  it('start at the scheduled times for almost six days, none lost and none duplicated', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(
      scheduled({
        import: 'cron(0 */12 * * ? *)',
        full: 'cron(0 1 ? * MON,FRI *)',
        update: 'cron(30 4 * * ? *)',
        batch: 'cron(0 3 */2 * ? *)',
      }),
    );

    // Act
    await account.waitForHour(0);
    await account.passHours(5 * 24 - 1);

    // Assess
    const days = ['06', '07', '08', '09', '10'].map((day) => `2026-01-${day}`);
    expect(await scheduledTimes(account, DAY_TASKS.import)).toEqual([
      '2026-01-05T12:00:00Z',
      ...days.flatMap((day) => [`${day}T00:00:00Z`, `${day}T12:00:00Z`]),
    ]);
    // The run of the upload has ended by 1:00 on the 5th.
    expect(await scheduledTimes(account, DAY_TASKS.full)).toEqual(['2026-01-05T01:00:00Z', '2026-01-09T01:00:00Z']);
    expect(await scheduledTimes(account, DAY_TASKS.update)).toEqual(
      ['2026-01-05', ...days].map((day) => `${day}T04:30:00Z`),
    );
    expect(await scheduledTimes(account, DAY_TASKS.batch)).toEqual(
      ['05', '07', '09'].map((day) => `2026-01-${day}T03:00:00Z`),
    );
    expect((await scheduledRuns(account)).filter((run) => !/ (SUCCEEDED|UNCHANGED)$/.test(run))).toEqual([]);
    expect(account.local.scheduler.failedInvocations()).toEqual([]);
    expect(await account.locks()).toEqual([]);
  });

  it('do nothing for a task that is no longer in the newest file, even if its schedule could not be deleted in time', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled({ full: 'cron(0 12 * * ? *)' }));
    let isRefused = true;
    account.local.aws.intercept(async ({ service, call }, perform) => {
      if (isRefused && service === 'scheduler' && call.operation === 'DeleteSchedule')
        throw new ServiceError('ValidationException', 'The schedule cannot be deleted now.');
      return perform();
    });
    account.local.personalize.setDuration('datasetImportJob', 600);
    await account.put({ [interactionsKey('small')]: interactions(1040, 1000) });
    await account.waitForHour(11);
    await account.passSeconds(59 * 60);

    // Act: the import of the new data is still in progress at noon
    await account.put(parameterFileOf(scheduled({})));
    await account.passSeconds(2 * 60);
    const atNoon = account.local.scheduler.failedInvocations();
    const schedules = await account.scheduleNames();
    isRefused = false;
    await account.settle();

    // Assess
    expect(schedules).toHaveLength(1);
    expect(atNoon).toEqual([]);
    expect(await scheduledRuns(account)).toEqual([]);
    expect(await account.tasks()).toEqual([]);
    expect((await account.executions('run', 'SUCCEEDED')).length).toBe(3);
  });

  it('fail within ten minutes in a dataset group that has failed', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.failNext({ resource: 'dataset-group/small', reason: 'Out of order.' });
    await account.run(scheduled({ full: 'cron(0 12 * * ? *)' }));
    const key = 'train/small/config.json';
    const { dataBucket: bucket, runStateMachineArn: stateMachineArn } = account.local.names;
    const head = await account.call<{ VersionId: string }>('s3', 'HeadObject', { Bucket: bucket, Key: key });
    const file = { bucket, key, versionId: head.VersionId };

    // Act: start the task as its schedule would. The schedule does not exist before data are imported.
    const request = { datasetGroup: 'small', workflow: 'solution-maintenance', trigger: DAY_TASKS.full, file };
    const input = JSON.stringify({ ...request, solution: 'small-solution', force: true });
    await account.call('states', 'StartExecution', { stateMachineArn, input });
    await account.passSeconds(10 * 60);

    // Assess
    expect(await account.scheduleNames()).toEqual([]);
    expect(await scheduledRuns(account)).toEqual([`${DAY_TASKS.full} FAILED`]);
    expect(account.lastNotification()).toMatch(/dataset-group\/small is CREATE FAILED: Out of order\./);
    expect(await account.locks()).toEqual([]);
  });

  it('of a batch job wait while its solution is being trained and deployed', async () => {
    // Prepare: the batch job is due half an hour after a training of two hours has begun
    const account = await openQuick();
    await account.run(scheduled({ full: 'cron(0 12 * * ? *)', batch: 'cron(30 12 * * ? *)' }));
    account.local.personalize.setDuration('solutionVersion', 7200);
    account.changes.length = 0;

    // Act
    await account.waitForHour(12);
    await account.settle();

    // Assess
    const timeOf = (type: string, status: string) =>
      account.changes.find((change) => change.type === type && change.status === status)?.at ?? Number.NaN;
    expect(timeOf('batchInferenceJob', 'CREATE PENDING')).toBeGreaterThan(timeOf('campaign', 'ACTIVE'));
    expect(await scheduledRuns(account)).toEqual([`${DAY_TASKS.full} SUCCEEDED`, `${DAY_TASKS.batch} SUCCEEDED`]);
  });

  it.each([
    ['the oldest first', 1],
    ['the newest first', -1],
  ])('deploy the newest version if Amazon Personalize lists %s', async (_, order) => {
    // Prepare
    const account = await openQuick();
    account.local.aws.intercept(async ({ call: { operation } }, perform) => {
      const output = await perform();
      if (operation !== 'ListSolutionVersions') return output;
      const { solutionVersions } = output as { readonly solutionVersions: readonly { creationDateTime: Date }[] };
      const sorted = [...solutionVersions].sort(
        (one, other) => order * (Number(one.creationDateTime) - Number(other.creationDateTime)),
      );
      return { ...(output as object), solutionVersions: sorted };
    });
    await account.run(scheduled({ full: 'cron(0 12 * * ? *)' }));
    const served: boolean[] = [];

    // Act
    for (let day = 0; day < 2; day += 1) {
      await account.waitForHour(12);
      await account.settle();
      served.push((await servedVersion(account)) === newestVersion(account));
    }

    // Assess
    expect(served).toEqual([true, true]);
    expect(account.count('solutionVersion')).toBe(3);
  });

  it('run one after the other if a full and an update training of one solution are due in the same minute', async () => {
    // Prepare
    const account = await openQuick();
    const file = scheduled({ full: 'cron(0 12 * * ? *)', update: 'cron(0 12 * * ? *)' });
    await account.run(file);
    account.local.personalize.setDuration('solutionVersion', 1800);
    await account.put({ [interactionsKey('small')]: interactions(1040, 1000) });

    // Act
    await account.waitForHour(12);
    await account.settle();

    // Assess
    expect(new Set(await scheduledRuns(account))).toEqual(
      new Set([`${DAY_TASKS.full} SUCCEEDED`, `${DAY_TASKS.update} UNCHANGED`]),
    );
    const trainings = spans(account.changes, 'solutionVersion', /PENDING|IN_PROGRESS/);
    expect(overlap(trainings)).toBe(false);
    expect(await account.locks()).toEqual([]);
    expect(await servedVersion(account)).toBe(newestVersion(account));
  });

  it('never begin a training during an import of the same dataset group', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled({ import: 'cron(0 12 * * ? *)', full: 'cron(0 12 * * ? *)' }));
    account.local.personalize.setDuration('datasetImportJob', 600);
    account.local.personalize.setDuration('solutionVersion', 1800);
    await account.put({ [interactionsKey('small')]: interactions(1040, 1000) });

    // Act
    await account.waitForHour(12);
    await account.settle();

    // Assess
    expect(new Set(await scheduledRuns(account))).toEqual(
      new Set([`${DAY_TASKS.import} SUCCEEDED`, `${DAY_TASKS.full} SUCCEEDED`]),
    );
    const imports = spans(account.changes, 'datasetImportJob', /PENDING|IN_PROGRESS/);
    const starts = account.changes.filter(
      ({ type, status }) => type === 'solutionVersion' && /PENDING|IN_PROGRESS/.test(status),
    );
    expect(imports).toHaveLength(2);
    expect(new Set(starts.map(({ arn }) => arn)).size).toBe(2);
    const during = starts.filter(({ at }) => imports.some(([from, to]) => from < at && at < to));
    expect(during).toEqual([]);
    expect(await account.locks()).toEqual([]);
  });

  it('import new data only once if an upload of the same dataset group imports these data at the same time', async () => {
    // Prepare
    const account = await openQuick();
    const file = scheduled({ import: 'cron(0 12 * * ? *)' });
    await account.run(file);
    account.local.personalize.setDuration('datasetImportJob', 600);
    await account.put({ [interactionsKey('small')]: interactions(1040, 1000) });

    // Act
    await account.waitForHour(12);
    await account.put(parameterFileOf(file));
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(account.count('datasetImportJob')).toBe(2);
    expect(overlap(spans(account.changes, 'datasetImportJob', /PENDING|IN_PROGRESS/))).toBe(false);
    expect(await account.locks()).toEqual([]);
  });

  it('train ten solutions in parallel', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    file.solutions = Array.from({ length: 10 }, (_, index) => ({
      ...solution(`solution-${index}`),
      workflowConfig: { schedules: { full: 'cron(0 12 * * ? *)' } },
    }));
    await account.run(file);
    account.local.personalize.setDuration('solutionVersion', 1800);
    const before = account.changes.length;

    // Act
    await account.waitForHour(12);
    await account.settle();

    // Assess
    expect(await scheduledRuns(account)).toHaveLength(10);
    const trainings = spans(account.changes.slice(before), 'solutionVersion', /PENDING|IN_PROGRESS/);
    expect(trainings).toHaveLength(10);
    const lastStart = Math.max(...trainings.map(([from]) => from));
    const firstEnd = Math.min(...trainings.map(([, to]) => to));
    expect(lastStart).toBeLessThan(firstEnd);
  });

  it('take place only once, even if Scheduler delivers their start again, at the same time or later', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled({ full: 'cron(0 12 * * ? *)' }));
    const { Target: target } = await account.call<{ Target: { Input: string } }>('scheduler', 'GetSchedule', {
      Name: DAY_TASKS.full,
      GroupName: SCHEDULE_GROUP,
    });
    const input = target.Input.replace('<aws.scheduler.scheduled-time>', '2026-01-05T12:00:00Z');

    // Act
    await account.waitForHour(12);
    for (const delivery of ['at-the-same-time', 'late']) {
      await account.call('states', 'StartExecution', {
        stateMachineArn: account.local.names.runStateMachineArn,
        name: delivery,
        input,
      });
      await account.settle();
    }

    // Assess
    expect(await scheduledRuns(account)).toEqual([`${DAY_TASKS.full} SUCCEEDED`]);
    expect(account.count('solutionVersion')).toBe(2);
    expect(await account.executions('run', 'FAILED')).toEqual([]);
  });

  it('are recorded as skipped while the previous run of their task is still in progress', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled({ full: 'cron(0 * * * ? *)' }));
    account.local.personalize.setDuration('solutionVersion', 2.5 * 3600);

    // Act
    await account.waitForHour(12);
    await account.passSeconds(2.9 * 3600);

    // Assess
    const statuses = (await scheduledRuns(account)).map((run) => run.split(' ')[1]);
    expect(statuses.filter((status) => status === 'SKIPPED').length).toBeGreaterThanOrEqual(2);
    expect(statuses).not.toContain('FAILED');
    const skipped = (await account.runRecords()).filter(({ status }) => status?.S === 'SKIPPED');
    for (const { note } of skipped) expect(note?.S).toContain('The previous run was still in progress');
    expect(overlap(spans(account.changes, 'solutionVersion', /PENDING|IN_PROGRESS/))).toBe(false);
  });

  it('are recorded as UNCHANGED, with a note and the solution, if an UPDATE training finds no new data', async () => {
    // Prepare
    const account = await openQuick({ notify_on: 'all' });
    await account.run(scheduled({ update: 'cron(0 12 * * ? *)' }));

    // Act
    await account.waitForHour(12);
    await account.settle();

    // Assess
    expect(await scheduledRuns(account)).toEqual([`${DAY_TASKS.update} UNCHANGED`]);
    expect((await account.runRecords()).at(-1)?.solution?.S).toBe('small-solution');
    const { Metrics: counted } = await account.call<{ Metrics: readonly { MetricName: string }[] }>(
      'monitoring',
      'ListMetrics',
      { MetricName: 'JobUnchanged' },
    );
    expect(counted).toHaveLength(1);
    expect(await notes(account)).toEqual([expect.stringContaining('updates to at least one dataset')]);
    expect(account.lastNotification()).toContain('Nothing new');
    expect(account.count('solutionVersion')).toBe(1);
  });

  it('are recorded as UNCHANGED, with a note, if an import finds no new data', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled({ import: 'cron(0 12 * * ? *)' }));

    // Act
    await account.waitForHour(12);
    await account.settle();

    // Assess
    expect(await scheduledRuns(account)).toEqual([`${DAY_TASKS.import} UNCHANGED`]);
    expect(await notes(account)).toEqual(['No csv has changed since its last import.']);
    expect(account.count('datasetImportJob')).toBe(1);
  });

  it('import a csv that is newer than the last import', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled({ import: 'cron(0 12 * * ? *)' }));
    await account.put({ [interactionsKey('small')]: interactions(1100) });

    // Act
    await account.waitForHour(12);
    await account.settle();

    // Assess
    expect(account.count('datasetImportJob')).toBe(2);
    expect(await notes(account)).toEqual([undefined]);
  });

  it('of a training leave the batch jobs of its solution to uploads and to their own schedules', async () => {
    // Prepare
    const account = await openQuick();
    const file = scheduled({ full: 'cron(0 2 * * ? *)' });
    const [first] = file.solutions;
    if (first) first.batchInferenceJobs = [{ serviceConfig: {} }];
    await account.run(file);
    await account.put({ [batchInputKey('small', 'small-solution')]: '{"userId":"user-2"}\n' });

    // Act
    await account.waitForHour(3);
    await account.settle();

    // Assess
    expect(account.counts()).toMatchObject({ solutionVersion: 2, batchInferenceJob: 1 });
  });

  it('of one batch job leave the other batch jobs of its solution to their own schedules', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    const [first] = file.solutions;
    if (first)
      first.batchInferenceJobs = [3, 5].map((hour) => ({
        serviceConfig: { numResults: hour },
        workflowConfig: { schedule: `cron(0 ${hour} * * ? *)` },
      }));
    await account.run(file);
    const before = account.count('batchInferenceJob');

    // Act
    await account.waitForHour(4);
    const afterOne = account.count('batchInferenceJob');
    await account.waitForHour(6);

    // Assess
    expect([afterOne - before, account.count('batchInferenceJob') - before]).toEqual([1, 2]);
  });

  it('fail with a clear error for a batch job without input', async () => {
    // Prepare
    const account = await openQuick();
    const file = scheduled({ batch: 'cron(0 12 * * ? *)' });
    await account.run(file);
    const key = batchInputKey('small', 'small-solution');
    await account.call('s3', 'DeleteObject', { Bucket: account.local.names.dataBucket, Key: key });

    // Act
    await account.waitForHour(12);
    await account.settle();

    // Assess
    expect(await scheduledRuns(account)).toEqual([`${DAY_TASKS.batch} FAILED`]);
    expect(account.lastNotification()).toContain("batch inference job of solution 'small-solution'");
    expect(account.lastNotification()).toContain(`s3://${account.local.names.dataBucket}/${key}`);
    expect(await account.locks()).toEqual([]);
  });

  it('write each batch output into a folder of its own, and move the campaign to the newest version', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled({ full: 'cron(0 10 * * ? *)', batch: 'cron(0 12 * * ? *)' }));

    // Act
    await account.waitForHour(12);
    await account.passHours(24);

    // Assess
    const outputs = (await account.objects('batch/')).filter((key) => key.endsWith('.out'));
    const folders = outputs.map((key) => /small-solution_(\d{4}(_\d\d){5})\/[^/]+$/.exec(key)?.[1]);
    expect(folders).toHaveLength(3);
    expect(new Set(folders).size).toBe(3);
    expect(account.count('solutionVersion')).toBe(3);
    expect(await servedVersion(account)).toBe(newestVersion(account));
  });

  it('end without an error and without a record for a task that the file does not have', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());

    // Act
    await account.call('states', 'StartExecution', {
      stateMachineArn: account.local.names.runStateMachineArn,
      input: JSON.stringify({
        datasetGroup: 'small',
        task: 'solution-maintenance-full-small-solution',
        scheduledTime: '2026-01-05T12:00:00Z',
      }),
    });
    await account.settle();

    // Assess
    expect(await account.executions('run', 'FAILED')).toEqual([]);
    expect(await account.runRecords()).toHaveLength(1);
    expect(account.count('solutionVersion')).toBe(1);
  });

  it('store the time of their end in the record of the task; their own records are kept for run_history_days', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled({ full: 'cron(0 12 * * ? *)' }));

    // Act
    await account.waitForHour(12);
    await account.settle();

    // Assess
    const [task] = await account.tasks();
    expect(Date.parse(task?.lastFinishedAt?.S ?? '')).toBeGreaterThan(Date.UTC(2026, 0, 5, 12));
    const [run] = (await account.runRecords()).filter(({ trigger }) => trigger?.S !== 'upload');
    expect(Number(run?.expiresAt?.N) * 1000).toBeGreaterThan(account.local.clock.now() + 89 * 24 * HOUR);
  });
});

function newestVersion(account: Account): string | undefined {
  return account.local.personalize
    .snapshot()
    .filter(({ type }) => type === 'solutionVersion')
    .at(-1)?.arn;
}

async function servedVersion(account: Account): Promise<string> {
  const campaign = account.local.personalize.snapshot().find(({ type }) => type === 'campaign');
  const described = await account.call<{ campaign: { solutionVersionArn: string } }>(
    'personalize',
    'DescribeCampaign',
    { campaignArn: campaign?.arn },
  );
  return described.campaign.solutionVersionArn;
}
