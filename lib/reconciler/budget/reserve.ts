import { optionOf } from '../../parameter-file/budget';
import { BILLING_UNITS } from '../../personalize/billing';
import { monthAt } from '../../personalize/billing-month';
import type { BudgetRaise } from '../../record-table/budget-ledger';
import { grouped } from '../../text/format';
import { NotThereYet } from '../errors';
import { describeResource, type Step } from '../step';
import type { Estimate, EstimateOf } from './estimate';
import { monthUse, type UnitUse } from './month-use';

/** Work that the budget of the month does not cover. */
export interface Exceeded {
  readonly isSkipped: boolean;
  /** True if this run is the first in the month to find that. */
  readonly isNews: boolean;
  /** Note for users. */
  readonly note: string;
}

/** Attempts to reserve while other work does so too. */
const ATTEMPTS = 5;

/**
 * Reserves the estimate of the step's work in the month's budget: conditionally, so that two never get what only one of them can have. A
 * repeated call reserves once. Work that the budget does not cover is reserved only if the file says that it begins nevertheless.
 * @returns undefined if the budget covers the work, or nothing limits it
 */
export async function reserve(step: Step, estimateOf: EstimateOf | undefined): Promise<Exceeded | undefined> {
  const { state, now, budgets } = step;
  const { budget, datasetGroup } = state;
  if (budget === undefined || estimateOf === undefined) return undefined;
  const { unit, amount } = await estimateOf(step);
  if (budget.limits[unit] === undefined) return undefined;
  const month = monthAt(now.getTime()).name;
  const id = idOf(step);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const recorded = await budgets.month(datasetGroup.name, month);
    const { units, ended } = await monthUse(step, month, recorded, id);
    for (const use of ended) await budgets.record(datasetGroup.name, month, use);
    const found = units.find((each) => each.unit === unit);
    const isExceeded = found !== undefined && amount - found.left > TOLERANCE;
    const isSkipped = isExceeded && budget.onExceeded === 'skip';
    const use = { id, unit, amount, reservedAt: now.toISOString() };
    if (!isSkipped && !(await budgets.reserve(datasetGroup.name, month, use, recorded.revision))) continue;
    if (!isExceeded) return undefined;
    const isNews = await isNewsIn(step, month, recorded.raises);
    return { isSkipped, isNews, note: noteOf(step, { unit, amount }, found, isSkipped) };
  }
  throw new NotThereYet('other work reserves its share of the budget at the same time');
}

/** Sums of decimal fractions are not exact. */
const TOLERANCE = 1e-9;

/** Records which work of Personalize the step's reservation is for. */
export async function noteBegun({ state, now, budgets, ...step }: Step, arn: string): Promise<void> {
  if (state.budget !== undefined)
    await budgets.begin(state.datasetGroup.name, monthAt(now.getTime()).name, idOf(step), arn);
}

/** Frees the step's reservation, as Personalize has refused to begin the work. */
export async function freeReservation({ state, now, budgets, ...step }: Step): Promise<void> {
  if (state.budget !== undefined) await budgets.free(state.datasetGroup.name, monthAt(now.getTime()).name, idOf(step));
}

/** The same at each poll of the step. */
function idOf({ resource, startedAt }: Pick<Step, 'resource' | 'startedAt'>): string {
  return `${resource.type}#${resource.pointer}#${startedAt.toISOString()}`;
}

function isNewsIn(step: Step, month: string, raises: readonly BudgetRaise[]): Promise<boolean> {
  const { state, now, budgets, runId = '' } = step;
  const since = raises.at(-1)?.at ?? '';
  return budgets.noteSkip(state.datasetGroup.name, month, describeResource(step), runId, since, now);
}

/** Text for a person who knows neither Personalize nor this project. */
function noteOf(step: Step, estimate: Estimate, use: UnitUse, isSkipped: boolean): string {
  const { unit, amount } = estimate;
  const { one, many } = BILLING_UNITS[unit];
  const { name } = step.state.datasetGroup;
  const all = use.limit + use.raised;
  const needed = `${grouped(amount)} ${amount === 1 ? one : many} expected, ${grouped(Math.max(0, use.left))} of ${grouped(all)} left in ${monthAt(step.now.getTime()).name}`;
  const known = `${grouped(use.used)} used, ${grouped(use.reserved)} reserved`;
  // One digit more than shown, so that the raise covers it.
  const missing = Math.ceil((amount - use.left) * 10) / 10;
  if (!isSkipped) return `Above the budget, and begun nevertheless: ${needed} (${known}).`;
  const until = `It begins when it is due again in the next month, or after \`personalize-mlops budget raise ${name} ${optionOf(unit)} ${missing}\`.`;
  return `Skipped for the budget: ${needed} (${known}). What serves goes on serving. ${until}`;
}
