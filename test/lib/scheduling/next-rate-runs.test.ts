import { nextRateRuns } from '../../../lib/scheduling/next-rate-runs';

const NOW = new Date('2026-01-05T00:00:00Z');
const task = (name: string, expression: string) => ({
  name,
  workflow: 'dataset-import' as const,
  input: {},
  expression,
});

test('nextRateRuns returns one interval from now for a new rate, the next time of an existing rate, and nothing for cron', async () => {
  // Prepare
  const tasks = [task('new', 'rate(2 days)'), task('known', 'rate(1 day)'), task('cron', 'cron(0 3 * * ? *)')];
  const existing = { ScheduleExpression: 'rate(1 day)', StartDate: new Date('2026-01-02T06:00:00Z'), $metadata: {} };
  const find = async (name: string) => (name === 'known' ? existing : undefined);

  // Act
  const runs = await nextRateRuns(tasks, { find }, NOW);

  // Assess
  expect(Object.fromEntries(runs)).toEqual({
    new: Date.parse('2026-01-07T00:00:00Z'),
    known: Date.parse('2026-01-05T06:00:00Z'),
  });
});
