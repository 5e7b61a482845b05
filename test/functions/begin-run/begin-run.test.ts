import type { Logger } from '@aws-lambda-powertools/logger';
import { beginRun } from '../../../functions/begin-run/begin-run';
import { recordsOf } from '../../../functions/shared/records';
import type { RunInput, RunRequest } from '../../../lib/record-table/run-request';
import { TaskRuns } from '../../../lib/record-table/task-runs';
import { putInForce, recordTable } from '../../support/record-table';

const FILE = { bucket: 'data', key: 'train/small/config.json', versionId: 'v1' };
const NEWER = { ...FILE, versionId: 'v2', sequencer: '0B' };
const RETRY: RunRequest = { datasetGroup: 'small', workflow: 'dataset-import', trigger: 'retry', file: FILE };
const PROMOTION: RunRequest = { ...RETRY, workflow: 'solution-promotion', trigger: 'promotion', solution: 'top' };
const TASK = 'solution-maintenance-full-top';
const SCHEDULED = { datasetGroup: 'small', task: TASK, scheduledTime: '2026-01-05T03:00:00Z' };

type World = Awaited<ReturnType<typeof prepare>>;

const DESIRED = {
  name: TASK,
  workflow: 'solution-maintenance',
  input: { solution: 'top' },
  expression: 'rate(1 day)',
} as const;
const TASK_ITEM = { ...DESIRED, datasetGroup: 'small', state: 'ENABLED' } as const;

/** A deployment with a file in force that has one task, the training of the solution `top`. */
async function prepare() {
  const { table } = await recordTable();
  const running = new Set<string>();
  const executions = { isRunning: async (arn: string) => running.has(arn) };
  const records = recordsOf(table, 30, executions);
  const { runs, tasks, history } = records;
  const [count, put] = [jest.fn(), jest.fn()];
  const logger = { info: jest.fn(), warn: jest.fn(), resetKeys: jest.fn(), appendKeys: jest.fn() };
  const services = {
    ...records,
    count,
    bus: { put },
    logger: logger as unknown as Logger,
    taskRuns: new TaskRuns(table, runs, tasks, executions),
  };
  await putInForce(table, 'small', NEWER, [TASK]);
  await tasks.replace('small', [], [DESIRED]);
  const begin = (input: RunInput, name = 'own') => {
    running.add(arnOf(name));
    return beginRun({ input, execution: executionOf(name) }, services);
  };
  const recorded = async () => {
    for await (const page of history.pages('small')) return page;
    return [];
  };
  /** Returns the statuses of the published events. */
  const events = () => put.mock.calls.map(([{ detail }]) => detail.Status);
  return { ...services, begin, recorded, events, running, table, log: logger };
}

function arnOf(name: string): string {
  return `arn:aws:states:us-east-1:123456789012:execution:run:${name}`;
}

function executionOf(name: string) {
  return { Id: arnOf(name), Name: name, StartTime: '2026-01-05T03:00:10.000Z' };
}

describe('a requested run', () => {
  it('begins as requested, and is recorded and published', async () => {
    // Prepare
    const { begin, recorded, events, count } = await prepare();

    // Act
    const answer = await begin(RETRY);

    // Assess
    const run = { datasetGroup: 'small', item: 'run#2026-01-05T03:00:10.000Z#own' };
    expect(answer).toEqual({ decision: 'RUN', run, request: RETRY, task: '' });
    expect(await recorded()).toMatchObject([{ id: 'own', status: 'RUNNING', trigger: 'retry', fileVersion: 'v1' }]);
    expect(events()).toEqual(['STARTED']);
    expect(count).not.toHaveBeenCalled();
  });

  it('begins once, even if its execution calls the function twice', async () => {
    // Prepare
    const { begin, recorded } = await prepare();

    // Act
    const answers = [await begin(RETRY), await begin(RETRY)];

    // Assess
    expect(answers[1]).toEqual(answers[0]);
    expect(await recorded()).toHaveLength(1);
  });

  it('does not begin after it was stopped', async () => {
    // Prepare
    const { begin, runs, keys, recorded, events } = await prepare();
    const failure = { error: 'RunStopped', cause: 'The execution was stopped.' };
    const end = { workflow: '', trigger: 'retry', execution: executionOf('own'), failure, now: new Date() };
    await runs.end(await keys.keyOf(RETRY, executionOf('own')), end, 'request-1');

    // Act
    const answer = await begin(RETRY);

    // Assess
    expect(answer).toEqual({ decision: 'NOTHING' });
    expect(await recorded()).toMatchObject([{ status: 'FAILED' }]);
    expect(events()).toEqual([]);
  });

  it.each([
    ['uses the file in force if its request is a decision on a version', PROMOTION, 'v2'],
    ['uses the file named in its request if it is a retry', RETRY, 'v1'],
  ])('%s', async (_, asked, versionId) => {
    // Prepare
    const { begin } = await prepare();

    // Act and assess
    expect(await begin(asked)).toMatchObject({ request: { file: { ...FILE, versionId } } });
  });

  it.each<readonly [string, { readonly version?: string } | undefined, boolean]>([
    ['runs the batch jobs of a solution if its versions were judged and none was promoted', {}, true],
    ['runs no batch jobs if a version of the solution was promoted before', { version: 'arn:top/1' }, false],
    ['runs no batch jobs if no decision on the solution was ever recorded', undefined, false],
  ])('%s', async (_, serving, withBatchJobs) => {
    // Prepare
    const { begin, decisions } = await prepare();
    if (serving !== undefined) {
      const at = '2026-01-04T00:00:00.000Z';
      const decision = {
        solution: 'top',
        version: 'arn:top/1',
        createdAt: at,
        decision: 'HELD',
        metrics: {},
        verdicts: [],
      } as const;
      await decisions.record('small', [{ ...decision, decidedBy: 'rules', decidedAt: at }], {
        ...serving,
        decidedUpTo: at,
        revision: 0,
      });
    }

    // Act and assess
    expect(await begin(PROMOTION)).toMatchObject({ request: { withBatchJobs } });
  });
});

