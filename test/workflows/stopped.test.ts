import { ServiceError } from '../../emulator/core/service';
import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample, parameterFileOf, type Sample } from '../support/sample';
import { removeResource, withEdited } from './support/edited-stack';

const { openQuick, stackFile } = accounts();

/** Opens an account in which each step takes long enough to be found in progress. */
const open = () => openQuick(undefined, 150);

/** State machines of an upload's run, outermost first. */
const MACHINES = ['run', 'ensure-resources'];

/**
 * Lets time pass until an execution of the state machine is running.
 * @returns ARN of the execution
 */
async function waitForExecution(account: Account, machine: string): Promise<string> {
  for (let minutes = 0; minutes < 24 * 60; minutes += 1) {
    const [execution] = await account.executions(machine, 'RUNNING');
    if (execution !== undefined) return execution.executionArn;
    await account.passSeconds(60);
  }
  throw new Error(`No execution of ${machine} ran within a day.`);
}

async function stop(account: Account, executionArn: string): Promise<void> {
  await account.call('states', 'StopExecution', { executionArn, error: 'Stopped', cause: 'Manual stop.' });
}

const NOON = 'cron(0 12 * * ? *)';

/** All notifications, in the form for programs. */
function notifications({ local }: Account): readonly { readonly [member: string]: unknown }[] {
  return local.sns.messages().map(({ message }) => JSON.parse(message.lambda ?? '{}') as object as never);
}

/** Statuses of the events about the run. */
function statusesOf({ local }: Account, execution: string): readonly unknown[] {
  const own = local.events.events().filter(({ resources }) => resources[0] === execution);
  return own.map(({ detail }) => detail.Status);
}

/** Stops every run from now on as soon as it starts. @returns ARNs of the stopped executions, in the order of their starts */
function stopAtOnce(account: Account): readonly string[] {
  const stopped: string[] = [];
  account.local.stepFunctions.onEvent(({ kind, execution: { arn, stateMachine } }) => {
    if (kind !== 'executionStarted' || !stateMachine.name.endsWith('-run')) return;
    stopped.push(arn);
    void stop(account, arn);
  });
  return stopped;
}

/** Delays the writes of `begin-run` until after a stop has been handled. */
function delayBeginRun({ local }: Account, operation: 'PutItem' | 'UpdateItem'): void {
  local.aws.intercept(async ({ service, call, caller }, perform) => {
    const isSlow = caller.kind === 'role' && /begin-run/.test(caller.roleName) && call.operation === operation;
    if (service === 'dynamodb' && isSlow) await local.clock.sleep(10_000);
    return perform();
  });
}

const nameOf = (executionArn: string) => executionArn.split(':').at(-1);

/** A file with two tasks that are due at the same time: the trainings, or the batch jobs, of two solutions. */
function scheduled(tasks: string): Sample {
  const file = completeSample();
  for (const solution of file.solutions) {
    const { batchInferenceJobs = [], batchSegmentJobs = [] } = solution;
    if (tasks.startsWith('batch'))
      for (const job of [...batchInferenceJobs, ...batchSegmentJobs]) job.workflowConfig = { schedule: NOON };
    else solution.workflowConfig = { schedules: { full: NOON } };
  }
  return file;
}

/** State machine to stop, work in progress then, and seconds from the start until the stop. The simulation covers other moments. */
const MOMENTS = [
  ['run', 'datasets', 200],
  ['ensure-resources', 'imports', 500],
  ['run', 'trainings', 900],
  ['ensure-resources', 'campaigns', 1200],
] as const;

