import { BUDGET_MEMBERS, type BudgetUnit, WORK_UNITS } from '../../lib/parameter-file/budget';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import { sumOf } from '../../lib/personalize/billed-quantity';
import { BILLING_UNITS } from '../../lib/personalize/billing';
import { monthAt } from '../../lib/personalize/billing-month';
import { budgetLine } from '../../lib/reconciler/budget/month-use';
import { BudgetLedger } from '../../lib/record-table/budget-ledger';
import { grouped } from '../../lib/text/format';
import { type AuthorOptions, authorOf } from '../author';
import { DeployedAws } from '../aws';
import { budgetLines, budgetUseOf } from '../budget-use';
import { confirmYes, type YesOptions } from '../confirmation';
import { describeDeployment } from '../deployment-names';
import { CliFailure, WrongUsage } from '../failure';
import { fileInForce, unreadable } from '../file-in-force';
import type { AwsOptions } from '../options';
import { Output } from '../output';
import { readState } from '../read-file';

type RaiseOptions = AwsOptions & AuthorOptions & YesOptions & Readonly<Partial<Record<BudgetUnit, number>>>;

/** Raising a limit above this multiple of the file's limit needs a confirmation. */
const STEEP = 10;

/**
 * Raises limits of a dataset group's budget for the current month, or takes raises back.
 * @throws CliFailure if no parameter file is in force, or if the file cannot be read or does not limit these units
 * @throws CliFailure if more is taken back than was added, or if the user does not confirm a steep raise
 * @throws CliFailure if raises are to be taken back, but at the same time a run reserves work in the month's budget, or
 * another command takes raises back
 * @throws WrongUsage, with a list of the budgets, if an argument is missing
 * @throws WrongUsage if a confirmation is needed but cannot be asked for: see {@link confirmYes}
 */
export async function raiseBudget(group: string | undefined, options: RaiseOptions): Promise<number> {
  const { by, reason } = authorOf(options);
  const raised = WORK_UNITS.filter((unit) => options[unit] !== undefined);
  const aws = await DeployedAws.open(options);
  if (group === undefined || raised.length === 0 || reason === '')
    throw await missing(aws, group, { amount: raised.length === 0, reason: reason === '' });
  const file = await fileInForce(aws, group);
  const state = await readState(aws, file);
  if (state === undefined) throw unreadable(file, group);
  const unlimited = raised.filter((unit) => state.budget?.limits[unit] === undefined);
  if (unlimited.length > 0)
    throw new CliFailure(
      `The parameter file in force of dataset group '${group}' does not limit ${unlimited.map((unit) => BUDGET_MEMBERS[unit]).join(', ')}: there is nothing to raise.`,
      (await allBudgetLines(aws)).join('\n'),
    );
  const at = new Date(aws.now()).toISOString();
  const { name: month } = monthAt(aws.now());
  const ledger = new BudgetLedger(aws.records);
  const { raises, revision } = await ledger.month(group, month);
  const steep = raised.flatMap((unit) => {
    const [limit = 0, amount = 0] = [state.budget?.limits[unit], options[unit]];
    const added = sumOf(raises.filter((raise) => raise.unit === unit).map((raise) => raise.amount));
    const all = sumOf([added, amount]);
    const { many } = BILLING_UNITS[unit];
    if (all < 0)
      throw new CliFailure(
        `${grouped(-amount)} ${many} cannot be taken back: ${grouped(added)} were added in ${month}.`,
        'To lower a limit below the one in the parameter file, change the file.',
      );
    if (amount < 0 || limit + all <= STEEP * limit) return [];
    return `${grouped(limit + all)} ${many} in ${month} (the file allows ${BUDGET_MEMBERS[unit]} ${grouped(limit)})`;
  });
  if (steep.length > 0)
    await confirmYes(`Allow ${steep.join('; ')}, in ${describeDeployment(aws)}?`, options, 'Nothing was raised.');
  const all = raised.map((unit) => ({ unit, amount: options[unit] ?? 0, by, reason, at }));
  if (!(await ledger.raise(group, month, all, revision)))
    throw new CliFailure(
      `The budget of dataset group '${group}' changed in the meantime, so this command changed nothing.`,
      'Try again.',
    );
  const output = new Output(options.json);
  const units = await budgetUseOf(aws, state);
  output.line(`Budget of dataset group '${group}' until the end of ${month}:`);
  for (const line of units.flatMap(budgetLines)) output.line(`  ${line}`);
  output.line(
    `Skipped work begins when its schedule is next due; \`personalize-mlops schedules run TASK\` runs it now. \`personalize-mlops retry ${group}\` runs first trainings of solutions, and work that has no schedule.`,
  );
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
    ...(lacks.amount ? ['which limit to raise and by how much'] : []),
    ...(lacks.reason ? ['why (--reason)'] : []),
  ];
  return new WrongUsage(`Say ${parts.join(', and ')}: \`${example}\`.`, (await allBudgetLines(aws)).join('\n'));
}

/** Lines of text about this month's budgets of all dataset groups. */
async function allBudgetLines(aws: DeployedAws): Promise<readonly string[]> {
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
const RAISED_IN_THE_FILE =
  'To change a limit permanently, change "budget" in the parameter file. The limit of TPS-hours can only be changed there.';

async function stateInForce(aws: DeployedAws, group: string): Promise<DesiredState | undefined> {
  const file = await aws.filesInForce.find(group);
  return file && readState(aws, file);
}
