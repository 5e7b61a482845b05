import { WrongUsage } from '../../../cli/failure';
import { batchKey, desiredSchedules, type ScheduleOptions } from '../../../cli/import-group/schedules';
import type { DesiredTask } from '../../../lib/parameter-file/tasks';

const TASKS: readonly DesiredTask[] = [
  { name: 'import', workflow: 'dataset-import', input: {}, expression: 'rate(1 day)' },
  {
    name: 'full',
    workflow: 'solution-maintenance',
    input: { solution: 'top', trainingMode: 'FULL' },
    expression: 'rate(7 days)',
    timezone: 'Asia/Tokyo',
  },
  {
    name: 'update',
    workflow: 'solution-maintenance',
    input: { solution: 'top', trainingMode: 'UPDATE' },
    expression: 'rate(2 days)',
    flexibleTimeWindowMinutes: 5,
  },
  {
    name: 'batch',
    workflow: 'batch-inference',
    input: { solution: 'top', job: '/solutions/0/batchInferenceJobs/2' },
    expression: 'rate(3 days)',
  },
];

function schedules(options: ScheduleOptions = {}) {
  return desiredSchedules(TASKS, options, ['top', 'similar'], [{ solution: 'old', reason: 'it is retired' }]);
}

describe('the schedules of an imported dataset group', () => {
  it('are those of the deployment', () => {
    // Act
    const { full, update, batch, import: ofImport } = schedules();

    // Assess
    expect(ofImport).toBe('rate(1 day)');
    expect([...full]).toEqual([['top', { expression: 'rate(7 days)', timezone: 'Asia/Tokyo' }]]);
    expect([...update]).toEqual([['top', { expression: 'rate(2 days)', flexibleTimeWindowMinutes: 5 }]]);
    expect([...batch]).toEqual([[batchKey('batch-inference', 'top', 2), 'rate(3 days)']]);
  });

  it('are those that the person gives, if any', () => {
    // Act
    const {
      full,
      update,
      import: ofImport,
    } = schedules({
      importSchedule: 'rate(5 days)',
      fullSchedule: ['top@rate(8 days)', 'similar@cron(0 1 * * ? *)'],
    });

    // Assess
    expect(ofImport).toBe('rate(5 days)');
    expect([...full]).toEqual([
      ['top', 'rate(8 days)'],
      ['similar', 'cron(0 1 * * ? *)'],
    ]);
    expect([...update.keys()]).toEqual(['top']);
  });

  it.each([
    ['without a schedule', 'top', "--full-schedule 'top' must have the form SOLUTION@SCHEDULE."],
    ['for a solution that does not exist', 'none@rate(1 day)', "the dataset group has no solution 'none'"],
    [
      'for a solution that is left out of the file',
      'old@rate(1 day)',
      "solution 'old' is left out of the file: it is retired.",
    ],
  ])('cannot be given %s', (_, text, message) => {
    // Act
    const act = () => schedules({ fullSchedule: [text] });

    // Assess
    expect(act).toThrow(WrongUsage);
    expect(act).toThrow(message);
  });
});
