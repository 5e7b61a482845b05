import { VerifiedReadRecords } from '../../record-table/verified-reads';
import { recordTable } from '../support/record-table';

const READ = { jobName: 'interactions-shop-1', fingerprint: 'abc' };

async function prepare() {
  return new VerifiedReadRecords((await recordTable()).table);
}

describe('VerifiedReadRecords', () => {
  it('keep the newest verified read of each subject', async () => {
    // Prepare
    const reads = await prepare();
    await reads.put('shop', 'datasetImportJob#items', { ...READ, fingerprint: 'old' });

    // Act
    await reads.put('shop', 'datasetImportJob#items', READ);

    // Assess
    expect(await reads.find('shop', 'datasetImportJob#items')).toEqual(READ);
    expect(await reads.find('shop', 'datasetImportJob#users')).toBeUndefined();
    expect(await reads.find('books', 'datasetImportJob#items')).toBeUndefined();
  });

  it('forget a read that is verified no more', async () => {
    // Prepare
    const reads = await prepare();
    await reads.put('shop', 'datasetImportJob#items', READ);

    // Act
    await reads.put('shop', 'datasetImportJob#items', undefined);

    // Assess
    expect(await reads.find('shop', 'datasetImportJob#items')).toBeUndefined();
  });

  it('do not take a record without a fingerprint for a verified read', async () => {
    // Prepare
    const { table } = await recordTable();
    await table.write({ put: { datasetGroup: 'shop', item: 'verified-read#batch', jobName: 'shop-1' } });

    // Act
    const read = await new VerifiedReadRecords(table).find('shop', 'batch');

    // Assess
    expect(read).toBeUndefined();
  });
});
