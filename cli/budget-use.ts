import type { DesiredState } from '../lib/parameter-file/desired-state';
import { budgetLine, budgetUse, type UnitUse } from '../lib/reconciler/budget/month-use';
import { BudgetLedger } from '../lib/record-table/budget-ledger';
import { DataStatisticsRecords } from '../lib/record-table/data-statistics';
import { withoutDeactivated } from '../lib/record-table/task';
import { grouped, printable } from '../lib/text/format';
import type { DeployedAws } from './aws';
import { moment } from './output';

/** Use of a dataset group's budget in the current month. Empty if the budget has no limits. */
export async function budgetUseOf(aws: DeployedAws, state: DesiredState): Promise<readonly UnitUse[]> {
  const { scope, personalize, records } = aws;
  const step = {
    state: withoutDeactivated(state, await aws.tasks.tasksOf(state.datasetGroup.name)),
    scope,
    personalize,
    now: new Date(aws.now()),
    budgets: new BudgetLedger(records),
    dataStatistics: new DataStatisticsRecords(records),
  };
  return budgetUse(step, { timeZone: aws.schedules.target.timezone });
}

/** Lines of text about one limit of a budget: first how much is used, then each amount that was added or taken back. */
export function budgetLines(use: UnitUse): readonly string[] {
  const raises = (use.raises ?? []).map(({ amount, by, reason, at }) => {
    const what = amount < 0 ? `${grouped(-amount)} taken back` : `${grouped(amount)} added`;
    return `  ${what} by ${printable(by)} on ${moment(at)}: ${printable(reason)}`;
  });
  return [budgetLine(use), ...raises];
}
