import type { DeployedAws } from '../../cli/aws';
import { CurrentRuns } from '../../cli/current-runs';
import { recordTable, TABLE } from '../support/record-table';

describe('CurrentRuns', () => {
  test('finds a run in progress, still finds it after its end, and then reads no runs that are over a day older', async () => {
    // Prepare
    const { aws: local, table } = await recordTable();
    let read = 0;
    local.intercept(async ({ call }, perform) => {
      const output = await perform();
      if (call.operation === 'Query') read += (output as { ScannedCount: number }).ScannedCount;
      return output;
    });
    const record = async (day: number, status: string) => {
      const startedAt = new Date(Date.UTC(2026, 0, day)).toISOString();
      const execution = `arn:aws:states:us-east-1:123456789012:execution:run:run-${day}`;
      const texts = { datasetGroup: 'shop', item: `run#${startedAt}#run-${day}`, startedAt, status, execution };
      const members = { ...texts, workflow: 'w', trigger: 'upload', file: 's3://b/k', fileVersion: 'v' };
      const Item = Object.fromEntries(Object.entries(members).map(([name, text]) => [name, { S: text }]));
      await local.call('dynamodb', 'PutItem', { TableName: TABLE, Item });
    };
    for (let day = 1; day <= 20; day += 1) await record(day, 'SUCCEEDED');
    await record(10, 'RUNNING');
    const now = () => Date.UTC(2026, 0, 20);
    const runs = new CurrentRuns({ records: table, now } as unknown as DeployedAws);

    // Act
    const before = await runs.of('shop');
    await record(10, 'FAILED');
    await record(21, 'RUNNING');
    read = 0;
    const after = await runs.of('shop');

    // Assess
    expect(before.map(({ id, status }) => `${id} ${status}`)).toEqual(['run-10 RUNNING']);
    expect(after.map(({ id, status }) => `${id} ${status}`)).toEqual(['run-10 FAILED', 'run-21 RUNNING']);
    // The second search begins a day before the run in progress, so it reads days 9 to 21.
    expect(read).toBe(13);
  });
});
