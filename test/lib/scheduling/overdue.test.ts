import type { Task } from '../../../lib/record-table/task';
import { isOverdue } from '../../../lib/scheduling/overdue';

const RULE = { intervals: 2, timezone: 'UTC' };
const CHANGED = new Date('2026-01-01T12:00:00Z');

function task(changes: Partial<Task> = {}): Task {
  return {
    datasetGroup: 'movies',
    name: 'nightly',
    workflow: 'dataset-import',
    input: {},
    expression: 'cron(0 3 * * ? *)',
    state: 'ENABLED',
    ...changes,
  };
}

describe('isOverdue', () => {
  test.each([
    ['has never run, and missed one time', task(), '2026-01-03T02:59:00Z', false],
    ['has never run, and is due at this moment', task(), '2026-01-03T03:00:00Z', false],
    ['has never run, and missed two times', task(), '2026-01-03T03:01:00Z', true],
    ['ran, and missed two times', task({ lastStartedAt: '2026-01-10T03:00:00Z' }), '2026-01-12T03:01:00Z', true],
    ['ran, and missed one time', task({ lastStartedAt: '2026-01-10T03:00:00Z' }), '2026-01-11T04:00:00Z', false],
    ['is running', task({ running: 'arn:execution' }), '2026-02-01T00:00:00Z', false],
    ['is deactivated', task({ state: 'DISABLED' }), '2026-02-01T00:00:00Z', false],
    ['has a window that is still open', task({ flexibleTimeWindowMinutes: 60 }), '2026-01-03T03:59:00Z', false],
    ['has a window that has closed', task({ flexibleTimeWindowMinutes: 60 }), '2026-01-03T04:01:00Z', true],
    ['counts in its own time zone', task({ timezone: 'America/New_York' }), '2026-01-03T07:59:00Z', false],
    ['has a rate', task({ expression: 'rate(6 hours)' }), '2026-01-02T00:01:00Z', true],
    ['has a time that never comes again', task({ expression: 'cron(0 3 1 1 ? 2020)' }), '2026-02-01T00:00:00Z', false],
  ])('a task that %s', (_name, given, now, expected) => {
    expect(isOverdue(given, CHANGED, new Date(now), RULE)).toBe(expected);
  });
});
