import { ServiceError } from '../../emulator/core/service';
import { type Account, SCHEDULE_GROUP } from '../support/account';
import { accounts } from '../support/accounts';
import { dataOf, parameterFileOf, type Sample, sample, segmentSolution } from '../support/sample';

const { openQuick } = accounts();

const IMPORT = 'personalize-dataset-import-small';
const FULL = 'solution-maintenance-full-small-solution';
const UPDATE = 'solution-maintenance-update-small-solution';
const BATCH = 'batch-inference-small-solution';

const DAY = 24 * 3_600_000;

interface Schedule {
  readonly Name: string;
  readonly GroupName: string;
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone: string;
  readonly FlexibleTimeWindow: { readonly Mode: string; readonly MaximumWindowInMinutes?: number };
  readonly State: string;
  readonly Target: Readonly<Record<string, unknown>>;
  readonly StartDate?: Date;
}

/** A sample with schedules of imports, full trainings, updates and batch inference jobs. */
function scheduled(): Sample {
  const file = sample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 */6 * * ? *)' } };
  const [solution] = file.solutions;
  if (solution) {
    solution.workflowConfig = {
      schedules: {
        full: { expression: 'cron(0 2 ? * MON *)', timezone: 'Europe/Berlin' },
        update: { expression: 'rate(1 day)', flexibleTimeWindowMinutes: 30 },
      },
    };
    solution.batchInferenceJobs = [{ serviceConfig: {}, workflowConfig: { schedule: 'cron(0 3 * * ? *)' } }];
  }
  return file;
}

function setFull(file: Sample, full: unknown): void {
  const schedules = file.solutions[0]?.workflowConfig?.schedules;
  if (schedules) schedules.full = full;
}

function get(account: Account, name: string): Promise<Schedule> {
  return account.call('scheduler', 'GetSchedule', { Name: name, GroupName: SCHEDULE_GROUP });
}

/** Lets time pass beyond the nightly reconciliation, which may start up to half an hour late. */
async function reconcile(account: Account): Promise<void> {
  await account.waitForHour(5);
  await account.settle();
}

