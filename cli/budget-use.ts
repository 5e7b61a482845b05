import type { DesiredState } from '../lib/parameter-file/desired-state';
import { budgetUse, type UnitUse } from '../lib/reconciler/budget/month-use';
import { BudgetLedger } from '../lib/record-table/budget-ledger';
import { DataStatisticsRecords } from '../lib/record-table/data-statistics';
import type { DeployedAws } from './aws';

/** Use of a dataset group's budget in the current month; empty if nothing is limited. */
export function budgetUseOf(aws: DeployedAws, state: DesiredState): Promise<readonly UnitUse[]> {
  const { scope, personalize, records } = aws;
  const step = {
    state,
    scope,
    personalize,
    now: new Date(aws.now()),
    budgets: new BudgetLedger(records),
    dataStatistics: new DataStatisticsRecords(records),
  };
  return budgetUse(step, aws.schedules.target.timezone);
}
