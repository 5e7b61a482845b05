import { type ResourceResult, Results } from '../../../lib/record-table/results';
import { recordTable } from '../../support/record-table';

const NOW = new Date('2026-01-05T00:00:00.000Z');
const CAMPAIGN: ResourceResult = {
  type: 'campaign',
  resource: "campaign 'top'",
  arn: 'arn:campaign',
  result: 'CREATED',
  seconds: 600,
};
const FAILED: ResourceResult = { type: 'filter', resource: "filter 'bought'", result: 'FAILED', note: 'no' };

describe('Results', () => {
  it('include only the last result of each resource, and only of the given run', async () => {
    // Prepare
    const { table } = await recordTable();
    const results = new Results(table, 90);
    const at = (pointer: string, runId = 'run-1') => ({ datasetGroup: 'shop', runId, pointer });
    const { seconds: _seconds, ...begun } = CAMPAIGN;
    await results.write(at('/filters/0'), FAILED, NOW);
    await results.write(at('/solutions/0/campaigns/0'), begun, NOW);
    await results.write(at('/solutions/1/campaigns/0', 'run-10'), { ...CAMPAIGN, result: 'UNCHANGED' }, NOW);

    // Act
    await results.write(at('/solutions/0/campaigns/0'), CAMPAIGN, NOW);

    // Assess
    expect(await results.of('shop', 'run-1')).toEqual([CAMPAIGN, FAILED]);
    expect(await results.of('books', 'run-1')).toEqual([]);
  });

  it('are kept for the 180 days that a run may take, and then for as long as the history of runs', async () => {
    // Prepare
    const { table } = await recordTable();

    // Act
    await new Results(table, 2).write({ datasetGroup: 'shop', runId: 'run-1', pointer: '/filters/0' }, FAILED, NOW);

    // Assess
    const [item] = await table.query('shop');
    expect(item?.expiresAt).toBe(NOW.getTime() / 1000 + (180 + 2) * 24 * 3600);
  });
});