describe('schedules', () => {
  it('are exactly those of the file after an upload', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.run(scheduled());

    // Assess
    expect(await account.scheduleNames()).toEqual([BATCH, IMPORT, FULL, UPDATE]);
    expect(await get(account, FULL)).toMatchObject({
      ScheduleExpression: 'cron(0 2 ? * MON *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
      Target: {
        Arn: account.local.names.runStateMachineArn,
        DeadLetterConfig: { Arn: account.local.aws.arn('sqs', 'personalize-schedule-dead-letters') },
        RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 185 },
      },
    });
    expect(await get(account, UPDATE)).toMatchObject({
      ScheduleExpression: 'rate(1 day)',
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 30 },
    });
    expect((await account.tasks()).map(({ item }) => item?.S)).toEqual(
      [BATCH, IMPORT, FULL, UPDATE].map((name) => `task#${name}`),
    );
  });

  it('are exactly those of an edited file that adds, changes and removes schedules, and sets one to "delete"', async () => {
    // Prepare
    const account = await openQuick();
    const file = scheduled();
    await account.run(file);
    const untouched = await get(account, IMPORT);

    // Act
    const [solution] = file.solutions;
    setFull(file, 'cron(30 4 ? * SUN *)');
    if (solution?.workflowConfig?.schedules) solution.workflowConfig.schedules.update = 'delete';
    delete solution?.batchInferenceJobs;
    file.solutions.push({
      ...structuredClone(sample('next').solutions[0] ?? { serviceConfig: { name: '', recipeArn: '' } }),
      workflowConfig: { schedules: { full: 'cron(0 5 ? * TUE *)' } },
    });
    await account.runFile(file);

    // Assess
    expect(await account.scheduleNames()).toEqual([IMPORT, 'solution-maintenance-full-next-solution', FULL]);
    expect(await get(account, FULL)).toMatchObject({
      ScheduleExpression: 'cron(30 4 ? * SUN *)',
      ScheduleExpressionTimezone: 'UTC',
    });
    expect(await get(account, IMPORT)).toEqual(untouched);
    expect((await account.tasks()).map(({ item }) => item?.S)).toEqual([
      `task#${IMPORT}`,
      'task#solution-maintenance-full-next-solution',
      `task#${FULL}`,
    ]);
  });

  it('are not removed by uploads of another dataset group', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled());

    // Act
    await account.run(sample('other'));

    // Assess
    expect(await account.scheduleNames()).toEqual([BATCH, IMPORT, FULL, UPDATE]);
  });

  it('are set even if a resource fails, so that maintenance continues', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });

    // Act
    await account.run(scheduled());

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    expect(await account.scheduleNames()).toEqual([BATCH, IMPORT, FULL, UPDATE]);
  });

  it('are set once the resource that they maintain is deployed, even if the upload has not ended', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('batchInferenceJob', 4 * 3600);
    account.local.personalize.setDuration('batchSegmentJob', 12 * 3600);
    const file = scheduled();
    setFull(file, 'cron(0 2 * * ? *)');
    file.solutions.push(segmentSolution('small-segments'));

    // Act
    await account.upload(file);
    await account.passSeconds(3.5 * 3600);
    const duringBatchJob = await account.scheduleNames();
    await account.passSeconds(5 * 3600);

    // Assess
    expect(duringBatchJob).toEqual([IMPORT]);
    expect(await account.scheduleNames()).toEqual([BATCH, IMPORT, FULL, UPDATE]);
    expect(account.named('batchInferenceJob')).toHaveLength(1);
    expect((await account.runs()).map(({ trigger, status }) => [trigger, status])).toEqual([
      ['upload', 'RUNNING'],
      [IMPORT, 'UNCHANGED'],
    ]);
  });

  it('of a solution with a failed campaign are set only when the whole upload has ended', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });
    account.local.personalize.setDuration('batchSegmentJob', 4 * 3600);
    const file = scheduled();
    file.solutions.push(segmentSolution('small-segments'));

    // Act
    await account.upload(file);
    await account.passSeconds(2 * 3600);
    const afterFailure = account.resources().includes('campaign small-campaign CREATE FAILED');
    const duringBatchJob = await account.scheduleNames();
    await account.passSeconds(3 * 3600);

    // Assess
    expect([afterFailure, duringBatchJob]).toEqual([true, [IMPORT]]);
    expect((await account.runs())[0]?.status).toBe('FAILED');
    expect(await account.scheduleNames()).toEqual([BATCH, IMPORT, FULL, UPDATE]);
  });

  it('of a solution are not set by the nightly reconciliation while its first training is in progress', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('solutionVersion', 30 * 3600);
    const file = scheduled();
    setFull(file, 'rate(6 hours)');

    // Act
    await account.upload(file);
    await account.passSeconds(24 * 3600);
    const atNight = await account.scheduleNames();
    await account.passSeconds(8 * 3600);

    // Assess
    expect(atNight).toEqual([IMPORT]);
    expect(account.count('solutionVersion')).toBe(1);
    expect(await account.scheduleNames()).toEqual([BATCH, IMPORT, FULL, UPDATE]);
  });

  it('of trainings and batch jobs are not set before data are imported', async () => {
    // Prepare
    const account = await openQuick();
    const file = scheduled();
    setFull(file, 'cron(0 2 * * ? *)');

    // Act
    await account.runFile(file);
    const withoutData = await account.scheduleNames();
    await account.passHours(30);
    const nextDay = await account.scheduleNames();
    const failed = (await account.runs()).filter(({ trigger }) => trigger !== IMPORT);
    await account.put(dataOf(file));
    await account.passHours(7);

    // Assess
    expect([withoutData, nextDay]).toEqual([[IMPORT], [IMPORT]]);
    expect(failed).toHaveLength(1);
    expect(await account.scheduleNames()).toEqual([BATCH, IMPORT, FULL, UPDATE]);
  });

  it('have names of at most 64 characters; a longer name is cut, and ends in a hash of the whole name', async () => {
    // Prepare
    const account = await openQuick();
    const file = scheduled();
    const [solution] = file.solutions;
    if (solution) solution.serviceConfig.name = 'a-solution-with-a-very-long-name-of-its-own-to-be-cut';

    // Act
    await account.run(file);

    // Assess
    const names = await account.scheduleNames();
    expect(names).toHaveLength(4);
    expect(new Set(names).size).toBe(4);
    expect(names.every((name) => name.length <= 64)).toBe(true);
    expect(
      names.filter((name) => /^solution-maintenance-(full|update)-a-solution-.*-[0-9a-f]{8}$/.test(name)),
    ).toHaveLength(2);
  });

  it('that left the file are deleted even if Scheduler refuses the deletion until their run in progress has ended', async () => {
    // Prepare: a training that begins at 10:00 and takes two hours
    const account = await openQuick();
    const file = sample();
    for (const solution of file.solutions) solution.workflowConfig = { schedules: { full: 'cron(0 10 * * ? *)' } };
    await account.run(file);
    account.local.personalize.setDuration('solutionVersion', 7200);
    await account.waitForHour(10);
    await account.passSeconds(3600);
    let isRefusing = true;
    account.local.aws.intercept(({ call }, perform) => {
      if (isRefusing && call.operation === 'DeleteSchedule')
        throw new ServiceError('InternalServerException', 'Try again.', 500);
      return perform();
    });

    // Act
    await account.upload(sample());
    await account.passSeconds(2 * 3600);
    const ends = (await account.runs()).map(({ trigger, status }) => [trigger, status]);
    isRefusing = false;
    await account.passSeconds(3600);

    // Assess
    expect(ends).toContainEqual([FULL, 'SUCCEEDED']);
    expect(await account.scheduleNames()).toEqual([]);
  });

  it('are set again by the next upload if an operator deleted them', async () => {
    // Prepare
    const account = await openQuick();
    const file = scheduled();
    await account.run(file);
    for (const name of await account.scheduleNames()) {
      await account.call('scheduler', 'DeleteSchedule', { Name: name, GroupName: SCHEDULE_GROUP });
    }

    // Act
    await account.put(parameterFileOf(file));
    await account.settle();

    // Assess
    expect(await account.scheduleNames()).toEqual([BATCH, IMPORT, FULL, UPDATE]);
  });
});

