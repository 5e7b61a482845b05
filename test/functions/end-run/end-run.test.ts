import type { Logger } from '@aws-lambda-powertools/logger';
import { type EndRunServices, endRun } from '../../../functions/end-run/end-run';
import type { EndRunEvent } from '../../../functions/end-run/run-end';
import { recordsOf } from '../../../functions/shared/records';
import type { Lock } from '../../../lib/record-table/locks';
import type { ItemProgress } from '../../../lib/record-table/progress';
import type { RunRequest } from '../../../lib/record-table/run-request';
import { recordTable } from '../../support/record-table';

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:personalize-run:own';
const EXECUTION = { Id: ARN, Name: 'own', StartTime: '2026-01-05T03:00:00.000Z' };
const REQUEST: RunRequest = {
  datasetGroup: 'small',
  workflow: 'dataset-import',
  trigger: 'retry',
  file: { bucket: 'data', key: 'train/small/config.json', versionId: 'v1' },
};
const DELETION: RunRequest = { ...REQUEST, workflow: 'data-deletion', trigger: 'deletion' };
const UPLOAD: RunRequest = { ...REQUEST, workflow: 'personalize-workflow', trigger: 'upload' };
const TASK = {
  name: 'personalize-dataset-import-small',
  workflow: 'dataset-import',
  input: {},
  expression: 'rate(1 day)',
} as const;
const LOCK: Lock = { datasetGroup: 'small', item: 'lock#data', mode: 'EXCLUSIVE' };
const CREATED = { type: 'datasetImportJob', resource: 'import', arn: 'arn:import', result: 'CREATED' } as const;
const STOPPED = { error: 'RunStopped', cause: 'The execution was stopped; no reason was given.' };

/** A run that is recorded as begun and holds a lock. `end` and `stop` call the function for the end or the stop of the run. */
async function prepare(request: RunRequest = REQUEST, changes: Partial<EndRunServices> = {}) {
  const { table } = await recordTable();
  const [count, put, notify, removeCopy] = [jest.fn(), jest.fn(), jest.fn(), jest.fn()];
  const logger = { info: jest.fn(), warn: jest.fn(), error: jest.fn(), resetKeys: jest.fn(), appendKeys: jest.fn() };
  const records = recordsOf(table, 30, { isRunning: async () => true });
  const { keys, runs, locks, history } = records;
  const services = {
    ...records,
    count,
    notify,
    removeCopy,
    bus: { put },
    notifyOn: 'all',
    logger: logger as unknown as Logger,
  };
  const run = await keys.keyOf(request, EXECUTION);
  await runs.begin(run, request, EXECUTION);
  await locks.acquire(LOCK, { holder: { run: ARN, execution: 'arn:work' }, now: new Date(), retryInSeconds: 5 });
  const execution = { ...EXECUTION, Input: request };
  const end = (how: EndRunEvent['end'] = {}, task = '') =>
    endRun({ begun: { run, request, task }, execution, end: how }, 'request-1', { ...services, ...changes });
  const stop = (requestId = 'request-1') => {
    const detail = {
      executionArn: ARN,
      name: 'own',
      status: 'ABORTED',
      startDate: Date.parse(EXECUTION.StartTime),
    } as const;
    const event = { source: 'aws.states', detail: { ...detail, input: JSON.stringify(request) } } as const;
    return endRun(event, requestId, { ...services, ...changes });
  };
  const recorded = async () => {
    for await (const [newest] of history.pages('small')) return newest;
    return undefined;
  };
  const isLocked = async () => (await locks.holderOf(LOCK, ARN)) !== undefined;
  /** Returns the result in each mail, also in a mail that the topic refused. */
  const mails = () => notify.mock.calls.map(([{ result }]) => result);
  const events = () => put.mock.calls.map(([{ detail }]) => detail.Status);
  const counted = () => count.mock.calls.map(([name]) => name);
  return { ...services, table, run, end, stop, recorded, isLocked, mails, events, counted, log: logger };
}

type World = Awaited<ReturnType<typeof prepare>>;

/** Records that the run has created a resource. */
function create({ results }: World) {
  return results.write({ datasetGroup: 'small', runId: 'own', pointer: '/datasets/0' }, CREATED, new Date());
}

