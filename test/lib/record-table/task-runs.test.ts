import type { ExecutionStatus } from '../../../lib/aws/execution-status';
import type { RunRequest } from '../../../lib/record-table/run-request';
import { Runs } from '../../../lib/record-table/runs';
import type { Task } from '../../../lib/record-table/task';
import { TaskRuns } from '../../../lib/record-table/task-runs';
import { Tasks } from '../../../lib/record-table/tasks';
import { recordTable, TABLE } from '../../support/record-table';

const NAME = 'solution-maintenance-full-top';

const RUN = { datasetGroup: 'movies', item: `run#2026-01-05T00:00:00Z#${NAME}` };
const EXECUTION = { Id: 'mine', Name: 'movies-1', StartTime: '2026-01-05T00:00:00Z' };
const REQUEST: RunRequest = {
  datasetGroup: 'movies',
  workflow: 'solution-maintenance',
  trigger: NAME,
  file: { bucket: 'data', key: 'train/movies/config.json', versionId: 'v1' },
};

/**
 * @param running execution that the task's item names as its run in progress, if any
 * @param isRunning says if an execution is running
 */
async function prepare(running: string | undefined, isRunning: ExecutionStatus['isRunning']) {
  const { aws, table } = await recordTable();
  const put = (running?: string, state = 'ENABLED') =>
    aws.call('dynamodb', 'PutItem', {
      TableName: TABLE,
      Item: {
        datasetGroup: { S: 'movies' },
        item: { S: `task#${NAME}` },
        workflow: { S: 'solution-maintenance' },
        input: { S: '{}' },
        expression: { S: 'rate(8 hours)' },
        state: { S: state },
        ...(running !== undefined && { running: { S: running } }),
      },
    });
  await put(running);
  const tasks = new Tasks(table);
  const runs = new Runs(table, 30);
  const taskRuns = new TaskRuns(table, runs, tasks, { isRunning });
  const find = () => tasks.find('movies', NAME);
  const task = (await find()) as Task;
  const remove = () =>
    aws.call('dynamodb', 'DeleteItem', {
      TableName: TABLE,
      Key: { datasetGroup: { S: 'movies' }, item: { S: `task#${NAME}` } },
    });
  const start = (Id = 'mine') => taskRuns.begin(RUN, REQUEST, { ...EXECUTION, Id }, task);
  /** Begins the task's next scheduled run. */
  const next = async (Id: string) =>
    taskRuns.begin(
      { ...RUN, item: `run#2026-01-05T08:00:00Z#${NAME}` },
      REQUEST,
      { ...EXECUTION, Id },
      (await find()) as Task,
    );
  const recorded = () => table.get(RUN);
  return { start, next, find, put, remove, runs, recorded };
}

const never = async () => false;

describe('the run of a task', () => {
  it('begins if no run of the task is in progress, and is recorded in the items of the run and of the task', async () => {
    // Prepare
    const { start, find, recorded } = await prepare(undefined, never);

    // Act
    const started = await start();

    // Assess
    expect(started).toEqual({ decision: 'RUN' });
    expect(await find()).toMatchObject({ running: 'mine' });
    expect(await recorded()).toMatchObject({ status: 'RUNNING', execution: 'mine', trigger: NAME });
  });

  it('may begin again if the same execution asks again', async () => {
    // Prepare
    const { start } = await prepare(undefined, never);
    await start();

    // Act and assess
    expect(await start()).toEqual({ decision: 'RUN' });
  });

  it('begins if its start is retried and the task names its own execution already', async () => {
    // Prepare
    const { start, find } = await prepare('mine', async () => true);

    // Act
    const other = await start();

    // Assess
    expect(other).toEqual({ decision: 'RUN' });
    expect(await find()).toMatchObject({ running: 'mine' });
  });

  it('begins if its own execution was entered in the task after the task was read', async () => {
    // Prepare
    const { start, put } = await prepare(undefined, async () => true);
    await put('mine');

    // Act and assess
    expect(await start()).toEqual({ decision: 'RUN' });
  });

  it('does not begin, and is not recorded, while an earlier run is in progress', async () => {
    // Prepare
    const { start, recorded } = await prepare('earlier', async () => true);

    // Act and assess
    expect(await start()).toEqual({ decision: 'BUSY', other: 'earlier' });
    expect(await recorded()).toBeUndefined();
  });

  it('does not begin while Step Functions does not show an earlier run that has just begun', async () => {
    // Prepare
    const { start, next } = await prepare(undefined, async (_, seenAt) => {
      return seenAt !== undefined && Math.abs(Date.now() - seenAt.getTime()) < 60_000;
    });
    await start('earlier');

    // Act and assess
    expect(await next('later')).toEqual({ decision: 'BUSY', other: 'earlier' });
  });

  it('begins if the earlier run ends while its status is read', async () => {
    // Prepare
    const { start, find, put } = await prepare('earlier', async () => {
      await put();
      return false;
    });

    // Act
    const started = await start();

    // Assess
    expect(started).toEqual({ decision: 'RUN' });
    expect(await find()).toMatchObject({ running: 'mine' });
  });

  it('does not begin if another scheduled run began after the task was read', async () => {
    // Prepare
    const { start, put, recorded } = await prepare(undefined, async (execution) => execution === 'faster');
    await put('faster');

    // Act and assess
    expect(await start()).toEqual({ decision: 'BUSY', other: 'faster' });
    expect(await recorded()).toBeUndefined();
  });

  it('does not begin if the record of the task was deleted in the meantime', async () => {
    // Prepare
    const { start, remove, recorded } = await prepare(undefined, never);
    await remove();

    // Act and assess
    expect(await start()).toEqual({ decision: 'GONE' });
    expect(await recorded()).toBeUndefined();
  });

  it('does not begin if the task was removed from its file in the meantime', async () => {
    // Prepare
    const { start, put, recorded } = await prepare('earlier', never);
    await put(undefined, 'REMOVED');

    // Act and assess
    expect(await start()).toEqual({ decision: 'GONE' });
    expect(await recorded()).toBeUndefined();
  });

  it('begins in the first of two executions only, even if Step Functions does not show the first one as running', async () => {
    // Prepare
    const { start, find } = await prepare(undefined, never);

    // Act
    const both = [await start('one'), await start('other')];

    // Assess
    expect(both).toEqual([{ decision: 'RUN' }, { decision: 'TAKEN' }]);
    expect(await find()).toMatchObject({ running: 'one' });
  });

  it('begins in the first of two executions only, while the first one is running', async () => {
    // Prepare
    const { start } = await prepare(undefined, async () => true);

    // Act
    const both = [await start('one'), await start('other')];

    // Assess
    expect(both).toEqual([{ decision: 'RUN' }, { decision: 'TAKEN' }]);
  });

  it('does not begin, and is not named in the task, after it was recorded as stopped', async () => {
    // Prepare
    const { start, find, runs } = await prepare(undefined, never);
    const failure = { error: 'RunStopped', cause: 'By hand.' };
    const end = { workflow: '', trigger: NAME, execution: EXECUTION, failure, now: new Date() };
    await runs.end(RUN, end, 'request-1');

    // Act and assess
    expect(await start()).toEqual({ decision: 'TAKEN' });
    expect((await find())?.running).toBeUndefined();
  });
});
