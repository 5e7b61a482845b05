import { BUDGET_MEMBERS, BUDGET_UNITS, type BudgetUnit } from '../../lib/parameter-file/budget';
import { monthAt } from '../../lib/personalize/billing-month';
import { budgetLine } from '../../lib/reconciler/budget/month-use';
import { BudgetLedger } from '../../lib/record-table/budget-ledger';
import { type AuthorOptions, authorOf } from '../author';
import { DeployedAws } from '../aws';
import { budgetUseOf } from '../budget-use';
import { CliFailure, WrongUsage } from '../failure';
import type { AwsOptions } from '../options';
import { Output } from '../output';
import { readState } from '../read-file';

type RaiseOptions = AwsOptions & AuthorOptions & Readonly<Partial<Record<BudgetUnit, number>>>;

/**
 * Adds to limits of a dataset group's budget, for the current month.
 * @throws CliFailure if its parameter file in force has no such limits
 */
export async function raiseBudget(group: string, options: RaiseOptions): Promise<number> {
  const { by, reason } = authorOf(options);
  const raised = BUDGET_UNITS.filter((unit) => options[unit] !== undefined);
  if (raised.length === 0) throw new WrongUsage('Say what to raise, and by how much: --training-hours 2.');
  const aws = await DeployedAws.open(options);
  const file = await aws.filesInForce.find(group);
  const state = file && (await readState(aws, file));
  const unlimited = raised.filter((unit) => state?.budget?.limits[unit] === undefined);
  if (state === undefined || unlimited.length > 0)
    throw new CliFailure(
      `The parameter file in force of dataset group '${group}' does not limit ${unlimited.map((unit) => BUDGET_MEMBERS[unit]).join(', ')}: there is nothing to raise.`,
      '`personalize-mlops status` lists the dataset groups and their budgets.',
    );
  const at = new Date(aws.now()).toISOString();
  const { name: month } = monthAt(aws.now());
  const ledger = new BudgetLedger(aws.records);
  for (const unit of raised) await ledger.raise(group, month, { unit, amount: options[unit] ?? 0, by, reason, at });
  const output = new Output(options.json);
  const units = await budgetUseOf(aws, state);
  output.line(`Budget of dataset group '${group}' in ${month}, until its end:`);
  for (const use of units) output.line(`  ${budgetLine(use)}`);
  output.line('What was skipped begins when it is due again; `personalize-mlops schedules run TASK` runs it now.');
  output.document({ datasetGroup: group, month, by, reason, budget: units });
  return 0;
}
