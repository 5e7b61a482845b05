import { ServiceError } from '../../../emulator/core/service';
import { isTransientError } from '../../../lib/aws/transient-errors';
import type { RecordTable } from '../../../lib/record-table/record-table';
import { recordTable, showStaleReads } from '../../support/record-table';

const KEY = { datasetGroup: 'shop', item: 'task#one' };
const OTHER = { datasetGroup: 'shop', item: 'task#other' };

async function itemsOf(table: RecordTable, ...range: Parameters<RecordTable['query']>) {
  return (await table.query(...range)).map(({ item }) => item);
}

/** A table with `names` as items of the dataset group `shop`. */
async function withItems(...names: readonly string[]) {
  const { table } = await recordTable();
  for (const item of names) await table.write({ put: { datasetGroup: 'shop', item, name: item } });
  return table;
}

describe('RecordTable', () => {
  it('reads what was just written, although eventually consistent reads would be stale', async () => {
    // Prepare
    const { aws, table } = await recordTable();
    await table.write({ put: KEY });
    showStaleReads(aws);

    // Act
    const [item, items] = [await table.get(KEY), await table.query(KEY.datasetGroup)];

    // Assess
    expect(item).toEqual(KEY);
    expect(items).toEqual([KEY]);
  });

  it('has no item before one is written', async () => {
    // Prepare
    const { table } = await recordTable();

    // Act and assess
    expect(await table.get(KEY)).toBeUndefined();
    expect(await table.query(KEY.datasetGroup)).toEqual([]);
  });

  it('returns the updated item', async () => {
    // Prepare
    const { table } = await recordTable();
    await table.write({ put: { ...KEY, state: 'ENABLED', running: 'run' } });

    // Act
    const answer = await table.write({ update: KEY, set: { state: 'DISABLED', running: undefined } });

    // Assess
    expect(answer).toEqual({ written: true, item: { ...KEY, state: 'DISABLED' } });
  });

  it.each([
    ['put', { put: { ...KEY, state: 'DISABLED' } }],
    ['update', { update: KEY, set: { state: 'DISABLED' } }],
    ['delete', { delete: KEY }],
  ])('does not carry out the operation %s if its condition fails, and returns the item', async (_, write) => {
    // Prepare
    const { table } = await recordTable();
    const item = { ...KEY, state: 'ENABLED' };
    await table.write({ put: item });

    // Act
    const answer = await table.write({ ...write, if: '#state = :expected', values: { expected: 'REMOVED' } });

    // Assess
    expect(answer).toEqual({ written: false, item });
    expect(await table.get(KEY)).toEqual(item);
  });

  it('reports that a condition does not hold for an item that does not exist', async () => {
    // Prepare
    const { table } = await recordTable();

    // Act
    const answer = await table.write({
      update: KEY,
      set: { state: 'DISABLED' },
      if: 'attribute_exists(#item)',
    });

    // Assess
    expect(answer).toEqual({ written: false });
  });

  it('throws an error that is not about a condition', async () => {
    // Prepare
    const { aws, table } = await recordTable();
    aws.intercept(async () => {
      throw new Error('no answer');
    });

    // Act and assess
    await expect(table.write({ put: KEY, if: 'attribute_not_exists(#item)' })).rejects.toThrow();
  });

  it.each([
    ['all items', {}, ['lock#data', 'run#1', 'run#2', 'run#3']],
    ['the items with a prefix', { prefix: 'run#' }, ['run#1', 'run#2', 'run#3']],
    ['the items from one key to another', { between: ['run#1', 'run#2'] as const }, ['run#1', 'run#2']],
    ['the newest items first', { prefix: 'run#', newestFirst: true }, ['run#3', 'run#2', 'run#1']],
    ['all items page by page', { pageSize: 1 }, ['lock#data', 'run#1', 'run#2', 'run#3']],
    [
      'the items that a filter accepts',
      { if: '#name <> :one', values: { one: 'run#1' } },
      ['lock#data', 'run#2', 'run#3'],
    ],
  ])('finds %s in the partition of a dataset group', async (_, range, expected) => {
    // Prepare
    const table = await withItems('run#2', 'run#1', 'lock#data', 'run#3');
    await table.write({ put: { datasetGroup: 'other', item: 'run#1' } });

    // Act and assess
    expect(await itemsOf(table, 'shop', range)).toEqual(expected);
  });

  it('writes all items, or writes none and returns which conditions did not hold', async () => {
    // Prepare
    const { table } = await recordTable();
    const absent = 'attribute_not_exists(#item)';

    // Act
    const first = await table.writeAll([{ put: KEY, if: absent }]);
    const second = await table.writeAll([
      { put: OTHER, if: absent },
      { put: KEY, if: absent },
    ]);

    // Assess
    expect(first).toEqual({ written: true, unmet: [] });
    expect(second).toEqual({ written: false, unmet: [undefined, { item: KEY }] });
    expect(await table.get(OTHER)).toBeUndefined();
  });

  it('throws a transient error if a transaction is canceled by a conflict', async () => {
    // Prepare
    const { aws, table } = await recordTable();
    aws.intercept(async () => {
      throw new ServiceError('TransactionCanceledException', 'Transaction cancelled', 400, {
        CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'TransactionConflict' }],
      });
    });

    // Act
    const error = await table.writeAll([{ put: KEY }, { put: OTHER }]).catch((thrown: unknown) => thrown);

    // Assess
    expect(isTransientError(error as Error)).toBe(true);
  });
});
