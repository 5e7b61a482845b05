import { workOf } from '../../cli/run-work';
import { type ItemProgress, ProgressRecords } from '../../lib/record-table/progress';
import type { Run } from '../../lib/record-table/runs';
import { recordTable } from '../support/record-table';

const [BEGUN, POLLED] = ['2026-01-05T01:00:00.000Z', '2026-01-05T01:05:00.000Z'];

describe('workOf', () => {
  it.each<[string, ItemProgress, object]>([
    [
      'returns the time of the first poll as the end of work that failed at this poll',
      { status: 'FAILED', begunAt: BEGUN, polledAt: BEGUN },
      { status: 'FAILED', finishedAt: BEGUN },
    ],
    [
      'returns the time of the last poll as the end of work',
      { status: 'READY', begunAt: BEGUN, polledAt: POLLED },
      { status: 'SUCCEEDED', finishedAt: POLLED },
    ],
  ])('%s', async (_, progress, expected) => {
    // Prepare
    const { table } = await recordTable();
    const item = { datasetGroup: 'shop', run: 'run-1', id: 'campaign#home' };
    await new ProgressRecords(table).write(item, { title: "campaign 'home'", ...progress }, undefined, new Date(BEGUN));
    const run = { id: 'run-1', datasetGroup: 'shop', status: 'FAILED', startedAt: BEGUN } as Run;

    // Act
    const work = await workOf(table, run);

    // Assess
    expect(work).toEqual([{ work: "campaign 'home'", startedAt: BEGUN, ...expected }]);
  });
});
