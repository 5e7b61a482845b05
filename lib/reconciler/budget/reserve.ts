import { isDeepStrictEqual } from 'node:util';
import { BUDGET_MEMBERS, type BudgetUnit, optionOf } from '../../parameter-file/budget';
import { IMPORT_WORKFLOW } from '../../parameter-file/workflows';
import { sumOf } from '../../personalize/billed-quantity';
import { BILLING_UNITS } from '../../personalize/billing';
import { monthAt } from '../../personalize/billing-month';
import type { BudgetMonth, BudgetUse } from '../../record-table/budget-ledger';
import { present } from '../../record-table/item';
import { grouped } from '../../text/format';
import { NotThereYet } from '../errors';
import { type Step, solutionOf } from '../step';
import type { Estimate, EstimateOf } from './estimate';
import { monthUse, type UnitUse } from './month-use';
import { trainingIdPrefix } from './trainings';

/** Work that the budget of the month does not cover. */
export interface Exceeded {
  readonly isSkipped: boolean;
  /**
   * True for the first run of the month that finds the budget exceeded for this work. Also true for the next run after a
   * raise of this limit for the month, or after a change of the file's limit or `onExceeded`. In the result of {@link reserve},
   * it is false for work that is not skipped: {@link noteBegun} finds the value once this work has begun.
   */
  readonly isNews: boolean;
  /** Note for users. */
  readonly note: string;
}

/** First words of the note for work that begins although it exceeds the budget. */
export const BEGUN_ABOVE = 'Begun although it exceeds the budget';

/**
 * Milliseconds after a reservation in which the step does not compare its work with the budget again. An interrupted
 * function may have begun the work in this time. After this time, Personalize shows any work that has begun.
 */
const RECHECK_AFTER = 300_000;

/** Maximum number of attempts to reserve if other work keeps reserving at the same time. */
const ATTEMPTS = 5;

/**
 * Reserves the estimated amount of the step's work in the month's budget. The write is conditional, so that concurrent
 * work cannot reserve the same amount. A repeated call does not reserve twice. Work that exceeds the budget is reserved
 * only if `onExceeded` is `notify`.
 * @param jobArn ARN that the job will have; undefined for a training
 * @param existsAlready returns true if later work can go on with an earlier version or import, as in `JobResource`
 * @returns undefined if the budget covers the work or does not limit it
 * @throws NotThereYet if other work reserves during each of the attempts
 */
export async function reserve(
  step: Step,
  estimateOf: EstimateOf | undefined,
  jobArn?: string,
  existsAlready?: (step: Step) => Promise<boolean>,
): Promise<Exceeded | undefined> {
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
    // If an earlier poll or another wake-up of the run has just made the step's reservation, the work may have begun. Such
    // work is not compared with the budget again. Work with an older reservation is compared again, because a new file may
    // have lowered the budget.
    const earlier = recorded.uses.find((each) => each.id === id);
    const isRecent = now.getTime() - Date.parse(earlier?.reservedAt ?? '') < RECHECK_AFTER;
    const own = isRecent ? earlier : undefined;
    const isExceeded = own === undefined && found !== undefined && sumOf([amount, -found.left]) > 0;
    const isSkipped = isExceeded && budget.onExceeded === 'skip';
    const isFirst = isSkipped && (await existsAlready?.(step)) === false;
    const note = isExceeded ? noteOf(step, { unit, amount }, found, { isSkipped, isFirst }) : own?.note;
    const reserved: BudgetUse = own ?? { id, unit, amount, reservedAt: now.toISOString() };
    const use: BudgetUse = { ...reserved, ...present({ jobArn, note }) };
    // False if other work was recorded since `recorded` was read. Then the next attempt reads anew.
    const isCurrent = isSkipped
      ? isDeepStrictEqual(await budgets.month(datasetGroup.name, month), recorded)
      : await budgets.reserve(datasetGroup.name, month, use, recorded.revision);
    if (!isCurrent) continue;
    if (isSkipped && earlier !== undefined) await budgets.free(datasetGroup.name, month, id);
    if (note === undefined) return undefined;
    return { isSkipped, isNews: isSkipped && (await isNewsIn(step, month, recorded, { unit, isSkipped })), note };
  }
  throw new NotThereYet('other work reserves parts of the budget at the same time');
}

/**
 * Records in the step's reservation that the work has begun, with the ARN of the work.
 * @returns the note that {@link reserve} made; undefined if the budget covers the work
 */
export async function noteBegun(step: Step, arn: string): Promise<Exceeded | undefined> {
  const { state, now, budgets } = step;
  if (state.budget === undefined) return undefined;
  const { name: month } = monthAt(now.getTime());
  const { note, unit } = (await budgets.begin(state.datasetGroup.name, month, idOf(step), arn)) ?? {};
  if (note === undefined || unit === undefined) return undefined;
  const recorded = await budgets.month(state.datasetGroup.name, month);
  return { isSkipped: false, isNews: await isNewsIn(step, month, recorded, { unit, isSkipped: false }), note };
}

