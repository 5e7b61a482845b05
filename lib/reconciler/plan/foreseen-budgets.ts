import { BudgetLedger, type BudgetMonth, type Budgets, type BudgetUse } from '../../record-table/budget-ledger';
import type { RecordTable } from '../../record-table/record-table';

/** Shows each step of a plan the month's budget with the reservations of the steps before it. These reservations stay in memory. */
export class ForeseenBudgets implements Budgets {
  private readonly ledger: BudgetLedger;
  private readonly foreseen = new Map<string, BudgetUse>();

  constructor(records: RecordTable) {
    this.ledger = new BudgetLedger(records);
  }

  async month(datasetGroup: string, month: string): Promise<BudgetMonth> {
    const recorded = await this.ledger.month(datasetGroup, month);
    return { ...recorded, uses: [...recorded.uses, ...this.foreseen.values()] };
  }

  async reserve(_datasetGroup: string, _month: string, use: BudgetUse): Promise<boolean> {
    this.foreseen.set(use.id, use);
    return true;
  }

  // A plan does not need these writes: work that has ended counts the same without a record.
  async record(): Promise<void> {}
  async begin(): Promise<undefined> {}
  async free(): Promise<void> {}

  async noteSkip(): Promise<boolean> {
    return false;
  }
}
