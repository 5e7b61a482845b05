import type { ExecutionStatus } from '../../../aws/execution-status';
import { isTransientError } from '../../../aws/transient-errors';
import { ScheduledTasks } from '../../../functions/begin-run/scheduled-tasks';
import { acceptedFileKey } from '../../../record-table/accepted-file';
import type { Task } from '../../../record-table/task-record';
import { withoutLastKey } from '../../../verification/faults/unprocessed-items';
import { recordTable, TABLE } from '../../support/record-table';

const NAME = 'solution-maintenance-full-top';

/** @param running what the task's item says runs; @param isRunning of an execution, asked once a look */
async function prepare(running: string | undefined, isRunning: ExecutionStatus['isRunning']) {
  const { aws, client: dynamodb } = await recordTable();
  const put = (running?: string) =>
    aws.call('dynamodb', 'PutItem', {
      TableName: TABLE,
      Item: {
        datasetGroup: { S: 'movies' },
        item: { S: `task#${NAME}` },
        workflow: { S: 'solution-maintenance' },
        input: { S: '{}' },
        expression: { S: 'rate(8 hours)' },
        state: { S: 'ENABLED' },
        ...(running !== undefined && { running: { S: running } }),
      },
    });
  await put(running);
  const tasks = new ScheduledTasks(dynamodb, TABLE, { isRunning } as ExecutionStatus);
  const find = async () => (await tasks.find({ datasetGroup: 'movies', task: NAME })).task;
  const task = (await find()) as Task;
  const remove = () =>
    aws.call('dynamodb', 'DeleteItem', {
      TableName: TABLE,
      Key: { datasetGroup: { S: 'movies' }, item: { S: `task#${NAME}` } },
    });
  return { aws, tasks, task, find, put, remove };
}

const never = async () => false;

describe('a task', () => {
  it('begins to run if nothing runs for it', async () => {
    // Prepare
    const { tasks, task, find } = await prepare(undefined, never);

    // Act
    const other = await tasks.startRunning(task, 'mine');

    // Assess
    expect(other).toBeUndefined();
    expect(await find()).toMatchObject({ running: 'mine' });
  });

  it('does not while an earlier run goes on', async () => {
    // Prepare
    const { tasks, task } = await prepare('earlier', async () => true);

    // Act and assess
    expect(await tasks.startRunning(task, 'mine')).toBe('earlier');
  });

  it('does when the earlier run ends between the two looks that are taken', async () => {
    // Prepare
    const { tasks, task, find, put } = await prepare('earlier', async () => {
      await put();
      return false;
    });

    // Act
    const other = await tasks.startRunning(task, 'mine');

    // Assess
    expect(other).toBeUndefined();
    expect(await find()).toMatchObject({ running: 'mine' });
  });

  it('does not when another fire was faster', async () => {
    // Prepare
    const { tasks, task, put } = await prepare(undefined, async (execution) => execution === 'faster');
    await put('faster');

    // Act and assess
    expect(await tasks.startRunning(task, 'mine')).toBe('faster');
  });

  it('does not when it was removed meanwhile', async () => {
    // Prepare
    const { tasks, task, remove } = await prepare(undefined, never);
    await remove();

    // Act and assess
    expect(await tasks.startRunning(task, 'mine')).toContain('removed meanwhile');
  });
});

describe('a fired task', () => {
  const fire = { datasetGroup: 'movies', task: NAME };

  it('is found with the newest accepted file of its dataset group', async () => {
    // Prepare
    const { aws, tasks } = await prepare(undefined, never);
    await aws.call('dynamodb', 'PutItem', {
      TableName: TABLE,
      Item: {
        ...acceptedFileKey('movies'),
        bucket: { S: 'data' },
        key: { S: 'train/movies/config.json' },
        versionId: { S: 'v1' },
        tasks: { L: [{ S: NAME }] },
      },
    });

    // Act
    const found = await tasks.find(fire);
    const other = await tasks.find({ ...fire, task: 'gone' });

    // Assess
    const file = { bucket: 'data', key: 'train/movies/config.json', versionId: 'v1', tasks: [NAME] };
    expect(found).toMatchObject({ task: { name: NAME, state: 'ENABLED' }, file });
    expect(other).toEqual({ file });
  });

  it('is asked for again when DynamoDB leaves one of the two out', async () => {
    // Prepare
    const { aws, tasks } = await prepare(undefined, never);
    aws.intercept(async ({ call }, perform) => withoutLastKey(call, await perform()));

    // Act
    const error = await tasks.find(fire).catch((thrown: unknown) => thrown);

    // Assess
    expect(isTransientError(error as Error)).toBe(true);
  });
});
