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
    ['is false for a task that has never run and missed one run', task(), '2026-01-03T02:59:00Z', false],
    [
      'is false for a task that has never run, missed one run, and is due again at this moment',
      task(),
      '2026-01-03T03:00:00Z',
      false,
    ],
    ['is true for a task that has never run and missed two runs', task(), '2026-01-03T03:01:00Z', true],
    [
      'is true for a task that ran, then missed two runs',
      task({ lastFinishedAt: '2026-01-10T03:00:00Z' }),
      '2026-01-12T03:01:00Z',
      true,
    ],
    [
      'is false for a task that ran, then missed one run',
      task({ lastFinishedAt: '2026-01-10T03:00:00Z' }),
      '2026-01-11T04:00:00Z',
      false,
    ],
    [
      'is false for a task whose runs were due while its last run was in progress',
      task({ expression: 'rate(15 minutes)', lastFinishedAt: '2026-01-10T03:25:00Z' }),
      '2026-01-10T03:27:00Z',
      false,
    ],
    ['is false for a task that is running', task({ running: 'arn:execution' }), '2026-02-01T00:00:00Z', false],
    ['is false for a task that is deactivated', task({ state: 'DISABLED' }), '2026-02-01T00:00:00Z', false],
    [
      'is false for a task while the time window of its second missed run is open',
      task({ flexibleTimeWindowMinutes: 60 }),
      '2026-01-03T03:59:00Z',
      false,
    ],
    [
      'is true for a task once the time window of its second missed run has closed',
      task({ flexibleTimeWindowMinutes: 60 }),
      '2026-01-03T04:01:00Z',
      true,
    ],
    [
      'is false for a task that missed two runs in UTC, but only one in its own time zone',
      task({ timezone: 'America/New_York' }),
      '2026-01-03T07:59:00Z',
      false,
    ],
    [
      'is true for a task with a rate that missed two runs',
      task({ expression: 'rate(6 hours)' }),
      '2026-01-02T00:01:00Z',
      true,
    ],
    [
      'is false for a task whose only scheduled run is in the past',
      task({ expression: 'cron(0 3 1 1 ? 2020)' }),
      '2026-02-01T00:00:00Z',
      false,
    ],
  ])('%s', (_name, given, now, expected) => {
    expect(isOverdue(given, CHANGED, new Date(now), RULE)).toBe(expected);
  });
});
