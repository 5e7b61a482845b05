import type { BillingUnit } from '../personalize/billing';
import type { BudgetSection } from './sections';

/** Members of the section `budget`, by the unit that each member limits. */
export const BUDGET_MEMBERS = {
  trainingHours: 'trainingHoursPerMonth',
  trainingInteractions: 'trainingInteractionsPerMonth',
  importGigabytes: 'importGigabytesPerMonth',
  batchJobs: 'batchJobsPerMonth',
  provisionedTpsHours: 'provisionedTpsHoursPerMonth',
} as const satisfies Partial<Record<BillingUnit, keyof BudgetSection>>;

export type BudgetUnit = keyof typeof BUDGET_MEMBERS;

export const BUDGET_UNITS = Object.keys(BUDGET_MEMBERS) as readonly BudgetUnit[];

/**
 * Units of work that a budget can skip. TPS-hours are not included, because a budget never stops a campaign or recommender.
 */
export const WORK_UNITS = BUDGET_UNITS.filter((unit) => unit !== 'provisionedTpsHours');

/** Limits on the billed use of a dataset group in a calendar month (UTC) or, for TPS-hours, in a forecast of 30 days. */
export interface Budget {
  /** Maximum amount of each unit; a unit without a limit is absent. */
  readonly limits: Readonly<Partial<Record<BudgetUnit, number>>>;
  readonly onExceeded: 'skip' | 'notify';
}

/** The section `budget` of a parameter file, with defaults. */
export function budgetOf({ onExceeded = 'skip', ...section }: BudgetSection): Budget {
  const limits = BUDGET_UNITS.flatMap((unit) => {
    const limit = section[BUDGET_MEMBERS[unit]];
    return limit === undefined ? [] : [[unit, limit] as const];
  });
  return { limits: Object.fromEntries(limits), onExceeded };
}

/** Option of `personalize-mlops budget raise` for a unit of {@link WORK_UNITS}, e.g. `--training-hours`. */
export function optionOf(unit: BudgetUnit): string {
  return `--${unit.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
