import type { DeployedAws } from '../../cli/aws';
import { findTask, inWords, nextRuns } from '../../cli/tasks';
import type { Task } from '../../lib/record-table/task';

const TASK: Task = {
  datasetGroup: 'shop',
  name: 'one',
  workflow: 'dataset-import',
  input: {},
  expression: 'cron(0 3 * * ? *)',
  state: 'ENABLED',
};
const NOW = Date.UTC(2026, 0, 5);

/** A deployment with tasks, whose schedules began at noon the day before. */
function deployment(
  tasks: readonly Task[],
  schedule: object | undefined = { StartDate: new Date(NOW - 12 * 3600_000) },
) {
  return {
    datasetGroups: { names: async () => [...new Set(tasks.map(({ datasetGroup }) => datasetGroup))] },
    tasks: { ofFile: async (group: string) => tasks.filter(({ datasetGroup }) => datasetGroup === group) },
    schedules: { find: async () => schedule },
    names: { scheduleTimezone: 'UTC' },
    now: () => NOW,
  } as unknown as DeployedAws;
}

describe('findTask', () => {
  const other: Task = { ...TASK, datasetGroup: 'books', name: 'two' };

  it('finds a task in any dataset group', async () => {
    // Act and assess
    expect(await findTask(deployment([TASK, other]), 'two')).toBe(other);
  });

  it.each([
    ['suggests a task with a similar name', 'tow', 'Did you mean "two"?'],
    ['says how to list the tasks', 'import-all', '`personalize-mlops schedules list` lists the tasks.'],
  ])('%s if the task is not found', async (_, name, hint) => {
    // Act
    const found = findTask(deployment([TASK, other]), name);

    // Assess
    await expect(found).rejects.toMatchObject({ hint });
  });

  it('says that the deployment has no tasks', async () => {
    // Act and assess
    await expect(findTask(deployment([]), 'one')).rejects.toMatchObject({
      hint: expect.stringContaining('has no tasks'),
    });
  });
});

describe('nextRuns', () => {
  it.each([
    [
      "are times of the task's schedule in the time zone of the deployment",
      TASK,
      ['2026-01-05T03:00:00.000Z', '2026-01-06T03:00:00.000Z'],
    ],
    [
      "are times of the task's schedule in the time zone of the task",
      { ...TASK, timezone: 'Asia/Tokyo' },
      ['2026-01-05T18:00:00.000Z', '2026-01-06T18:00:00.000Z'],
    ],
    [
      'are whole intervals after the start date if the schedule is a rate',
      { ...TASK, expression: 'rate(1 day)' },
      ['2026-01-05T12:00:00.000Z', '2026-01-06T12:00:00.000Z'],
    ],
    ['are none for a deactivated task', { ...TASK, state: 'DISABLED' as const }, []],
  ])('%s', async (_, task, expected) => {
    // Act
    const runs = await nextRuns(task, deployment([task]), 2);

    // Assess
    expect(runs.map((run) => run.toISOString())).toEqual(expected);
  });
});

describe('an expression in words', () => {
  it.each([
    ['rate(1 day)', 'Every day'],
    ['rate(7 days)', 'Every 7 days'],
    ['cron(0 3 ? * MON *)', 'At 03:00, only on Monday'],
  ])('shows %s as "%s"', (expression, words) => {
    // Act and assess
    expect(inWords(expression)).toBe(words);
  });
});
