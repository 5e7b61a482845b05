import { REPORTED_DAYS, ReportedMetrics } from '../../../lib/record-table/reported-metrics';
import { recordTable } from '../../support/record-table';

const NOW = new Date('2026-01-05T00:00:00.000Z');

describe('ReportedMetrics', () => {
  it('keeps for a year the versions whose metrics were reported', async () => {
    // Prepare
    const { table } = await recordTable();
    const reported = new ReportedMetrics(table);

    // Act
    await reported.add('shop', 'arn:top/1', NOW);

    // Assess
    expect(await reported.has('shop', 'arn:top/1')).toBe(true);
    expect(await reported.has('shop', 'arn:top/2')).toBe(false);
    expect(await reported.has('books', 'arn:top/1')).toBe(false);
    const [item] = await table.query('shop');
    expect(item?.expiresAt).toBe(NOW.getTime() / 1000 + REPORTED_DAYS * 24 * 3600);
  });
});