/** Changes that prevent a scheduled run from beginning. Each row: end of a sentence, function that makes the change. */
const LEAVING: readonly (readonly [string, (world: World) => Promise<unknown>])[] = [
  ['task was removed', ({ tasks }) => tasks.replace('small', [TASK_ITEM], [])],
  ['task is deactivated', ({ tasks }) => tasks.setState(TASK_ITEM, 'DISABLED')],
  ['task is no longer in the file in force', ({ table }) => putInForce(table, 'small', NEWER, ['other'])],
  [
    'task is not in the file of an upload that waits',
    ({ waitingUploads, running }) => {
      running.add('arn:waiting');
      const upload = { ...NEWER, versionId: 'v3', sequencer: '0C', execution: 'arn:waiting', superseded: [] };
      return waitingUploads.put('small', { ...upload, tasks: ['other'] }, new Date());
    },
  ],
];

describe('a scheduled run', () => {
  it('begins with the file in force, under its scheduled time, and is published and counted', async () => {
    // Prepare
    const { begin, recorded, events, count, tasks } = await prepare();

    // Act
    const answer = await begin(SCHEDULED);

    // Assess
    const request = { ...RETRY, workflow: 'solution-maintenance', trigger: TASK, solution: 'top', force: true };
    expect(answer).toEqual({
      decision: 'RUN',
      task: TASK,
      run: { datasetGroup: 'small', item: `run#2026-01-05T03:00:00Z#${TASK}` },
      request: { ...request, file: { ...FILE, versionId: 'v2' }, withBatchJobs: false },
    });
    expect(await recorded()).toMatchObject([{ status: 'RUNNING', trigger: TASK, solution: 'top' }]);
    expect(await tasks.find('small', TASK)).toMatchObject({ running: arnOf('own') });
    expect(events()).toEqual(['STARTED']);
    expect(count.mock.calls).toEqual([['RunsStarted']]);
  });

  it('begins once, even if it is delivered twice', async () => {
    // Prepare
    const { begin, running, recorded, events } = await prepare();
    await begin(SCHEDULED);
    running.delete(arnOf('own'));

    // Act
    const answer = await begin(SCHEDULED, 'again');

    // Assess
    expect(answer).toEqual({ decision: 'NOTHING' });
    expect(await recorded()).toMatchObject([{ id: 'own', status: 'RUNNING' }]);
    expect(events()).toEqual(['STARTED']);
  });

  it('is recorded, published and counted as skipped while the previous run of its task is in progress', async () => {
    // Prepare
    const { begin, recorded, events, count } = await prepare();
    await begin(SCHEDULED);

    // Act
    const answer = await begin({ ...SCHEDULED, scheduledTime: '2026-01-06T03:00:00Z' }, 'next');

    // Assess
    expect(answer).toEqual({ decision: 'NOTHING' });
    const note = `The previous run was still in progress: ${arnOf('own')}`;
    expect(await recorded()).toMatchObject([{ id: 'next', status: 'SKIPPED', note }, { status: 'RUNNING' }]);
    expect(events()).toEqual(['STARTED', 'SKIPPED']);
    expect(count.mock.calls).toEqual([['RunsStarted'], ['RunsSkipped']]);
  });

  it.each(LEAVING)('does not begin, and is not recorded, if its %s', async (_, change) => {
    // Prepare
    const world = await prepare();
    await change(world);

    // Act
    const answer = await world.begin(SCHEDULED);

    // Assess
    expect(answer).toEqual({ decision: 'NOTHING' });
    expect([await world.recorded(), world.events()]).toEqual([[], []]);
    expect(world.log.info).toHaveBeenCalledWith(expect.stringContaining('task'), { scheduledRun: SCHEDULED });
  });

  it.each(LEAVING)('goes on when its execution calls the function again, even if its %s', async (_, change) => {
    // Prepare
    const world = await prepare();
    await world.begin(SCHEDULED);
    await change(world);

    // Act
    const answer = await world.begin(SCHEDULED);

    // Assess
    expect(answer).toMatchObject({ decision: 'RUN', task: TASK });
    expect(await world.recorded()).toMatchObject([{ id: 'own', status: 'RUNNING' }]);
  });

  it('goes on when its execution calls the function again after the removal of its task, whose record is kept for six hours from the beginning of the run', async () => {
    // Prepare
    const { begin, tasks, recorded } = await prepare();
    await begin(SCHEDULED);
    await tasks.replace('small', [TASK_ITEM], []);
    await tasks.remove(TASK_ITEM, new Date());

    // Act
    const answer = await begin(SCHEDULED);

    // Assess
    expect(answer).toMatchObject({ decision: 'RUN', task: TASK });
    expect(await recorded()).toMatchObject([{ id: 'own', status: 'RUNNING' }]);
  });

  it('fails if its dataset group has no file in force', async () => {
    // Prepare
    const { begin, filesInForce } = await prepare();
    await filesInForce.remove('small');

    // Act and assess
    await expect(begin(SCHEDULED)).rejects.toThrow("Dataset group 'small' has no parameter file in force.");
  });
});