describe('an execution that an operator stops in the middle', () => {
  it.each(MOMENTS)(
    'leaves work that the next upload completes: state machine %s, during %s',
    async (machine, _work, seconds) => {
      // Prepare
      const account = await open();
      const file = completeSample();
      await account.upload(file);
      await account.passSeconds(seconds);
      const execution = await waitForExecution(account, machine);

      // Act
      await stop(account, execution);
      await account.settle();
      await account.runFile(file);

      // Assess
      const [first, second, ...others] = await account.runs();
      expect(others).toEqual([]);
      expect(first?.status).toBe('FAILED');
      expect(second?.status).toBe('SUCCEEDED');
      expect(await account.locks()).toEqual([]);
      expect(account.resources().filter((resource) => !resource.endsWith(' ACTIVE'))).toEqual([]);
      expect(account.counts()).toEqual({
        datasetGroup: 1,
        schema: 1,
        dataset: 1,
        datasetImportJob: 1,
        eventTracker: 1,
        filter: 1,
        metricAttribution: 1,
        solution: 2,
        solutionVersion: 2,
        campaign: 1,
        batchInferenceJob: 1,
        batchSegmentJob: 1,
      });
      for (const name of MACHINES) expect(await account.executions(name, 'RUNNING')).toEqual([]);
    },
  );

  it.each([
    ['run', 'trainings'],
    ['ensure-resources', 'batch jobs'],
  ])('does not block the next run of the task: state machine %s, during %s', async (machine, tasks) => {
    // Prepare
    const account = await open();
    await account.run(scheduled(tasks));
    await account.waitForHour(12);
    const execution = await waitForExecution(account, machine);

    // Act
    await stop(account, execution);
    await account.settle();
    await account.waitForHour(12);
    await account.settle();

    // Assess
    const days = new Map<string, string[]>();
    for (const { trigger, startedAt, status } of await account.runs()) {
      if (trigger === 'upload') continue;
      const day = startedAt.slice(0, 10);
      days.set(day, [...(days.get(day) ?? []), status]);
    }
    expect([...(days.get('2026-01-05') ?? [])].sort()).toEqual(['FAILED', 'SUCCEEDED']);
    expect(days.get('2026-01-06')).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await account.locks()).toEqual([]);
  });
});

