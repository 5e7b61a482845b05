import { type ItemProgress, ProgressRecords } from '../../../lib/record-table/progress';
import { recordTable, showStaleReads } from '../../support/record-table';

const NOW = new Date('2026-01-05T00:00:00.000Z');
const OWN = { datasetGroup: 'shop', run: 'run-1', id: 'campaign#/solutions/0/campaigns/0' };
const BEGUN: ItemProgress = { status: 'OPEN', begunAt: NOW.toISOString() };
const COMPLETE: Required<ItemProgress> = {
  status: 'FAILED',
  title: "campaign 'top-picks'",
  place: 0,
  begunAt: NOW.toISOString(),
  polledAt: NOW.toISOString(),
  dueAt: NOW.toISOString(),
  reason: 'CREATE IN_PROGRESS',
  lockedOutSince: NOW.toISOString(),
  waitsForLock: 'lock#data',
  isQueued: true,
  isReleasing: true,
  silentSince: NOW.toISOString(),
  state: { arn: 'arn:campaign', waitingSince: { WORK: NOW.toISOString() } },
  failure: { name: 'ResourceFailed', message: 'no capacity' },
};

async function prepare() {
  const { aws, table } = await recordTable();
  return { aws, table, records: new ProgressRecords(table) };
}

describe('the progress of an item', () => {
  it.each([
    ['every member', COMPLETE],
    ['only its status', { status: 'READY' } as const],
  ])('is read as it was written, with %s', async (_, progress) => {
    // Prepare
    const { records } = await prepare();

    // Act
    const written = await records.write(OWN, progress, undefined, NOW);

    // Assess
    expect(written).toEqual({ ...progress, revision: 1 });
    expect(await records.find('shop', 'run-1', OWN.id)).toEqual(written);
    expect(await records.of('shop', 'run-1')).toEqual(new Map([[OWN.id, written]]));
  });

  it('is unknown until it is written', async () => {
    // Prepare
    const { records } = await prepare();

    // Act and assess
    expect(await records.find('shop', 'run-1', OWN.id)).toBeUndefined();
    expect(await records.of('shop', 'run-1')).toEqual(new Map());
  });

  it('is replaced as a whole: no earlier member is kept', async () => {
    // Prepare
    const { records } = await prepare();
    const before = await records.write(OWN, COMPLETE, undefined, NOW);

    // Act
    await records.write(OWN, BEGUN, before, NOW);

    // Assess
    expect(await records.find('shop', 'run-1', OWN.id)).toEqual({ ...BEGUN, revision: 2 });
  });

  it('is not overwritten by a wake-up that has not read the newest revision', async () => {
    // Prepare
    const { records } = await prepare();
    const before = await records.write(OWN, BEGUN, undefined, NOW);
    const changed = await records.write(OWN, { ...BEGUN, reason: 'theirs' }, before, NOW);

    // Act
    const late = [
      await records.write(OWN, { ...BEGUN, reason: 'ours' }, undefined, NOW),
      await records.write(OWN, { ...BEGUN, reason: 'ours' }, before, NOW),
    ];

    // Assess
    expect(late).toEqual([undefined, undefined]);
    expect(await records.find('shop', 'run-1', OWN.id)).toEqual(changed);
  });

  it('is not read from another run whose id begins alike, nor from another dataset group', async () => {
    // Prepare
    const { records } = await prepare();
    await records.write({ ...OWN, run: 'run-10' }, BEGUN, undefined, NOW);
    await records.write({ ...OWN, datasetGroup: 'books' }, BEGUN, undefined, NOW);

    // Act and assess
    expect(await records.of('shop', 'run-1')).toEqual(new Map());
  });

  it('is read consistently, even immediately after it was written', async () => {
    // Prepare
    const { aws, records } = await prepare();
    showStaleReads(aws);
    await records.write(OWN, BEGUN, undefined, NOW);

    // Act and assess
    expect(await records.find('shop', 'run-1', OWN.id)).toMatchObject(BEGUN);
    expect((await records.of('shop', 'run-1')).size).toBe(1);
  });

  it('is kept for 180 days after it was last written', async () => {
    // Prepare
    const { table, records } = await prepare();
    await records.write(OWN, BEGUN, undefined, NOW);

    // Act
    const item = await table.get({ datasetGroup: 'shop', item: `progress#run-1#${OWN.id}` });

    // Assess
    expect(item?.expiresAt).toBe(NOW.getTime() / 1000 + 180 * 24 * 3600);
  });
});
