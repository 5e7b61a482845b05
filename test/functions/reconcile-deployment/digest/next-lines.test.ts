import { nextLines } from '../../../../functions/reconcile-deployment/digest/next-lines';
import type { Task } from '../../../../lib/record-table/task';

const task = (name: string, expression: string, changes: Partial<Task> = {}): Task => ({
  datasetGroup: 'shop',
  name,
  workflow: 'dataset-import',
  input: {},
  expression,
  state: 'ENABLED',
  ...changes,
});

describe('the next runs in a digest', () => {
  it('are listed for active tasks: first rates, then times in UTC, the earliest first', () => {
    // Prepare
    const tasks = [
      task('weekly', 'cron(0 3 ? * SUN *)'),
      task('in-berlin', 'cron(0 3 * * ? *)', { timezone: 'Europe/Berlin' }),
      task('every-hour', 'rate(1 hour)'),
      task('paused', 'cron(0 1 * * ? *)', { state: 'DISABLED' }),
      task('over', 'at(2026-01-01T00:00:00)'),
    ];

    // Act
    const lines = nextLines(tasks, new Date('2026-01-05T04:17:00Z'), 'UTC');

    // Assess
    expect(lines).toEqual([
      '- rate(1 hour): every-hour',
      '- 2026-01-06 02:00 UTC: in-berlin',
      '- 2026-01-11 03:00 UTC: weekly',
    ]);
  });
});