describe('a run that is stopped', () => {
  it('is reported once, with what to do, and recorded as failed', async () => {
    // Prepare
    const account = await open();
    await account.upload(completeSample());
    const execution = await waitForExecution(account, 'run');

    // Act
    await stop(account, execution);
    await account.settle();

    // Assess
    expect(notifications(account)).toEqual([
      expect.objectContaining({
        datasetGroup: 'small',
        status: 'UPDATE FAILED',
        summary:
          "personalize-workflow of dataset group 'small' failed: The execution was stopped: Stopped: Manual stop.",
        description: expect.stringMatching(/RunStopped:[\s\S]*What to do: To run it again/),
        runId: nameOf(execution),
        execution,
      }),
    ]);
    const records = await account.runRecords();
    expect(records).toEqual([
      expect.objectContaining({
        status: { S: 'FAILED' },
        error: { S: 'RunStopped' },
        execution: { S: execution },
        finishedAt: { S: expect.stringMatching(/^2026-01-05T/) },
      }),
    ]);
    expect(statusesOf(account, execution)).toEqual(['STARTED', 'FAILED']);
  });

  it('is reported as stopped in the subject of the mail if its nested execution was stopped without a reason', async () => {
    // Prepare
    const account = await open();
    await account.upload(completeSample());
    const execution = await waitForExecution(account, 'ensure-resources');

    // Act
    await account.call('states', 'StopExecution', { executionArn: execution });
    await account.settle();

    // Assess
    expect(account.local.sns.messages()).toMatchObject([
      {
        subject: 'FAILED small: The execution was stopped; no reason was given. [personalize-run: Do the work...',
        message: { email: expect.stringContaining('RunStopped:\nThe execution was stopped; no reason was given.') },
      },
    ]);
    expect(account.local.sns.messages()[0]?.message.email).toContain(execution);
  });

  it('is reported once if its time limit is reached', async () => {
    // Prepare
    const account = await open();
    await account.upload(completeSample());
    const execution = await waitForExecution(account, 'run');

    // Act
    account.local.stepFunctions.timeOut(execution);
    await account.settle();

    // Assess
    expect(notifications(account)).toMatchObject([
      { status: 'UPDATE FAILED', summary: expect.stringContaining('failed: The execution timed out.') },
    ]);
  });

  it('is reported once if it was stopped before its start was recorded, and does not start afterwards', async () => {
    // Prepare
    const account = await open();
    const executions = stopAtOnce(account);
    delayBeginRun(account, 'PutItem');
    await account.put(parameterFileOf(completeSample()));

    // Act
    await account.settle();

    // Assess
    const [execution = ''] = executions;
    expect(notifications(account)).toMatchObject([{ status: 'UPDATE FAILED', execution }]);
    expect((await account.runRecords()).map(({ status }) => status?.S)).toEqual(['FAILED']);
    expect(statusesOf(account, execution)).toEqual(['FAILED']);
  });

  it('does not leave its task marked as running if its stop is handled before the mark is written', async () => {
    // Prepare
    const account = await open();
    await account.run(scheduled('trainings'));
    const executions = stopAtOnce(account);
    delayBeginRun(account, 'UpdateItem');

    // Act
    await account.waitForHour(12);
    await account.passSeconds(120);

    // Assess
    expect(executions).toHaveLength(2);
    expect((await account.tasks()).filter(({ running }) => running !== undefined)).toEqual([]);
    for (const execution of executions) expect(statusesOf(account, execution)).toEqual(['FAILED']);
  });

  it('is not reported again if it was reported before the stop', async () => {
    // Prepare
    const account = await openQuick();
    const { local } = account;
    const executions: string[] = [];
    local.stepFunctions.onEvent((event) => {
      // The notification has been sent, but the execution has not succeeded yet.
      if (event.kind !== 'stateEntered' || event.state !== 'Did the run succeed?') return;
      executions.push(event.execution.arn);
      void stop(account, event.execution.arn);
    });

    // Act
    await account.run(completeSample());

    // Assess
    const [execution = ''] = executions;
    expect(await account.call('states', 'DescribeExecution', { executionArn: execution })).toMatchObject({
      status: 'ABORTED',
    });
    expect(notifications(account).map(({ status }) => status)).toEqual(['UPDATE COMPLETE']);
    expect((await account.runRecords()).map(({ status }) => status?.S)).toEqual(['SUCCEEDED']);
  });

  it('is reported with its result if this result was recorded just before the stop', async () => {
    // Prepare
    const account = await openQuick();
    const { local } = account;
    let stops = 0;
    local.aws.intercept(async ({ service, call: { operation }, caller }, perform) => {
      const isEnd = caller.kind === 'role' && /end-run/.test(caller.roleName) && operation === 'PutEvents';
      if (service !== 'events' || !isEnd || stops > 0) return perform();
      stops += 1;
      await stop(account, await waitForExecution(account, 'run'));
      throw new ServiceError('ValidationException', 'The call that ends the function.');
    });

    // Act
    await account.run(completeSample());

    // Assess
    expect(stops).toBe(1);
    expect(notifications(account).map(({ status }) => status)).toEqual(['UPDATE COMPLETE']);
    const [record] = await account.runRecords();
    expect(statusesOf(account, record?.execution?.S ?? '')).toEqual(['STARTED', 'SUCCEEDED']);
    expect((await account.runRecords()).map(({ status }) => status?.S)).toEqual(['SUCCEEDED']);
  });

  it('does not leave its task marked as running', async () => {
    // Prepare
    const account = await open();
    await account.run(scheduled('trainings'));
    await account.waitForHour(12);
    const execution = await waitForExecution(account, 'run');

    // Act
    await stop(account, execution);
    await account.settle();

    // Assess
    const [task] = await account.tasks();
    expect(task).toHaveProperty('lastFinishedAt');
    expect(task).not.toHaveProperty('running');
    const ofTask = notifications(account).filter(({ runId }) => runId === nameOf(execution));
    expect(ofTask).toMatchObject([
      {
        status: 'UPDATE FAILED',
        summary: expect.stringMatching(/^solution-maintenance of dataset group 'small' failed/),
        description: expect.stringContaining('Parameter file: s3://'),
      },
    ]);
  });

  it.each([
    ['aws_cloudwatch_event_target', 'stopped_runs_target', /is ABORTED, .* no notification was sent: no rule/],
    ['aws_lambda_permission', 'stopped_runs_permission', /not authorized to perform: lambda:InvokeFunction/],
  ])(
    'sends no notification if the stack has no %s for stopped runs, and the local AWS reports why',
    async (type, name, expected) => {
      await withEdited(
        stackFile,
        (json) => removeResource(json, type, name),
        async (file) => {
          // Prepare
          const account = await Account.open(file);
          await account.upload(completeSample());
          const execution = await waitForExecution(account, 'run');

          // Act
          await stop(account, execution);
          await account.settle();

          // Assess
          expect(notifications(account)).toEqual([]);
          const errors = (await account.runs()).map(({ status, error }) => `${status} ${error}`);
          expect(errors.join('\n')).toMatch(expected);
        },
      );
    },
  );

  it('cannot be reported without the rule for stopped runs, so a stack without this rule does not load', async () => {
    const opened = withEdited(
      stackFile,
      (json) => removeResource(json, 'aws_cloudwatch_event_rule', 'stopped_runs_rule'),
      (file) => Account.open(file),
    );
    await expect(opened).rejects.toThrow('aws_cloudwatch_event_rule.stopped_runs_rule');
  });
});
