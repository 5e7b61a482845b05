import { DriftRecords } from '../../../lib/record-table/drift-records';
import { recordTable } from '../../support/record-table';

const NOW = new Date('2026-01-05T04:17:00Z');
const LATER = new Date('2026-01-06T04:17:00Z');

describe('the record of differences from a file', () => {
  it('knows the findings that were recorded last for the dataset group, and no others', async () => {
    // Prepare
    const records = new DriftRecords((await recordTable()).table);
    await records.put('shop', ['gone', 'changed'], NOW);
    await records.put('other', ['else'], NOW);

    // Act
    await records.put('shop', ['changed', 'new'], LATER);
    const { has, at } = await records.of('shop');

    // Assess
    expect(['gone', 'changed', 'new', 'else'].filter(has)).toEqual(['changed', 'new']);
    expect(at).toBe(LATER.toISOString());
  });

  it('holds six thousand findings in one item', async () => {
    // Prepare
    const records = new DriftRecords((await recordTable()).table);
    const findings = Array.from({ length: 6000 }, (_, index) => `campaign 'number ${index}' is missing`);

    // Act
    await records.put('shop', findings, NOW);

    // Assess
    expect(findings.every((await records.of('shop')).has)).toBe(true);
  });

  it('has no item while there is nothing to record', async () => {
    // Prepare
    const { table } = await recordTable();

    // Act
    await new DriftRecords(table).put('shop', [], NOW);

    // Assess
    expect(await table.query('shop')).toEqual([]);
  });
});
