import { QuotaQueueRecords } from '../../record-table/quota-queue';
import { recordTable } from '../support/record-table';

const NOW = new Date('2026-01-05T10:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

async function prepare() {
  return new QuotaQueueRecords((await recordTable()).table);
}

describe('QuotaQueueRecords', () => {
  it('keep how long a resource took and when it was refused, whatever it does next', async () => {
    // Prepare
    const queue = await prepare();
    const refused = { at: NOW, working: 5 };
    const entry = { id: 'shop#/datasets/items', since: NOW } as const;
    await queue.put('datasetImportJob', { ...entry, state: 'WAITING', triesAt: later(60), refused }, NOW);
    await queue.put('datasetImportJob', { ...entry, state: 'DONE', took: 480 }, NOW);

    // Act
    await queue.put('datasetImportJob', { ...entry, state: 'WORKING', since: later(600) }, NOW);

    // Assess
    expect(await queue.entries('datasetImportJob')).toEqual([
      { ...entry, state: 'WORKING', since: later(600), took: 480, refused },
    ]);
  });

  it('are read at half the cost, since they are for estimates', async () => {
    // Prepare
    const { aws, table } = await recordTable();
    const consistent: unknown[] = [];
    aws.onCall(({ call }) => consistent.push(call.input.ConsistentRead));

    // Act
    await new QuotaQueueRecords(table).entries('datasetImportJob');

    // Assess
    expect(consistent).toEqual([false]);
  });

  it('show those of all dataset groups, and of one type', async () => {
    // Prepare
    const queue = await prepare();
    const waiting = { state: 'WAITING', since: NOW, triesAt: later(60) } as const;
    await queue.put('batchInferenceJob', { id: 'shop#/solutions/0', ...waiting }, NOW);
    await queue.put('batchInferenceJob', { id: 'books#/solutions/0', ...waiting }, NOW);

    // Act
    await queue.put('batchSegmentJob', { id: 'shop#/solutions/1', ...waiting }, NOW);

    // Assess
    expect(await queue.entries('batchInferenceJob')).toEqual([
      { id: 'books#/solutions/0', ...waiting },
      { id: 'shop#/solutions/0', ...waiting },
    ]);
  });
});
