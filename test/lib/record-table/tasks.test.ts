import type { DesiredTask } from '../../../lib/parameter-file/tasks';
import type { Task } from '../../../lib/record-table/task';
import { Tasks } from '../../../lib/record-table/tasks';
import { recordTable } from '../../support/record-table';

const DESIRED: DesiredTask = {
  name: 'batch-inference-top',
  workflow: 'batch-inference',
  input: { solution: 'top', job: '/solutions/0/batchInferenceJobs/0' },
  expression: 'cron(0 1 * * ? *)',
  timezone: 'Asia/Tokyo',
  flexibleTimeWindowMinutes: 5,
};
const TASK: Task = { ...DESIRED, datasetGroup: 'shop', state: 'ENABLED' };
const NOW = new Date('2026-01-05T02:00:00.000Z');

async function replaceAll(tasks: Tasks, desired: readonly DesiredTask[]): Promise<readonly Task[]> {
  return tasks.replace('shop', await tasks.tasksOf('shop'), desired);
}

/**
 * Tasks in a new table, in which `shop` has the tasks `desired`. `writes` collects the names of the operations that
 * write to the table afterwards.
 */
async function prepare(desired: readonly DesiredTask[] = [DESIRED]) {
  const { aws, table } = await recordTable();
  await table.write({ put: { datasetGroup: 'shop', item: 'run#2026-01-05T00:00:00.000Z#other' } });
  const tasks = new Tasks(table);
  await replaceAll(tasks, desired);
  const writes: string[] = [];
  aws.intercept((transit, perform) => {
    if (transit.call.operation !== 'Query' && transit.call.operation !== 'GetItem') writes.push(transit.call.operation);
    return perform();
  });
  const start = (execution: string) => table.write(tasks.starting(TASK, execution, NOW));
  return { tasks, start, writes };
}

