import { DataDeletionHolds } from '../../../lib/record-table/data-deletion-holds';
import { recordTable } from '../../support/record-table';

const NOW = new Date('2026-01-05T00:00:00Z');
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

describe('DataDeletionHolds', () => {
  it('hold the data of one dataset group until they expire or end', async () => {
    // Prepare
    const holds = new DataDeletionHolds((await recordTable()).table);
    const isHeld = (at: Date, group = 'shop') => holds.isHeld(group, at);

    // Act
    await holds.hold('shop', minutes(10));
    const held = [await isHeld(minutes(9)), await isHeld(minutes(10)), await isHeld(NOW, 'books')];
    await holds.hold('shop', NOW);

    // Assess
    expect(held).toEqual([true, false, false]);
    expect(await isHeld(NOW)).toBe(false);
  });
});
