import type { ParameterFile } from '../../../lib/parameter-file/sections';
import { type DesiredTask, desiredTasks } from '../../../lib/parameter-file/tasks';

/** Beginning of a task's name. The solution's name follows. */
const PREFIX = 'solution-maintenance-full-';

function withSolution(name: string): ParameterFile {
  return {
    datasetGroup: { serviceConfig: { name: 'shop' } },
    solutions: [
      {
        serviceConfig: { name, recipeArn: '…' },
        workflowConfig: { schedules: { full: 'rate(7 days)' } },
      },
    ],
  };
}

function nameOf(tasks: readonly DesiredTask[]): string {
  return tasks[0]?.name ?? '';
}

describe('the name of a task', () => {
  it.each([62, 63, 64])('is not shortened if it has %i characters', (length) => {
    // Prepare
    const solution = 'x'.repeat(length - PREFIX.length);

    // Act
    const tasks = desiredTasks(withSolution(solution), 'shop');

    // Assess
    expect(nameOf(tasks)).toBe(`${PREFIX}${solution}`);
  });

  it('is cut to 64 characters if it is longer, and ends in a hash', () => {
    // Prepare
    const solution = 'x'.repeat(65 - PREFIX.length);

    // Act
    const name = nameOf(desiredTasks(withSolution(solution), 'shop'));

    // Assess
    expect(name).toHaveLength(64);
    expect(name).toMatch(/^solution-maintenance-full-x+-[0-9a-f]+$/);
  });

  it('differs for two solutions whose long names begin alike', () => {
    // Prepare
    const names = ['a', 'b'].map((end) => `${'x'.repeat(62)}${end}`);

    // Act
    const [one, other] = names.map((name) => nameOf(desiredTasks(withSolution(name), 'shop')));

    // Assess
    expect(one).not.toBe(other);
  });
});

describe('the tasks of a file', () => {
  const group = { serviceConfig: { name: 'shop' }, workflowConfig: { schedules: { import: 'rate(1 day)' } } };

  it('include one import task, named after the dataset group', () => {
    // Act
    const tasks = desiredTasks({ datasetGroup: group }, 'shop');

    // Assess
    expect(tasks).toEqual([
      {
        name: 'personalize-dataset-import-shop',
        workflow: 'dataset-import',
        input: {},
        expression: 'rate(1 day)',
      },
    ]);
  });

  it('train its solutions, and run the batch jobs that have a schedule', () => {
    // Prepare
    const scheduled = { serviceConfig: {}, workflowConfig: { schedule: 'rate(2 days)' } };
    const solutions = [
      {
        serviceConfig: { name: 'top', recipeArn: '…' },
        workflowConfig: { schedules: { full: 'rate(7 days)', update: 'rate(1 day)' } },
        batchInferenceJobs: [scheduled, { serviceConfig: {} }, scheduled],
        batchSegmentJobs: [scheduled],
      },
    ];

    // Act
    const tasks = desiredTasks({ datasetGroup: { serviceConfig: { name: 'shop' } }, solutions }, 'shop');

    // Assess
    expect(tasks.map(({ name, input }) => [name, input])).toEqual([
      ['solution-maintenance-full-top', { solution: 'top', trainingMode: 'FULL' }],
      ['solution-maintenance-update-top', { solution: 'top', trainingMode: 'UPDATE' }],
      ['batch-inference-top', { solution: 'top', job: '/solutions/0/batchInferenceJobs/0' }],
      ['batch-inference-top-3', { solution: 'top', job: '/solutions/0/batchInferenceJobs/2' }],
      ['batch-segment-top', { solution: 'top', job: '/solutions/0/batchSegmentJobs/0' }],
    ]);
  });

  it('start and stop its recommenders', () => {
    // Prepare
    const serviceConfig = { name: 'viewed', recipeArn: '…' };
    const schedules = { start: 'cron(0 6 * * ? *)', stop: 'cron(0 22 * * ? *)' };
    const recommenders = [{ serviceConfig, workflowConfig: { schedules } }];

    // Act
    const tasks = desiredTasks({ datasetGroup: { serviceConfig: { name: 'shop' } }, recommenders }, 'shop');

    // Assess
    const workflow = 'recommender-operation';
    expect(tasks).toEqual([
      {
        name: 'recommender-start-viewed',
        workflow,
        expression: schedules.start,
        input: { recommender: 'viewed', operation: 'START' },
      },
      {
        name: 'recommender-stop-viewed',
        workflow,
        expression: schedules.stop,
        input: { recommender: 'viewed', operation: 'STOP' },
      },
    ]);
  });

  it('keep the time zone and the time window of a schedule', () => {
    // Prepare
    const schedule = { expression: 'rate(1 day)', timezone: 'Asia/Tokyo', flexibleTimeWindowMinutes: 5 };

    // Act
    const tasks = desiredTasks(
      { datasetGroup: { ...group, workflowConfig: { schedules: { import: schedule } } } },
      'shop',
    );

    // Assess
    expect(tasks).toMatchObject([schedule]);
  });

  it('do not include a task whose schedule is `delete`', () => {
    // Act
    const tasks = desiredTasks(
      { datasetGroup: { ...group, workflowConfig: { schedules: { import: 'delete' } } } },
      'shop',
    );

    // Assess
    expect(tasks).toEqual([]);
  });
});
