import { recordLostDataDeletions, recordLostEnds } from '../../../functions/reconcile-deployment/unrecorded-ends';
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
  test('records the end of runs that are recorded as running but ended six hours ago, and of no others', async () => {
    // Prepare
    const recorded: RunKey[] = [];
    const asked = new Set<string>();
    const runs: Parameters<typeof recordLostEnds>[2] = {
      recordLostEnd: async (key) => void recorded.push(key),
    };

    // Act
    const inProgress = [run('running'), run('ended'), run('young', '2026-01-05T06:00:01.000Z')];
    const found = await recordLostEnds(inProgress, NOW, runs, {
      hasEndedBefore: async (arn, time) => {
        asked.add(time.toISOString());
        return arn !== 'arn:running';
      },
    });

    // Assess
    expect(recorded).toEqual([run('ended').key]);
    expect(found).toEqual([run('ended')]);
    expect([...asked]).toEqual([SIX_HOURS_AGO]);
  });
});

describe('recordLostDeletions', () => {
  test('records the end of deletions from six hours ago that have no run in progress, and of no others', async () => {
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
