import type { DesiredState } from '../lib/parameter-file/desired-state';
import { monthAt } from '../lib/personalize/billing-month';
import { monthUse, type UnitUse } from '../lib/reconciler/budget/month-use';
import { BudgetLedger } from '../lib/record-table/budget-ledger';
import { DataStatisticsRecords } from '../lib/record-table/data-statistics';
import type { DeployedAws } from './aws';

/** Use of a dataset group's budget in the current month; empty if nothing is limited. */
export async function budgetUseOf(aws: DeployedAws, state: DesiredState): Promise<readonly UnitUse[]> {
  const now = new Date(aws.now());
  const { name: month } = monthAt(aws.now());
  const { scope, personalize, records } = aws;
  const recorded = await new BudgetLedger(records).month(state.datasetGroup.name, month);
  const step = { state, scope, personalize, now, dataStatistics: new DataStatisticsRecords(records) };
  return (await monthUse(step, month, recorded)).units;
}