describe('the nightly reconciliation', () => {
  it('keeps a schedule that an upload sets meanwhile', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const file = sample();
    file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 12 * * ? *)' } };
    let isUploaded = false;
    account.local.aws.intercept(async ({ call: { operation }, caller }, perform) => {
      const isNightly = caller.kind === 'role' && /reconcile/.test(caller.roleName);
      if (operation !== 'ListSchedules' || !isNightly || isUploaded) return perform();
      isUploaded = true;
      await account.put(parameterFileOf(file));
      await account.local.clock.sleep(10_000);
      return perform();
    });

    // Act
    await reconcile(account);

    // Assess
    expect(isUploaded).toBe(true);
    expect(await account.scheduleNames()).toEqual([IMPORT]);
  });

  it('restores a schedule that an operator deleted', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled());
    const before = await get(account, FULL);
    await account.call('scheduler', 'DeleteSchedule', { Name: FULL, GroupName: SCHEDULE_GROUP });

    // Act
    await reconcile(account);

    // Assess
    expect(await account.scheduleNames()).toContain(FULL);
    expect(withoutTimes(await get(account, FULL))).toEqual(withoutTimes(before));
  });

  it('removes schedules that an operator added to the group of the tasks, and no others', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled());
    const { Target: target } = await get(account, FULL);
    const manual = {
      Name: 'by-hand',
      ScheduleExpression: 'rate(7 days)',
      StartDate: new Date(account.local.clock.now() + 30 * 24 * 3_600_000),
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: target,
    };
    await account.call('scheduler', 'CreateSchedule', { ...manual, GroupName: SCHEDULE_GROUP });

    // Act
    await reconcile(account);

    // Assess
    expect(await account.scheduleNames()).toEqual([BATCH, IMPORT, FULL, UPDATE]);
    const { Schedules: others } = await account.call<{ Schedules: { Name: string }[] }>('scheduler', 'ListSchedules', {
      GroupName: 'personalize-reconciliation',
    });
    expect(others.map(({ Name }) => Name)).toEqual([
      'personalize-reconcile-deployment',
      'personalize-report-idle-capacity',
    ]);
  });

  it('corrects a schedule that an operator edited', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled());
    const before = await get(account, BATCH);
    await account.call('scheduler', 'UpdateSchedule', {
      Name: BATCH,
      GroupName: SCHEDULE_GROUP,
      ScheduleExpression: 'cron(0 0 1 1 ? 2099)',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 },
      State: 'DISABLED',
      Target: { Arn: before.Target.Arn, RoleArn: before.Target.RoleArn, Input: '{}' },
    });

    // Act
    await reconcile(account);

    // Assess
    expect(withoutTimes(await get(account, BATCH))).toEqual(withoutTimes(before));
  });

  it('keeps a task inactive that an operator deactivates while the reconciliation reads the tasks', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled());
    let isNight = false;
    let isDeactivated = false;
    account.local.aws.intercept(async ({ call, caller }, perform) => {
      const found = await perform();
      const isOwn = JSON.stringify(caller).includes('-reconcile-deployment-lambda') && call.operation === 'Query';
      const query = JSON.stringify(call.input);
      isNight ||= isOwn && query.includes('#dataset-groups');
      if (isOwn && isNight && !isDeactivated && query.includes('"task#"')) {
        isDeactivated = true;
        await account.call('dynamodb', 'UpdateItem', {
          TableName: 'personalize-record',
          UpdateExpression: 'SET #state = :state',
          Key: { datasetGroup: { S: 'small' }, item: { S: `task#${FULL}` } },
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': { S: 'DISABLED' } },
        });
      }
      return found;
    });

    // Act
    await reconcile(account);

    // Assess
    expect(isDeactivated).toBe(true);
    expect((await get(account, FULL)).State).toBe('DISABLED');
  });

  it('keeps the rhythm of a schedule with a rate, even if it corrects the schedule every night', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    file.datasetGroup.workflowConfig = { schedules: { import: 'rate(1 day)' } };
    await account.run(file);

    // Act
    for (let day = 0; day < 4; day += 1) {
      await account.waitForHour(1);
      const { Name, GroupName, FlexibleTimeWindow, ScheduleExpression, ...before } = await get(account, IMPORT);
      // Scheduler refuses a start in the past, so the operator must give the next start.
      const start = before.StartDate?.getTime() ?? 0;
      const StartDate = new Date(start < account.local.clock.now() ? start + DAY : start);
      await account.call('scheduler', 'UpdateSchedule', {
        Name,
        GroupName,
        FlexibleTimeWindow,
        ScheduleExpression,
        StartDate,
        Target: { ...before.Target, Input: '{}' },
      });
      await reconcile(account);
    }

    // Assess
    const runs = (await account.runs()).filter(({ trigger }) => trigger === IMPORT);
    expect(runs).toHaveLength(3);
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['UNCHANGED']));
  });
});

function withoutTimes({ Name, ...schedule }: Schedule) {
  const { ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, State, Target } = schedule;
  return { Name, ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, State, Target };
}
