import { BudgetLedger, type BudgetUse } from '../../../lib/record-table/budget-ledger';
import { recordTable } from '../../support/record-table';

const MONTH = '2026-01';
const NOW = new Date('2026-01-05T00:00:00.000Z');
const USE: BudgetUse = { id: 'solutionVersion#/solutions/0#a', unit: 'trainingHours', amount: 1.5, reservedAt: 'x' };
const use = (id: string): BudgetUse => ({ ...USE, id, reservedAt: NOW.toISOString() });

async function ledger(): Promise<BudgetLedger> {
  return new BudgetLedger((await recordTable()).table);
}

describe('BudgetLedger', () => {
  it('reserves for only one of two attempts that have read the same state of the month', async () => {
    // Prepare
    const records = await ledger();
    const { revision } = await records.month('shop', MONTH);

    // Act
    const reserved = await Promise.all(['a', 'b'].map((id) => records.reserve('shop', MONTH, use(id), revision)));

    // Assess
    const { revision: after, uses } = await records.month('shop', MONTH);
    expect(reserved.filter(Boolean)).toHaveLength(1);
    expect([after, uses.length]).toEqual([1, 1]);
  });

  it('keeps one reservation for work that is reserved twice, and adds the ARN of the work once it has begun', async () => {
    // Prepare
    const records = await ledger();

    // Act
    await records.reserve('shop', MONTH, use(USE.id), 0);
    await records.reserve('shop', MONTH, use(USE.id), 1);
    await records.begin('shop', MONTH, USE.id, 'arn:version');

    // Assess
    expect((await records.month('shop', MONTH)).uses).toEqual([{ ...use(USE.id), arn: 'arn:version' }]);
  });

  it('frees a reservation, and then does not record that its work has begun', async () => {
    // Prepare
    const records = await ledger();
    await records.reserve('shop', MONTH, use('a'), 0);

    // Act
    await records.free('shop', MONTH, 'a');
    await records.begin('shop', MONTH, 'a', 'arn:version');

    // Assess
    expect((await records.month('shop', MONTH)).uses).toEqual([]);
  });

  it('says that skipped work is news only to the first run that skips it, and to a later run once the limit was raised', async () => {
    // Prepare
    const records = await ledger();
    const skip = (run: string, terms = '') => records.noteSkip('shop', MONTH, 'training', run, terms, NOW);

    // Act
    const found = [await skip('one'), await skip('one'), await skip('two'), await skip('two', 'raised')];

    // Assess
    expect(found).toEqual([true, true, false, true]);
  });

  it('keeps two raises that one person decides in the same millisecond', async () => {
    // Prepare
    const records = await ledger();
    const raise = { unit: 'trainingHours', amount: 2, by: 'jane', reason: 'sale', at: NOW.toISOString() } as const;

    // Act
    await records.raise('shop', MONTH, [raise], 0);
    await records.raise('shop', MONTH, [{ ...raise, reason: 'holiday' }], 0);

    // Assess
    const { raises } = await records.month('shop', MONTH);
    expect(raises.map(({ reason }) => reason).sort()).toEqual(['holiday', 'sale']);
  });

  it('keeps the raises of two persons in the same millisecond, and shows them only in their month', async () => {
    // Prepare
    const records = await ledger();
    const raise = { unit: 'trainingHours', amount: 2, by: 'jane', reason: 'sale', at: NOW.toISOString() } as const;

    // Act
    await records.raise('shop', MONTH, [raise], 0);
    await records.raise('shop', MONTH, [{ ...raise, by: 'joe' }], 1);

    // Assess
    const { raises } = await records.month('shop', MONTH);
    expect(raises.map(({ by }) => by).sort()).toEqual(['jane', 'joe']);
    expect((await records.month('shop', '2026-02')).raises).toEqual([]);
  });
});