describe('Tasks', () => {
  it('returns a task with the settings that the file gives it', async () => {
    // Prepare
    const { tasks } = await prepare();

    // Act and assess
    expect(await tasks.find('shop', DESIRED.name)).toEqual(TASK);
    expect(await tasks.tasksOf('shop')).toEqual([TASK]);
    expect(await tasks.find('shop', 'other')).toBeUndefined();
  });

  it('returns a task that has left the file among all tasks, but not among the tasks of the file', async () => {
    // Prepare
    const { tasks } = await prepare([DESIRED, { ...DESIRED, name: 'other' }]);
    await replaceAll(tasks, [DESIRED]);

    // Act
    const [ofFile, all] = [await tasks.ofFile('shop'), await tasks.tasksOf('shop')];

    // Assess
    expect([ofFile, all].map((each) => each.map(({ name }) => name))).toEqual([
      [DESIRED.name],
      [DESIRED.name, 'other'],
    ]);
  });

  it('adds a task, and does not change recorded tasks that are not given', async () => {
    // Prepare
    const { tasks } = await prepare();
    const added: DesiredTask = { ...DESIRED, name: 'added', workflow: 'dataset-import', input: {} };

    // Act
    await tasks.replace('shop', [], [added]);

    // Assess
    expect((await tasks.tasksOf('shop')).map(({ name, state }) => [name, state])).toEqual([
      ['added', 'ENABLED'],
      [DESIRED.name, 'ENABLED'],
    ]);
  });

  it('writes nothing if the file is unchanged', async () => {
    // Prepare
    const { tasks, writes } = await prepare();
    // Takes the input of the recorded task: the comparison includes prototypes, and those of a literal in a test file differ.
    const [{ input } = DESIRED] = await tasks.tasksOf('shop');

    // Act
    await replaceAll(tasks, [{ ...DESIRED, input }]);

    // Assess
    expect(writes).toEqual([]);
  });

  it('removes the time zone and the time window that the file no longer has', async () => {
    // Prepare
    const { tasks } = await prepare();
    const { timezone: _timezone, flexibleTimeWindowMinutes: _minutes, ...plain } = DESIRED;

    // Act
    await replaceAll(tasks, [plain]);

    // Assess
    expect(await tasks.find('shop', DESIRED.name)).toEqual({
      ...plain,
      datasetGroup: 'shop',
      state: 'ENABLED',
    });
  });

  it('enables a deactivated task whose schedule changes, but no other deactivated task', async () => {
    // Prepare
    const other = { ...DESIRED, name: 'other' };
    const { tasks } = await prepare([DESIRED, other]);
    for (const task of await tasks.tasksOf('shop')) await tasks.setState(task, 'DISABLED');

    // Act
    await replaceAll(tasks, [{ ...DESIRED, expression: 'cron(0 2 * * ? *)' }, other]);

    // Assess
    const states = (await tasks.tasksOf('shop')).map(({ name, state }) => [name, state]);
    expect(states).toEqual([
      [DESIRED.name, 'ENABLED'],
      ['other', 'DISABLED'],
    ]);
  });

  it('marks a task that is no longer in the file as removed, and then deletes its record', async () => {
    // Prepare
    const { tasks } = await prepare();

    // Act
    await replaceAll(tasks, []);
    const marked = await tasks.find('shop', DESIRED.name);
    await tasks.remove(TASK, NOW);

    // Assess
    expect(marked?.state).toBe('REMOVED');
    expect(await tasks.find('shop', DESIRED.name)).toBeUndefined();
  });

  it('does not delete the record of a task that is not marked as removed', async () => {
    // Prepare
    const { tasks } = await prepare();

    // Act
    await tasks.remove(TASK, NOW);

    // Assess
    expect(await tasks.find('shop', DESIRED.name)).toEqual(TASK);
  });

  it.each([
    ['marked as removed', async (tasks: Tasks) => replaceAll(tasks, [])],
    [
      'deleted from the table',
      async (tasks: Tasks) => {
        await replaceAll(tasks, []);
        await tasks.remove(TASK, NOW);
      },
    ],
  ])('does not activate a task that is %s', async (_, change) => {
    // Prepare
    const { tasks } = await prepare();
    await change(tasks);
    const before = await tasks.tasksOf('shop');

    // Act
    const changed = await tasks.setState(TASK, 'ENABLED');

    // Assess
    expect(changed).toBe(false);
    expect(await tasks.tasksOf('shop')).toEqual(before);
  });

  describe('a task with a run in progress', () => {
    it('keeps the run while uploads change the task', async () => {
      // Prepare
      const { tasks, start } = await prepare();
      await start('mine');

      // Act
      await replaceAll(tasks, [{ ...DESIRED, expression: 'rate(1 day)' }]);

      // Assess
      expect(await tasks.find('shop', DESIRED.name)).toMatchObject({
        running: 'mine',
        expression: 'rate(1 day)',
      });
    });

    it('is deleted after its removal from the file only once its run has ended, or more than six hours after the run began', async () => {
      // Prepare
      const { tasks, start } = await prepare();
      const isKept = async () => (await tasks.find('shop', DESIRED.name)) !== undefined;
      const kept: boolean[] = [];
      const removeAfter = async (hours: number) => {
        await tasks.remove(TASK, new Date(NOW.getTime() + hours * 3_600_000));
        kept.push(await isKept());
      };
      await start('mine');
      await replaceAll(tasks, []);

      // Act
      for (const hours of [0, 5, 7]) await removeAfter(hours);
      await replaceAll(tasks, [DESIRED]);
      await start('mine');
      await replaceAll(tasks, []);
      await removeAfter(0);
      await tasks.end('shop', DESIRED.name, 'mine', NOW);
      kept.push(await isKept());
      await removeAfter(0);

      // Assess
      expect(kept).toEqual([true, true, false, true, true, false]);
    });

    it('records when its run ended', async () => {
      // Prepare
      const { tasks, start } = await prepare();
      await start('mine');

      // Act
      await tasks.end('shop', DESIRED.name, 'mine', NOW);

      // Assess
      expect(await tasks.find('shop', DESIRED.name)).toEqual({ ...TASK, lastFinishedAt: NOW.toISOString() });
    });

    it('does not change when another run ends', async () => {
      // Prepare
      const { tasks, start } = await prepare();
      await start('other');

      // Act
      await tasks.end('shop', DESIRED.name, 'mine', NOW);

      // Assess
      expect(await tasks.find('shop', DESIRED.name)).toEqual({
        ...TASK,
        running: 'other',
        runningSince: NOW.toISOString(),
      });
    });

    it('is not recorded again if it was deleted before its run ended', async () => {
      // Prepare
      const { tasks } = await prepare([]);

      // Act
      await tasks.end('shop', DESIRED.name, 'mine', NOW);

      // Assess
      expect(await tasks.tasksOf('shop')).toEqual([]);
    });
  });
});
