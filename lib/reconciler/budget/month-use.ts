import { type BudgetUnit, WORK_UNITS } from '../../parameter-file/budget';
import { sumOf } from '../../personalize/billed-quantity';
import { BILLING_UNITS } from '../../personalize/billing';
import { monthAt } from '../../personalize/billing-month';
import type { ResourceType } from '../../personalize/resource-types';
import { isFailed, isPending } from '../../personalize/statuses';
import type { BudgetMonth, BudgetRaise, Budgets, BudgetUse } from '../../record-table/budget-ledger';
import { grouped } from '../../text/format';
import type { BudgetStep } from './estimate';
import { provisionedBy } from './provisioned';
import { openTrainings } from './trainings';

/**
 * Milliseconds for which a reservation counts if it does not have the ARN of its work. After this time, Personalize
 * shows the work, even if the answer to the request that created the work was lost.
 */
const RESERVATION_LIFETIME = 3_600_000;

/** Use of a dataset group's budget in a month, in one unit. */
export interface UnitUse {
  readonly unit: BudgetUnit;
  /** `limit` is the limit in the parameter file. `raised` is the amount that operators have added for this month. */
  readonly limit: number;
  readonly raised: number;
  /** Raises of the limit for this month, the oldest first; absent if there are none. */
  readonly raises?: readonly Omit<BudgetRaise, 'unit'>[];
  /**
   * `used` is the amount of work that has ended, `reserved` the amount of work that has not ended. TPS-hours have no work that
   * ends, so all TPS-hours of the file's forecast count as reserved.
   */
  readonly used: number;
  readonly reserved: number;
  readonly left: number;
}

export interface MonthUse {
  readonly units: readonly UnitUse[];
  /** Work that has ended in Personalize, but is not recorded as ended yet. */
  readonly ended: readonly BudgetUse[];
}

/** Use of each limit of the step's dataset group in the current month. Records nothing. */
export async function budgetUse(
  step: BudgetStep & { readonly budgets: Budgets },
  facts: Parameters<typeof provisionedBy>[2],
): Promise<readonly UnitUse[]> {
  const { state, now, budgets } = step;
  const { name: month } = monthAt(now.getTime());
  const { units } = await monthUse(step, month, await budgets.month(state.datasetGroup.name, month));
  const limit = state.budget?.limits.provisionedTpsHours;
  if (limit === undefined) return units;
  const { sum: reserved } = provisionedBy(state, now, facts);
  return [
    ...units,
    { unit: 'provisionedTpsHours', limit, raised: 0, used: 0, reserved, left: sumOf([limit, -reserved]) },
  ];
}

/**
 * Use of the budget of the step's dataset group in a month, computed from the records and from Personalize. Records
 * nothing.
 * @param except id of work that does not count
 */
export async function monthUse(
  step: BudgetStep,
  month: string,
  recorded: BudgetMonth,
  except?: string,
): Promise<MonthUse> {
  const { limits = {} } = step.state.budget ?? {};
  const countsTrainings = limits.trainingHours !== undefined || limits.trainingInteractions !== undefined;
  // `openTrainings` assigns reservations without an ARN to trainings. The reservation of the excepted work is left out, so
  // that it is not assigned to another training.
  const uses = recorded.uses.filter(({ id, arn }) => id !== except || arn !== undefined);
  const trainings = countsTrainings ? await openTrainings(step, month, uses) : [];
  const shown = [...trainings, ...(await openJobs(step, uses))];
  const ids = new Set(shown.map(({ id }) => id));
  const counts = (use: BudgetUse) => use.id !== except && !isLapsed(use, step.now);
  const all = [...shown, ...uses.filter(({ id }) => !ids.has(id))].filter(counts);
  const units = WORK_UNITS.flatMap((unit) => {
    const limit = limits[unit];
    if (limit === undefined) return [];
    const ofUnit = all.filter((use) => use.unit === unit);
    const used = sum(ofUnit.filter(({ isFinal }) => isFinal));
    const reserved = sum(ofUnit.filter(({ isFinal }) => !isFinal));
    const raises = recorded.raises.filter((raise) => raise.unit === unit).map(({ unit: _, ...raise }) => raise);
    const raised = sum(raises);
    const left = sumOf([limit, raised, -used, -reserved]);
    return { unit, limit, raised, ...(raises.length > 0 && { raises }), used, reserved, left };
  });
  return { units, ended: shown.filter(({ isFinal }) => isFinal) };
}

/** True for a reservation that no longer counts, because its work has not begun within an hour. */
function isLapsed({ arn, reservedAt }: BudgetUse, now: Date): boolean {
  return arn === undefined && now.getTime() - Date.parse(reservedAt) >= RESERVATION_LIFETIME;
}

/**
 * Imports and batch jobs that exist and are not recorded as ended. Failed jobs count as 0:
 * `personalize-failed-work-billing` in docs/local-aws.md.
 */
async function openJobs({ personalize }: BudgetStep, uses: readonly BudgetUse[]): Promise<readonly BudgetUse[]> {
  const open: BudgetUse[] = [];
  for (const use of uses) {
    const [type] = use.id.split('#') as [ResourceType];
    // `arn` is absent if the job has not begun, or if the answer to the request that created the job was lost. `jobArn` is the expected ARN.
    const { arn = use.jobArn } = use;
    if (arn === undefined || use.isFinal || (use.unit !== 'importGigabytes' && use.unit !== 'batchJobs')) continue;
    const { status = '' } = (await personalize.describe(type, arn)) ?? {};
    if (status === '') continue;
    open.push({ ...use, arn, ...(!isPending(status) && { isFinal: true }), ...(isFailed(status) && { amount: 0 }) });
  }
  return open;
}

function sum(uses: readonly { readonly amount: number }[]): number {
  return sumOf(uses.map(({ amount }) => amount));
}

/** Text such as `training hours: 40 a month, 2 added, 12.5 used, 1 reserved, 28.5 left`. */
export function budgetLine({ unit, limit, raised, used, reserved, left }: UnitUse): string {
  const added = raised === 0 ? '' : `, ${grouped(raised)} added`;
  const isForecast = unit === 'provisionedTpsHours';
  const spent = isForecast ? `${grouped(reserved)} forecast` : `${grouped(used)} used, ${grouped(reserved)} reserved`;
  return `${BILLING_UNITS[unit].many}: ${grouped(limit)} a month${added}, ${spent}, ${leftText(left)}`;
}

/** Text such as `28.5 left`, or `exceeded by 1`. */
export function leftText(left: number): string {
  return left < 0 ? `exceeded by ${grouped(-left)}` : `${grouped(left)} left`;
}