/** Deletes the reservation of work that Personalize refused to begin. */
export async function freeReservation(step: Step): Promise<void> {
  const { state, now, budgets } = step;
  if (state.budget !== undefined) await budgets.free(state.datasetGroup.name, monthAt(now.getTime()).name, idOf(step));
}

/** Id of the step's reservation, the same at each poll of this step. */
function idOf(step: Step): string {
  return `${idPrefix(step)}${step.startedAt.toISOString()}`;
}

/** Prefix of the ids of reservations for the step's work, the same in each run. */
function idPrefix(step: Step): string {
  const { type, pointer } = step.resource;
  return type === 'solutionVersion' ? trainingIdPrefix(solutionOf(step).name) : `${type}#${pointer}#`;
}

/**
 * True for the first run of the month that skips this work, or that begins this work above the budget. After a change of
 * the limit or of `onExceeded`, or a raise of this limit for the month, the next such run counts as the first run again.
 * FULL and UPDATE trainings of a solution count as different work, and so do any two batch jobs.
 */
function isNewsIn(
  step: Step,
  month: string,
  { raises }: BudgetMonth,
  { unit, isSkipped }: { readonly unit: BudgetUnit; readonly isSkipped: boolean },
): Promise<boolean> {
  const { state, now, budgets, runId = '' } = step;
  const terms = JSON.stringify([
    isSkipped,
    state.budget?.limits[unit],
    raises.findLast((raise) => raise.unit === unit)?.at,
  ]);
  const subject = `${idPrefix(step)}${modeOf(step) ?? ''}`;
  return budgets.noteSkip(state.datasetGroup.name, month, subject, runId, terms, now);
}

/** Training mode that the run requests or, if it requests none, the mode in the file; undefined for jobs. */
function modeOf({ trainingMode, resource }: Step) {
  return trainingMode ?? resource.request.trainingMode;
}

/** True if the file has a schedule for the step's work. */
function isScheduled(step: Step): boolean {
  const { type, pointer } = step.resource;
  return step.state.tasks.some(({ workflow, input }) => {
    if (type === 'datasetImportJob') return workflow === IMPORT_WORKFLOW;
    if (type !== 'solutionVersion') return input.job === pointer;
    return input.solution === solutionOf(step).name && input.trainingMode === modeOf(step);
  });
}

/**
 * Text for a user who knows neither Personalize nor this project.
 * @param isFirst true if no earlier version or import exists that later work could use
 */
function noteOf(
  step: Step,
  { unit, amount }: Estimate,
  use: UnitUse,
  { isSkipped, isFirst }: { readonly isSkipped: boolean; readonly isFirst: boolean },
): string {
  const { one, many } = BILLING_UNITS[unit];
  const { name } = step.state.datasetGroup;
  const all = use.limit + use.raised;
  const rest =
    use.left < 0
      ? `the limit of ${grouped(all)} is exceeded by ${grouped(-use.left)} already`
      : `only ${grouped(use.left)} of ${grouped(all)} left`;
  const needed = `${grouped(amount)} ${amount === 1 ? one : many} expected, but ${rest} in ${monthAt(step.now.getTime()).name}`;
  const known = `${grouped(use.used)} used, ${grouped(use.reserved)} reserved`;
  if (!isSkipped) return `${BEGUN_ABOVE}: ${needed} (${known}).`;
  const text = `Skipped for the budget: ${needed} (${known}). Skipped work is not billed`;
  // Rounded up to tenths, so that the raise covers the whole missing amount.
  const missing = Math.ceil((amount - use.left) * 10) / 10;
  const raise = `\`personalize-mlops budget raise ${name} ${optionOf(unit)} ${missing} --reason TEXT\``;
  const isTooLarge = amount > use.limit;
  const waits = step.resource.type === 'solutionVersion' ? FIRST_TRAINING : FIRST_IMPORT;
  const follows = isFirst ? `. ${waits}.` : ', and existing campaigns and recommenders keep serving.';
  const isRepeated = isScheduled(step);
  const retry = `\`personalize-mlops retry ${name}\``;
  if (!isFirst && !isTooLarge)
    return isRepeated
      ? `${text}${follows} Nothing needs to be done: its schedule tries it again. The following command adds what is missing to this month's limit: ${raise}.`
      : `${text}${follows} No schedule repeats it: run ${retry} next month, or now after ${raise}.`;
  const again = isFirst || !isRepeated ? ` and then ${retry}` : '';
  const need = isTooLarge ? 'It exceeds the limit of a whole month: raise' : 'To begin it, raise';
  return `${text}${follows} ${need} ${BUDGET_MEMBERS[unit]} in the file, or this month's limit with ${raise}${again}.`;
}

const FIRST_TRAINING =
  'The solution has no ACTIVE version yet, so its campaigns and batch jobs wait for one. Batch jobs without a schedule then begin with an upload or `retry`';
const FIRST_IMPORT =
  'The dataset has no data yet, so this run trains nothing; existing campaigns and recommenders keep serving';
