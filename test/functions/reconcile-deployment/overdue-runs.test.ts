import { overdueNotification, reportOverdueRuns } from '../../../functions/reconcile-deployment/overdue-runs';
import type { Notification } from '../../../functions/shared/notifications';
import type { RunningRun } from '../../../lib/record-table/run-history';

const NOW = new Date('2026-01-05T12:00:00Z');
const HOURS = 72;

function run(name: string, isReported = false): RunningRun {
  return {
    id: 'one',
    key: { datasetGroup: 'shop', item: `run#2026-01-02T00:00:00.000Z#${name}` },
    datasetGroup: 'shop',
    status: 'RUNNING',
    execution: `arn:aws:states:us-east-1:123456789012:execution:personalize-run:${name}`,
    workflow: 'solution-maintenance',
    trigger: 'weekly',
    file: 's3://bucket/train/shop/config.json',
    fileVersion: 'v1',
    startedAt: '2026-01-02T00:00:00Z',
    isReported,
  };
}

async function report(runs: readonly RunningRun[], ended: readonly string[] = []) {
  const steps: string[] = [];
  const overdue = await reportOverdueRuns(
    runs,
    { hours: HOURS, now: NOW },
    {
      runs: {
        noteReported: async ({ item }) => void steps.push(`note ${item.split('#').at(-1)}`),
      },
      executions: { isRunning: async (arn) => !ended.some((name) => arn.endsWith(name)) },
      notify: async ({ runId }: Notification) => void steps.push(`notify ${runId}`),
    },
  );
  return { overdue: overdue.map(({ key }) => key.item.split('#').at(-1)), steps };
}

describe('reportOverdueRuns', () => {
  test('sends a notification of each overdue run, and then records that the run was reported', async () => {
    expect(await report([run('one'), run('two')])).toEqual({
      overdue: ['one', 'two'],
      steps: ['notify one', 'note one', 'notify two', 'note two'],
    });
  });

  test('returns an overdue run that was reported before, but sends no other notification', async () => {
    expect(await report([run('one', true)])).toEqual({ overdue: ['one'], steps: [] });
  });

  test('ignores a run that began less than 72 hours ago', async () => {
    expect(await report([{ ...run('one'), startedAt: '2026-01-02T12:00:01.000Z' }])).toEqual({
      overdue: [],
      steps: [],
    });
  });

  test('ignores a run whose execution has ended, although its end is not recorded', async () => {
    expect(await report([run('one')], ['one'])).toEqual({ overdue: [], steps: [] });
  });
});

describe('overdueNotification', () => {
  test('names the run, its duration, what to do and the execution', () => {
    // Act
    const { summary, description, result } = overdueNotification(run('one'), NOW);

    // Assess
    expect(result).toBe('OVERDUE');
    expect(summary).toBe("solution-maintenance of dataset group 'shop' has been running for 3 d 12 h");
    expect(description).toContain('Trigger: weekly\nParameter file: s3://bucket/train/shop/config.json, version v1');
    expect(description).toContain('What to do: ');
    expect(description).toContain('Execution: https://us-east-1.console.aws.amazon.com/states/home');
  });

  test('says of a deletion of users which csv it reads, and that it must be requested again if it is stopped', () => {
    // Prepare
    const deletion = { ...run('one'), workflow: 'data-deletion', file: 's3://bucket/delete/shop/users.csv' };

    // Act
    const { description } = overdueNotification(deletion, NOW);

    // Assess
    expect(description).toContain('Users: s3://bucket/delete/shop/users.csv, version v1');
    expect(description).toContain('you are notified of the stop. Then request the deletion again.');
  });
});
