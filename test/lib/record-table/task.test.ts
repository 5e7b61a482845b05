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
  it('enables a new task', () => {
    // Act
    const tasks = tasksAfter('movies', [], [desired]);

    // Assess
    expect(tasks).toEqual([existing('ENABLED')]);
  });

  it('keeps a deactivated task deactivated while its schedule stays the same', () => {
    // Act
    const tasks = tasksAfter('movies', [existing('DISABLED')], [desired]);

    // Assess
    expect(tasks).toEqual([existing('DISABLED')]);
  });

  it('keeps a deactivated task deactivated if only its work changes', () => {
    // Prepare
    const changed: DesiredTask = { ...desired, input: { solution: 'top', trainingMode: 'UPDATE' } };

    // Act
    const tasks = tasksAfter('movies', [existing('DISABLED')], [changed]);

    // Assess
    expect(tasks).toEqual([existing('DISABLED', changed)]);
  });

  it.each(OTHER_SCHEDULES)('enables a deactivated task again if it gets %s', (_, changed) => {
    // Act
    const tasks = tasksAfter('movies', [existing('DISABLED')], [changed]);

    // Assess
    expect(tasks).toEqual([existing('ENABLED', changed)]);
  });

  it("keeps an enabled task enabled, with the file's current settings", () => {
    // Prepare
    const changed: DesiredTask = { ...desired, expression: 'rate(1 day)' };

    // Act
    const tasks = tasksAfter('movies', [existing('ENABLED')], [changed]);

    // Assess
    expect(tasks).toEqual([existing('ENABLED', changed)]);
  });

  it('marks a task as removed that is no longer in the file, whether or not it was deactivated', () => {
    // Prepare
    const gone = ['ENABLED', 'DISABLED'] as const;
    const before = gone.map((state) => ({ ...existing(state), name: state }));

    // Act
    const tasks = tasksAfter('movies', before, [desired]);

    // Assess
    expect(tasks).toEqual([existing('ENABLED'), ...before.map((task): Task => ({ ...task, state: 'REMOVED' }))]);
  });

  it('enables a task that was removed and is in the file again', () => {
    // Act
    const tasks = tasksAfter('movies', [existing('REMOVED')], [desired]);

    // Assess
    expect(tasks).toEqual([existing('ENABLED')]);
  });
});

describe('sameTask', () => {
  it('is true for the same schedule and the same work', () => {
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
