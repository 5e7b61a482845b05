import { DriftRecords } from '../../../lib/record-table/drift-records';
import { recordTable } from '../../support/record-table';

describe('the record of differences from a file', () => {
  it('knows what was recorded last, of its dataset group only', async () => {
    // Prepare
    const records = new DriftRecords((await recordTable()).table);
    await records.put('shop', ['gone', 'changed']);
    await records.put('other', ['else']);

    // Act
    await records.put('shop', ['changed', 'new']);
    const isKnown = await records.known('shop');

    // Assess
    expect(['gone', 'changed', 'new', 'else'].filter(isKnown)).toEqual(['changed', 'new']);
  });

  it('holds six thousand findings in one item', async () => {
    // Prepare
    const records = new DriftRecords((await recordTable()).table);
    const findings = Array.from({ length: 6000 }, (_, index) => `campaign 'number ${index}' is missing`);

    // Act
    await records.put('shop', findings);

    // Assess
    expect(findings.every(await records.known('shop'))).toBe(true);
  });

  it('has no item while there is nothing to record', async () => {
    // Prepare
    const { table } = await recordTable();

    // Act
    await new DriftRecords(table).put('shop', []);

    // Assess
    expect(await table.query('shop')).toEqual([]);
  });
});