describe('the end of a run', () => {
  it('is recorded, published, reported and counted, and its locks are released', async () => {
    // Prepare
    const world = await prepare();
    await create(world);

    // Act
    const answer = await world.end();

    // Assess
    expect(answer).toEqual({ status: 'SUCCEEDED' });
    expect(await world.recorded()).toMatchObject({ id: 'own', status: 'SUCCEEDED' });
    expect([world.mails(), world.events(), world.counted()]).toEqual([['COMPLETE'], ['SUCCEEDED'], ['JobSuccess']]);
    expect(await world.isLocked()).toBe(false);
  });

  it('is recorded as UNCHANGED, with the reason as its note, if there was nothing to do', async () => {
    // Prepare
    const { end, recorded, events, counted } = await prepare();

    // Act
    const answer = await end();

    // Assess
    expect(answer).toEqual({ status: 'UNCHANGED' });
    expect(await recorded()).toMatchObject({ status: 'UNCHANGED', note: 'No csv has changed since its last import.' });
    expect([events(), counted()]).toEqual([['SUCCEEDED'], ['JobUnchanged']]);
  });

  it('is recorded, published, reported and counted as a failure if the run failed', async () => {
    // Prepare
    const { end, recorded, mails, events, counted } = await prepare();

    // Act
    const answer = await end({ error: 'ResourceFailed', cause: 'no capacity', step: 'Do the work' });

    // Assess
    const failure = { error: 'ResourceFailed', cause: 'no capacity [personalize-run: Do the work]' };
    expect(answer).toEqual(failure);
    expect(await recorded()).toMatchObject({ status: 'FAILED', ...failure });
    expect([mails(), events(), counted()]).toEqual([['FAILED'], ['FAILED'], ['JobFailure']]);
  });

  it.each([
    [
      'marks refusals of data as notified if the run failed by itself',
      { error: 'ResourceFailed', cause: 'no capacity' },
      true,
    ],
    ['does not mark refusals of data as notified if the run was stopped', STOPPED, false],
    [
      'does not mark refusals of data as notified if the run timed out',
      { error: 'RunTimedOut', cause: 'The execution timed out.' },
      false,
    ],
  ])('%s', async (_, failure, isNotified) => {
    // Prepare
    const { refusals, end } = await prepare();
    await refusals.record('small', 'items', 'fingerprint', 'own');

    // Act
    await end(failure);

    // Assess
    expect(await refusals.wasNotified('small', 'items', 'fingerprint')).toBe(isNotified);
  });

  it('is reported once, even if the function is called again', async () => {
    // Prepare
    const { end, mails, events } = await prepare();
    await end();

    // Act
    const again = await end();

    // Assess
    expect(again).toEqual({ status: 'UNCHANGED' });
    expect([mails(), events()]).toEqual([['COMPLETE'], ['SUCCEEDED']]);
  });

  it('is reported again by the next call of the function if the topic refused the first message', async () => {
    // Prepare
    const world = await prepare();
    world.notify.mockRejectedValueOnce(new Error('SNS is down'));
    await expect(world.end()).rejects.toThrow('SNS is down');

    // Act
    await world.end();

    // Assess
    expect(world.mails()).toHaveLength(2);
    expect(world.counted()).toEqual(['JobUnchanged']);
  });

  it('is recorded and published without a mail if only failures are reported', async () => {
    // Prepare
    const { end, recorded, mails, events } = await prepare(REQUEST, { notifyOn: 'failures' });

    // Act
    await end();

    // Assess
    expect(await recorded()).toMatchObject({ status: 'UNCHANGED' });
    expect([mails(), events()]).toEqual([[], ['SUCCEEDED']]);
  });

  it("lets the task's next run begin", async () => {
    // Prepare
    const { end, tasks, table } = await prepare();
    await tasks.replace('small', [], [TASK]);
    const task = { ...TASK, datasetGroup: 'small', state: 'ENABLED' } as const;
    await table.write(tasks.starting(task, ARN, new Date()));

    // Act
    await end({}, TASK.name);

    // Assess
    const ended = await tasks.find('small', TASK.name);
    expect(ended).toMatchObject({ lastFinishedAt: expect.any(String) });
    expect(ended?.running).toBeUndefined();
  });

  it('is recorded before the locks of the run are released, so that a function still at work begins nothing more', async () => {
    // Prepare
    const { end, recorded, locks } = await prepare();
    const statuses: unknown[] = [];
    jest.spyOn(locks, 'releaseAll').mockImplementation(async () => void statuses.push((await recorded())?.status));

    // Act
    await end();

    // Assess
    expect(statuses).toEqual(['UNCHANGED']);
  });

  it.each(['ABORTED', 'TIMED_OUT'])('releases no locks if the execution of ensure-resources is %s', async (status) => {
    // Prepare
    const { end, isLocked, recorded, mails } = await prepare();
    const cause = JSON.stringify({ ExecutionArn: ARN.replace('run', 'ensure-resources'), Status: status });

    // Act
    await end({ error: 'States.TaskFailed', cause, step: 'Do the work' });

    // Assess
    expect(await isLocked()).toBe(true);
    expect(await recorded()).toMatchObject({ status: 'FAILED' });
    expect(mails()).toEqual(['FAILED']);
  });

  it('is recorded even if the locks of the run cannot be released, and this error is logged', async () => {
    // Prepare
    const { end, recorded, log, locks } = await prepare();
    jest.spyOn(locks, 'releaseAll').mockRejectedValue(new Error('AccessDenied'));

    // Act
    await end();

    // Assess
    expect(await recorded()).toMatchObject({ status: 'UNCHANGED' });
    expect(log.error).toHaveBeenCalledWith('Could not release the locks', expect.any(Error));
  });
});

