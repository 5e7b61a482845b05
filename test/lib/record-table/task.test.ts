import type { DesiredTask } from '../../../lib/parameter-file/tasks';
import { sameTask, type Task, tasksAfter } from '../../../lib/record-table/task';

const desired: DesiredTask = {
  name: 'solution-maintenance-full-top',
  workflow: 'solution-maintenance',
  input: { solution: 'top', trainingMode: 'FULL' },
  expression: 'rate(8 hours)',
  timezone: 'Europe/Berlin',
  flexibleTimeWindowMinutes: 15,
};

const { timezone: _timezone, ...inDefaultTimeZone } = desired;
const { flexibleTimeWindowMinutes: _minutes, ...withoutWindow } = desired;

const OTHER_SCHEDULES: readonly (readonly [string, DesiredTask])[] = [
  ['another expression', { ...desired, expression: 'rate(9 hours)' }],
  ['another time zone', { ...desired, timezone: 'Europe/Paris' }],
  ['no time zone', inDefaultTimeZone],
  ['another time window', { ...desired, flexibleTimeWindowMinutes: 16 }],
  ['no time window', withoutWindow],
];

function existing(state: Task['state'], task: DesiredTask = desired): Task {
  return { ...task, datasetGroup: 'movies', state };
}

describe('tasksAfter', () => {
  it.each<readonly [string, readonly Task[], DesiredTask, Task['state']]>([
    ['enables a new task', [], desired, 'ENABLED'],
    ['enables a task that was removed and is in the file again', [existing('REMOVED')], desired, 'ENABLED'],
    [
      'keeps a deactivated task deactivated while its schedule stays the same',
      [existing('DISABLED')],
      desired,
      'DISABLED',
    ],
    [
      'keeps a deactivated task deactivated if only its input changes',
      [existing('DISABLED')],
      { ...desired, input: { solution: 'top', trainingMode: 'UPDATE' } },
      'DISABLED',
    ],
    [
      "keeps an enabled task enabled, with the file's current settings",
      [existing('ENABLED')],
      { ...desired, expression: 'rate(1 day)' },
      'ENABLED',
    ],
    ...OTHER_SCHEDULES.map(
      ([what, changed]) =>
        [`enables a deactivated task again if it gets ${what}`, [existing('DISABLED')], changed, 'ENABLED'] as const,
    ),
  ])('%s', (_, before, asked, state) => {
    // Act
    const tasks = tasksAfter('movies', before, [asked]);

    // Assess
    expect(tasks).toEqual([existing(state, asked)]);
  });

  it('marks enabled and deactivated tasks as removed if they are no longer in the file', () => {
    // Prepare
    const gone = ['ENABLED', 'DISABLED'] as const;
    const before = gone.map((state) => ({ ...existing(state), name: state }));

    // Act
    const tasks = tasksAfter('movies', before, [desired]);

    // Assess
    expect(tasks).toEqual([existing('ENABLED'), ...before.map((task): Task => ({ ...task, state: 'REMOVED' }))]);
  });
});

describe('sameTask', () => {
  it('is true for the same schedule and an equal input', () => {
    // Act and assess
    expect(sameTask(desired, { ...desired, input: { ...desired.input } })).toBe(true);
  });

  it.each<readonly [string, DesiredTask]>([
    ...OTHER_SCHEDULES,
    ['another workflow', { ...desired, workflow: 'batch-inference' }],
    ['another input', { ...desired, input: { solution: 'top' } }],
  ])('is false for %s', (_, other) => {
    // Act and assess
    expect(sameTask(desired, other)).toBe(false);
  });
});
