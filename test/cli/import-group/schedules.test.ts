import { WrongUsage } from '../../../cli/failure';
import { assertSchedules, desiredSchedules, type ScheduleOptions } from '../../../cli/import-group/schedules';
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
  it('are the schedules that the dataset group has in the deployment, if no options are given', () => {
    // Act
    const { full, update, batch, import: ofImport } = schedules();

    // Assess
    expect(ofImport).toBe('rate(1 day)');
    expect([...full]).toEqual([['top', { expression: 'rate(7 days)', timezone: 'Asia/Tokyo' }]]);
    expect([...update]).toEqual([['top', { expression: 'rate(2 days)', flexibleTimeWindowMinutes: 5 }]]);
    expect([...batch]).toEqual([['/solutions/0/batchInferenceJobs/2', 'rate(3 days)']]);
  });

  it('are the given schedules and, where none is given, those that the dataset group has in the deployment', () => {
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
    ['without an expression', 'top', "--full-schedule 'top' must have the form SOLUTION@SCHEDULE."],
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

describe('assertSchedules', () => {
  const now = new Date('2026-01-05T00:00:00Z');
  const assert = (options: ScheduleOptions) => () => assertSchedules({ timezone: 'UTC', ...options }, now);

  it.each<[string, ScheduleOptions]>([
    ['no schedules', {}],
    ['cron and rate expressions', { importSchedule: 'rate(1 day)', fullSchedule: ['top@cron(0 3 * * ? *)'] }],
    ['the word delete', { importSchedule: 'delete', updateSchedule: ['top@delete'] }],
  ])('accepts %s', (_, options) => {
    // Act and assess
    expect(assert(options)).not.toThrow();
  });

  it.each<[string, ScheduleOptions, string]>([
    [
      'of imports that is no expression',
      { importSchedule: 'nonsense' },
      '--import-schedule \'nonsense\' is not a schedule expression: expression "nonsense" must be at(',
    ],
    [
      'of full trainings with an unknown unit',
      { fullSchedule: ['top@rate(1 day)', 'top@rate(1 week)'] },
      '--full-schedule \'top@rate(1 week)\' is not a schedule expression: unit "week" must be minutes, hours or days.',
    ],
    [
      'of updates that runs only once',
      { updateSchedule: ['top@at(2030-01-01T00:00:00)'] },
      "--update-schedule 'top@at(2030-01-01T00:00:00)' cannot be a schedule: it runs only once.",
    ],
    ['with a placeholder', { importSchedule: '${when}' }, "--import-schedule '${when}' is not a schedule expression"],
    ['that is empty', { importSchedule: '' }, "--import-schedule '' is not a schedule expression"],
    [
      'that has no more runs',
      { importSchedule: 'cron(0 3 * * ? 2025)' },
      "--import-schedule 'cron(0 3 * * ? 2025)' never runs",
    ],
    [
      'without a solution',
      { updateSchedule: ['rate(1 day)'] },
      "--update-schedule 'rate(1 day)' must have the form SOLUTION@SCHEDULE.",
    ],
  ])('refuses a schedule %s, and names its option', (_, options, message) => {
    // Act and assess
    expect(assert(options)).toThrow(WrongUsage);
    expect(assert(options)).toThrow(message);
  });
});
