import { VerifiedReadRecords } from '../../../lib/record-table/verified-reads';
import { recordTable } from '../../support/record-table';

const READ = { jobName: 'interactions-shop-1', fingerprint: 'abc' };

async function prepare() {
  return new VerifiedReadRecords((await recordTable()).table);
}

describe('VerifiedReadRecords', () => {
  it('keep only the newest verified read of each subject', async () => {
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

  it('remove a read that is no longer verified', async () => {
    // Prepare
    const reads = await prepare();
    await reads.put('shop', 'datasetImportJob#items', READ);

    // Act
    await reads.put('shop', 'datasetImportJob#items', undefined);

    // Assess
    expect(await reads.find('shop', 'datasetImportJob#items')).toBeUndefined();
  });

  it('query the records of a resource type once, and again after one of them was written', async () => {
    // Prepare
    const { aws, table } = await recordTable();
    const reads = new VerifiedReadRecords(table);
    const calls: string[] = [];
    aws.onCall(({ call }) => calls.push(call.operation));

    // Act
    const imports = ['datasetImportJob#items', 'datasetImportJob#users'];
    const find = () => Promise.all(imports.map((subject) => reads.find('shop', subject)));
    const before = [await reads.find('shop', 'datasetImportJob#items'), ...(await find())];
    await reads.put('shop', 'datasetImportJob#items', READ);
    const after = [
      await reads.find('shop', 'batchInferenceJob#items'),
      await reads.find('shop', 'datasetImportJob#items'),
      ...(await find()),
    ];

    // Assess
    expect(before).toEqual([undefined, undefined, undefined]);
    expect(after).toEqual([undefined, READ, READ, undefined]);
    expect(calls).toEqual(['Query', 'PutItem', 'Query', 'Query']);
  });

  it('ignore a record without a fingerprint', async () => {
    // Prepare
    const { table } = await recordTable();
    await table.write({ put: { datasetGroup: 'shop', item: 'verified-read#batch', jobName: 'shop-1' } });

    // Act
    const read = await new VerifiedReadRecords(table).find('shop', 'batch');

    // Assess
    expect(read).toBeUndefined();
  });
});
