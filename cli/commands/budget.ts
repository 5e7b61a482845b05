import { BUDGET_MEMBERS, type BudgetUnit, WORK_UNITS } from '../../lib/parameter-file/budget';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
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
import { unknownGroup } from '../runs';

type RaiseOptions = AwsOptions & AuthorOptions & Readonly<Partial<Record<BudgetUnit, number>>>;

/**
 * Adds to limits of a dataset group's budget, for the current month.
 * @throws CliFailure if its parameter file in force has no such limits
 * @throws WrongUsage that lists the budgets, if something is missing
 */
export async function raiseBudget(group: string | undefined, options: RaiseOptions): Promise<number> {
  const { by, reason } = authorOf(options);
  const raised = WORK_UNITS.filter((unit) => options[unit] !== undefined);
  const aws = await DeployedAws.open(options);
  if (group === undefined || raised.length === 0 || reason === '')
    throw await missing(aws, group, { amount: raised.length === 0, reason: reason === '' });
  if (!(await aws.datasetGroups.names()).includes(group)) throw unknownGroup(group);
  const state = await stateInForce(aws, group);
  const unlimited = raised.filter((unit) => state?.budget?.limits[unit] === undefined);
  if (state === undefined || unlimited.length > 0)
    throw new CliFailure(
      `The parameter file in force of dataset group '${group}' does not limit ${unlimited.map((unit) => BUDGET_MEMBERS[unit]).join(', ')}: there is nothing to raise.`,
      (await budgetLines(aws)).join('\n'),
    );
  const at = new Date(aws.now()).toISOString();
  const { name: month } = monthAt(aws.now());
  const ledger = new BudgetLedger(aws.records);
  for (const unit of raised) await ledger.raise(group, month, { unit, amount: options[unit] ?? 0, by, reason, at });
  const output = new Output(options.json);
  const units = await budgetUseOf(aws, state);
  output.line(`Budget of dataset group '${group}' in ${month}, until its end:`);
  for (const use of units) output.line(`  ${budgetLine(use)}`);
  output.line('Skipped work begins when it is next due; `personalize-mlops schedules run TASK` runs it now.');
  output.document({ datasetGroup: group, month, by, reason, budget: units });
  return 0;
}

async function missing(
  aws: DeployedAws,
  group: string | undefined,
  lacks: { readonly amount: boolean; readonly reason: boolean },
): Promise<WrongUsage> {
  const example = `budget raise ${group ?? 'GROUP'} --training-hours 2 --reason TEXT`;
  const parts = [
    ...(group === undefined ? ['which dataset group'] : []),
    ...(lacks.amount ? ['what to raise by how much'] : []),
    ...(lacks.reason ? ['why (--reason)'] : []),
  ];
  const lines = [`Say ${parts.join(', and ')}: \`${example}\`.`];
  return new WrongUsage([...lines, ...(await budgetLines(aws))].join('\n'));
}

/** The budgets of this month, of all dataset groups. */
async function budgetLines(aws: DeployedAws): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const name of await aws.datasetGroups.names()) {
    const state = await stateInForce(aws, name);
    const units = state === undefined ? [] : await budgetUseOf(aws, state);
    lines.push(...units.map((use) => `  ${name}: ${budgetLine(use)}`));
  }
  return lines.length === 0 ? [NO_BUDGET] : ['Budgets of this month:', ...lines, RAISED_IN_THE_FILE];
}

const NO_BUDGET =
  'No parameter file in force has a budget: add "budget" to one, such as { "trainingHoursPerMonth": 40 }.';
const RAISED_IN_THE_FILE = 'To change a limit for good, or that of TPS-hours, change "budget" in the parameter file.';

async function stateInForce(aws: DeployedAws, group: string): Promise<DesiredState | undefined> {
  const file = await aws.filesInForce.find(group);
  return file && readState(aws, file);
}
