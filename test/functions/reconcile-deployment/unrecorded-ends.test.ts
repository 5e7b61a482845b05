import type { ExecutionStatus } from '@aws-sdk/client-sfn';
import type { StatusChange } from '../../../functions/end-run/stopped-execution';
import { recordLostDataDeletions, recordLostEnds } from '../../../functions/reconcile-deployment/unrecorded-ends';
import type { EndedExecution } from '../../../lib/aws/execution-status';
import type { DataDeletion } from '../../../lib/record-table/data-deletions';
import type { RunningRun } from '../../../lib/record-table/run-history';
import type { RunKey } from '../../../lib/record-table/runs';

const NOW = new Date('2026-01-05T12:00:00Z');
const SIX_HOURS_AGO = '2026-01-05T06:00:00.000Z';

function run(name: string, startedAt = '2026-01-02T00:00:00Z'): RunningRun {
  return {
    id: name,
    key: { datasetGroup: 'shop', item: `run#2026-01-02T00:00:00.000Z#${name}` },
    datasetGroup: 'shop',
    status: 'RUNNING',
    execution: `arn:${name}`,
    workflow: 'dataset-import',
    trigger: 'upload',
    file: 's3://b/k',
    fileVersion: 'v',
    startedAt,
    isReported: false,
  };
}

describe('recordLostEnds', () => {
  const execution = (status: ExecutionStatus) => ({
    executionArn: 'arn:stopped',
    name: 'stopped',
    status,
    startDate: new Date('2026-01-02T00:00:00Z'),
    input: '{}',
    cause: 'Not needed.',
  });

  /** Records the lost ends of runs with these executions; undefined stands for a running execution. */
  async function record(executions: Readonly<Record<string, Partial<EndedExecution> | undefined>>, startedAt?: string) {
    const [recorded, times, ended, asked]: [RunKey[], Date[], StatusChange[], Set<string>] = [[], [], [], new Set()];
    const found = await recordLostEnds(
      Object.keys(executions).map((name) => run(name, startedAt)),
      NOW,
      {
        logger: { error: () => undefined },
        runs: {
          recordLostEnd: async (key, at) => {
            recorded.push(key);
            times.push(at);
          },
        },
        executions: {
          endedBefore: async (arn, time) => {
            asked.add(time.toISOString());
            return executions[arn.slice('arn:'.length)];
          },
        },
        endStopped: async (event) => void ended.push(event),
      },
    );
    return { recorded, times, ended, asked: [...asked], found };
  }

  test('records the end only of runs whose executions ended at least six hours ago', async () => {
    // Act
    const { recorded, ended, asked, found } = await record({ running: undefined, failed: execution('FAILED') });

    // Assess
    expect(recorded).toEqual([run('failed').key]);
    expect(ended).toEqual([]);
    expect(found).toEqual([run('failed')]);
    expect(asked).toEqual([SIX_HOURS_AGO]);
  });

  test('records a lost end with the present time, so that the next digest covers it', async () => {
    // Prepare
    const before = Date.now();

    // Act
    const { times } = await record({ failed: execution('FAILED') });

    // Assess
    expect(times[0]?.getTime()).toBeGreaterThanOrEqual(before);
  });

  test('does not ask Step Functions about runs that began less than six hours ago', async () => {
    // Act
    const { found, asked } = await record({ young: execution('ABORTED') }, '2026-01-05T06:00:01.000Z');

    // Assess
    expect([...found, ...asked]).toEqual([]);
  });

  test.each(['ABORTED', 'TIMED_OUT'] as const)(
    'sends, for a run whose execution is %s, an event like the one that AWS lost',
    async (status) => {
      // Act
      const { recorded, ended, found } = await record({ stopped: execution(status) });

      // Assess
      expect(recorded).toEqual([]);
      expect(found).toEqual([run('stopped')]);
      const startDate = Date.parse('2026-01-02T00:00:00Z');
      const detail = {
        executionArn: 'arn:stopped',
        name: 'stopped',
        status,
        startDate,
        input: '{}',
        cause: 'Not needed.',
      };
      expect(ended).toEqual([{ source: 'aws.states', detail }]);
    },
  );

  test('records the end of a run whose execution Step Functions does not know any more', async () => {
    // Act
    const { recorded, ended } = await record({ unknown: {} });

    // Assess
    expect([recorded, ended]).toEqual([[run('unknown').key], []]);
  });
});

describe('recordLostDataDeletions', () => {
  test('records the end only of deletions that are at least six hours old and have no run in progress', async () => {
    // Prepare
    const deletion = (name: string, requestedAt: string, finishedAt?: string): DataDeletion => ({
      datasetGroup: 'shop',
      run: name,
      status: 'REQUESTED',
      file: 's3://b/k',
      fileVersion: 'v',
      users: 1,
      requestedAt,
      ...(finishedAt !== undefined && { finishedAt }),
    });
    const ended: unknown[] = [];

    // Act
    const recorded = await recordLostDataDeletions(['books', 'shop'], [run('one')], NOW, {
      of: async (datasetGroup) =>
        datasetGroup === 'books'
          ? []
          : [
              deletion('one', '2026-01-02T00:00:00Z'),
              deletion('lost', '2026-01-05T05:59:00Z'),
              deletion('young', '2026-01-05T06:01:00Z'),
              deletion('done', '2026-01-02T00:00:00Z', '2026-01-02T05:00:00Z'),
            ],
      update: async (datasetGroup, name, { error }) => {
        ended.push([datasetGroup, name, error]);
        return undefined;
      },
    });

    // Assess
    expect(recorded.map(({ run: id }) => id)).toEqual(['lost']);
    expect(ended).toEqual([['shop', 'lost', 'EndNotRecorded']]);
  });
});
