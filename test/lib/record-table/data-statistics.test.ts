import type { FindingsData } from '../../../lib/personalize/data-rules/findings';
import { type DataStatistics, DataStatisticsRecords, datasetChecksOf } from '../../../lib/record-table/data-statistics';
import { recordTable } from '../../support/record-table';

const FOUND: FindingsData = {
  violations: [],
  counts: { 'value-type': 3 },
  files: [],
  bytes: 9,
  isComplete: true,
  rows: 3,
  nulls: { GENRE: 0 },
  events: {},
  oldest: 7,
  newest: 9,
  categories: {},
  distinct: { USER_ID: 'AAAAAA==', ITEM_ID: 'AAAAAA==', ACTION_ID: 'AAAAAA==', EVENT_TYPE: 'AAAAAA==' },
};
const checked = (fingerprint: string): DataStatistics => ({
  fingerprint,
  importFingerprint: fingerprint,
  checkedAt: '2026-11-26T12:00:00.000Z',
  verdict: 'ACCEPTED',
  isComplete: true,
  files: [],
  rows: 3,
  users: 1,
  items: 2,
  actions: 0,
  eventTypes: 1,
  nulls: { GENRE: 1 },
  problems: [],
  counts: {},
});

async function prepare() {
  return new DataStatisticsRecords((await recordTable()).table);
}

describe('the records of checks of data', () => {
  it('list the newest twelve checks of each dataset, the newest first', async () => {
    // Prepare
    const records = await prepare();

    // Act
    for (let check = 0; check < 14; check += 1) await records.add('shop', 'items', checked(`${check}`), []);

    // Assess
    const kept = await records.of('shop', 'items');
    expect(kept.map(({ fingerprint }) => fingerprint)).toEqual([
      '13',
      '12',
      '11',
      '10',
      '9',
      '8',
      '7',
      '6',
      '5',
      '4',
      '3',
      '2',
    ]);
    expect(kept[0]).toEqual(checked('13'));
    expect(await records.of('shop', 'users')).toEqual([]);
  });

  it('keep, besides the newest twelve, only the last check of data with which later data are compared', async () => {
    // Prepare
    const records = await prepare();
    const accepted = (day: number) => ({ ...checked('base'), decision: { by: 'Ana', reason: `day ${day}` } });

    // Act
    for (let day = 0; day < 3; day += 1) await records.add('shop', 'items', accepted(day), ['base']);
    for (let check = 0; check < 12; check += 1) await records.add('shop', 'items', checked(`${check}`), ['base']);

    // Assess
    const kept = await records.of('shop', 'items');
    expect(kept.slice(12)).toEqual([accepted(2)]);
  });

  it('record no acceptance of data that a person has rejected meanwhile', async () => {
    // Prepare
    const records = await prepare();
    const rejected = { ...checked('1'), verdict: 'REJECTED' } as const;
    await records.add('shop', 'items', rejected, []);

    // Act
    await records.add('shop', 'items', checked('1'), []);

    // Assess
    expect(await records.of('shop', 'items')).toEqual([rejected]);
  });

  it('keep one check if two overlapping wake-ups of a run record it', async () => {
    // Prepare
    const records = await prepare();
    await records.add('shop', 'items', checked('1'), []);
    const again = { ...checked('1'), checkedAt: '2026-11-26T12:00:02.000Z' };

    // Act
    await records.add('shop', 'items', again, []);

    // Assess
    expect(await records.of('shop', 'items')).toEqual([again]);
  });

  it('keep the rejection of an operator who decides while a check is recorded', async () => {
    // Prepare
    const { aws, table } = await recordTable();
    const records = new DataStatisticsRecords(table);
    await records.add('shop', 'items', checked('1'), []);
    const rejected: DataStatistics = { ...checked('1'), verdict: 'REJECTED', decision: { by: 'eve', reason: 'wrong' } };
    let isRejected = false;
    aws.intercept(async ({ call: { operation } }, perform) => {
      const output = await perform();
      if (operation !== 'GetItem' || isRejected) return output;
      isRejected = true;
      await records.replace('shop', 'items', [checked('1')], [rejected]);
      return output;
    });

    // Act
    await records.add('shop', 'items', checked('2'), []);

    // Assess
    expect(await records.of('shop', 'items')).toEqual([checked('2'), rejected]);
  });

  it('keep the check of data with which later data are compared, however many checks follow', async () => {
    // Prepare
    const records = await prepare();
    for (const each of ['older', 'baseline', 'cut']) await records.add('shop', 'items', checked(each), ['baseline']);

    // Act
    for (let day = 0; day < 20; day += 1)
      await records.add('shop', 'items', { ...checked(`${day}`), verdict: 'REFUSED' }, ['baseline']);

    // Assess
    const kept = await records.of('shop', 'items');
    expect(kept).toHaveLength(13);
    expect(kept.at(0)?.fingerprint).toBe('19');
    expect(kept.at(-1)).toEqual(checked('baseline'));
  });

  it('keep the last six rejections, however many checks follow', async () => {
    // Prepare
    const records = await prepare();
    for (let data = 0; data < 7; data += 1)
      await records.add('shop', 'items', { ...checked(`rejected-${data}`), verdict: 'REJECTED' }, []);

    // Act
    for (let day = 0; day < 20; day += 1) await records.add('shop', 'items', checked(`${day}`), []);

    // Assess
    const kept = (await records.of('shop', 'items')).slice(12);
    expect(kept.map(({ fingerprint }) => fingerprint)).toEqual([6, 5, 4, 3, 2, 1].map((data) => `rejected-${data}`));
  });

  it('are found among all items of a dataset group', async () => {
    // Prepare
    const { table } = await recordTable();
    const records = new DataStatisticsRecords(table);
    await records.add('shop', 'items', checked('a'), []);
    await records.putPart('shop', 'items#a#0', FOUND, new Date());
    await table.write({ put: { datasetGroup: 'shop', item: 'copy-of-data-statistics#' } });

    // Act
    const found = (await table.query('shop')).flatMap(datasetChecksOf);

    // Assess
    expect(found).toEqual([{ datasetGroup: 'shop', csvName: 'items', checks: [checked('a')] }]);
  });

  it('show the findings of a part only for this part of the same data', async () => {
    // Prepare
    const records = await prepare();

    // Act
    await records.putPart('shop', 'items#a#2', FOUND, new Date());

    // Assess
    expect(await records.part('shop', 'items#a#2')).toEqual(FOUND);
    expect(await records.part('shop', 'items#b#2')).toBeUndefined();
    expect(await records.part('shop', 'items#a#1')).toBeUndefined();
  });

  it('ignore findings about the same data that another release recorded under another key', async () => {
    // Prepare
    const { table } = await recordTable();
    const found = JSON.stringify({ ...FOUND, distinct: { USER_ID: 'AA==' } });
    await table.write({ put: { datasetGroup: 'shop', item: 'data-part#items#a#0', found } });

    // Act and assess
    expect(await new DataStatisticsRecords(table).part('shop', 'items#a#0')).toBeUndefined();
  });
});