describe('the stop of a run', () => {
  it('is recorded and reported as a failure, and the run keeps its locks', async () => {
    // Prepare
    const { stop, recorded, mails, events, isLocked } = await prepare();

    // Act
    const answer = await stop();

    // Assess
    expect(answer).toEqual(STOPPED);
    expect(await recorded()).toMatchObject({ status: 'FAILED', ...STOPPED });
    expect([mails(), events()]).toEqual([['FAILED'], ['FAILED']]);
    expect(await isLocked()).toBe(true);
  });

  it.each([
    ['after the run has ended by itself', async ({ end }: World) => void (await end())],
    ['a second time when its event is delivered again', async ({ stop }: World) => void (await stop('request-0'))],
  ])('is not reported %s', async (_, before) => {
    // Prepare
    const world = await prepare();
    await before(world);
    const mails = world.mails();

    // Act
    await world.stop();

    // Assess
    expect(world.mails()).toEqual(mails);
  });

  it('is not reported while the run may still send its own notification: the function throws, so that the event is delivered again', async () => {
    // Prepare
    const world = await prepare();
    world.notify.mockRejectedValueOnce(new Error('The function has died'));
    await world.end().catch(() => undefined);

    // Act and assess
    await expect(world.stop()).rejects.toMatchObject({ name: 'StillNotifying' });
    expect(world.mails()).toHaveLength(1);
  });

  it('prevents a function still at work from recording decisions on versions', async () => {
    // Prepare
    const request: RunRequest = { ...REQUEST, workflow: 'solution-maintenance', solution: 'top' };
    const { stop, decisions } = await prepare(request);
    const at = EXECUTION.StartTime;
    const decision = {
      solution: 'top',
      version: 'arn:top/1',
      createdAt: at,
      decision: 'HELD',
      metrics: {},
      verdicts: [],
    } as const;

    // Act
    await stop();

    // Assess
    const late = { ...decision, decidedBy: 'rules', decidedAt: at, run: 'own' };
    await expect(decisions.record('small', [late], { decidedUpTo: at, revision: 0 })).rejects.toMatchObject({
      name: 'DecisionsClosed',
    });
  });
});

const READY: ItemProgress = { status: 'READY' };
const failed = (name: string): ItemProgress => ({ status: 'FAILED', failure: { name, message: 'x' } });

describe('the end of an upload', () => {
  it.each([
    ['a refused file as a failure', failed('ResourceConflict'), ['ConfigurationsProcessedFailures']],
    ['a file in force as a success, even if a resource failed', READY, ['ConfigurationsProcessedSuccesses']],
    ['a superseded file as neither success nor failure', failed('Superseded'), []],
    ['a file that still waited at the end of its run as neither success nor failure', { status: 'OPEN' } as const, []],
  ])('counts %s', async (_, file, expected) => {
    // Prepare
    const { end, counted, progress } = await prepare(UPLOAD);
    await progress.write({ datasetGroup: 'small', run: 'own', id: 'file' }, file, undefined, new Date());

    // Act
    await end({ error: 'ResourceFailed', cause: 'x' });

    // Assess
    expect(counted()).toEqual(['JobFailure', ...expected]);
  });

  it('names the versions that the upload superseded, if the upload was stopped while it waited', async () => {
    // Prepare
    const { stop, recorded, waitingUploads, progress } = await prepare(UPLOAD);
    const waiting = { ...UPLOAD.file, sequencer: '0C', execution: ARN, superseded: ['v0'] };
    await progress.write({ datasetGroup: 'small', run: 'own', id: 'file' }, { status: 'OPEN' }, undefined, new Date());
    await waitingUploads.put('small', waiting, new Date());

    // Act
    await stop();
    await stop();

    // Assess
    const line = 'This upload superseded version v0, whose run changed nothing.';
    expect((await recorded())?.cause).toBe(`${STOPPED.cause}\n${line}`);
    expect(await waitingUploads.find('small', undefined)).toBeUndefined();
  });

  it('counts no file if the run was stopped before its work began', async () => {
    // Prepare
    const { stop, counted } = await prepare(UPLOAD);

    // Act
    await stop();

    // Assess
    expect(counted()).toEqual(['JobFailure']);
  });
});

describe('the end of a deletion of users', () => {
  it.each<readonly [string, EndRunEvent['end'], string, string]>([
    ['that succeeded', {}, 'COMPLETED', 'DeletionsCompleted'],
    ['that failed', { error: 'ResourceFailed', cause: 'no' }, 'FAILED', 'DeletionsFailed'],
  ])('%s is counted, and the copy of its csv is removed', async (_, how, status, metric) => {
    // Prepare
    const { end, deletions, removeCopy, counted } = await prepare(DELETION);
    const asked = {
      file: 's3://data/delete/small/a.csv',
      fileVersion: 'v1',
      users: 1,
      requestedAt: EXECUTION.StartTime,
    };
    await deletions.request({ datasetGroup: 'small', run: 'own', ...asked });
    if (how.error === undefined) await deletions.update('small', 'own', { status: 'COMPLETED' });

    // Act
    await end(how);

    // Assess
    expect(await deletions.find('small', 'own')).toMatchObject({ status });
    expect(removeCopy.mock.calls).toEqual([[expect.stringContaining('own')]]);
    expect(counted()).toContain(metric);
  });
});
