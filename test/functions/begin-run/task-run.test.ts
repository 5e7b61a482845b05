import type { ExecutionStatus } from '../../../aws/execution-status';
import { startTask } from '../../../functions/begin-run/task-run';
import type { Task } from '../../../record-table/task';
import { Tasks } from '../../../record-table/tasks';
import { recordTable, TABLE } from '../../support/record-table';

const NAME = 'solution-maintenance-full-top';

/** @param running what the task's item says runs; @param isRunning of an execution, asked once a look */
async function prepare(running: string | undefined, isRunning: ExecutionStatus['isRunning']) {
  const { aws, table } = await recordTable();
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
  const tasks = new Tasks(table);
  const executions = { isRunning } as ExecutionStatus;
  const find = () => tasks.find('movies', NAME);
  const task = (await find()) as Task;
  const remove = () =>
    aws.call('dynamodb', 'DeleteItem', {
      TableName: TABLE,
      Key: { datasetGroup: { S: 'movies' }, item: { S: `task#${NAME}` } },
    });
  const start = () => startTask(task, 'mine', { tasks, executions });
  return { start, find, put, remove };
}

const never = async () => false;

describe('a task', () => {
  it('begins to run if nothing runs for it', async () => {
    // Prepare
    const { start, find } = await prepare(undefined, never);

    // Act
    const other = await start();

    // Assess
    expect(other).toBeUndefined();
    expect(await find()).toMatchObject({ running: 'mine' });
  });

  it('does not while an earlier run goes on', async () => {
    // Prepare
    const { start } = await prepare('earlier', async () => true);

    // Act and assess
    expect(await start()).toBe('earlier');
  });

  it('does when the start of its run is retried, which has left its own mark', async () => {
    // Prepare
    const { start, find } = await prepare('mine', async () => true);

    // Act
    const other = await start();

    // Assess
    expect(other).toBeUndefined();
    expect(await find()).toMatchObject({ running: 'mine' });
  });

  it('does when the mark of its own run was left after the task was read', async () => {
    // Prepare
    const { start, put } = await prepare(undefined, async () => true);
    await put('mine');

    // Act and assess
    expect(await start()).toBeUndefined();
  });

  it('does when the earlier run ends between the two looks that are taken', async () => {
    // Prepare
    const { start, find, put } = await prepare('earlier', async () => {
      await put();
      return false;
    });

    // Act
    const other = await start();

    // Assess
    expect(other).toBeUndefined();
    expect(await find()).toMatchObject({ running: 'mine' });
  });

  it('does not when another fire was faster', async () => {
    // Prepare
    const { start, put } = await prepare(undefined, async (execution) => execution === 'faster');
    await put('faster');

    // Act and assess
    expect(await start()).toBe('faster');
  });

  it('does not when it was removed meanwhile', async () => {
    // Prepare
    const { start, remove } = await prepare(undefined, never);
    await remove();

    // Act and assess
    expect(await start()).toContain('removed meanwhile');
  });
});
