import type { BudgetUnit } from '../../parameter-file/budget';
import { datasetArn } from '../../personalize/arn';
import { trainingUnit } from '../../personalize/billing';
import { DATASET_TYPES } from '../../personalize/dataset-types';
import { isActive } from '../../personalize/statuses';
import { importsOf } from '../account/imports-of';
import type { Description } from '../account/personalize-api';
import { reportedHours, versionsOf } from '../account/solution-versions';
import { type Step, solutionOf } from '../step';

/** What a piece of work is expected to use. */
export interface Estimate {
  readonly unit: BudgetUnit;
  readonly amount: number;
}

/** The parts of a step that are needed to compute what a dataset group uses of its budget. */
export type BudgetStep = Pick<Step, 'state' | 'scope' | 'now' | 'personalize' | 'dataStatistics'>;

export type EstimateOf = (step: Step) => Promise<Estimate>;

/** Hours that a training is expected to bill if Personalize reports none for an earlier training of its solution. */
export const UNKNOWN_HOURS = 1;

/** Estimate for the step's training. In a plan, the interactions counted in the csv to be imported take precedence. */
export async function trainingEstimate(step: Step, mode: string): Promise<Estimate> {
  const { recipeArn } = solutionOf(step);
  const { csvInteractions: amount } = step;
  if (amount !== undefined && trainingUnit(recipeArn) === 'trainingInteractions')
    return { unit: 'trainingInteractions', amount };
  return estimateOf(step, recipeArn, await versionsOf(step), mode);
}

/**
 * What a training is expected to bill. Hours are taken from the solution's last training in the same mode or, if there
 * is none, in any mode. Interactions are the number that checks have counted.
 * @param versions older versions of the solution, newest first
 */
export async function estimateOf(
  step: BudgetStep,
  recipeArn: string,
  versions: readonly Description[],
  mode: unknown,
): Promise<Estimate> {
  const unit = trainingUnit(recipeArn);
  if (unit === 'trainingInteractions') return { unit, amount: await importedInteractions(step) };
  const trained = versions.filter(({ status = '' }) => isActive(status));
  const last = trained.find(({ trainingMode }) => trainingMode === mode) ?? trained[0];
  const version = last && (await step.personalize.describe('solutionVersion', String(last.solutionVersionArn)));
  return { unit, amount: reportedHours(version) ?? UNKNOWN_HOURS };
}

/**
 * Number of interactions in the last full import and the incremental imports since. Checks have counted them, because
 * Personalize reports no number of rows: DescribeDataset, DescribeDatasetImportJob and DescribeSolutionVersion have
 * none (API model, 2026-11). The number does not account for events, duplicates, uncounted imports, and incremental
 * imports whose checks are no longer kept. Without any counted import, the number comes from the newest check that did
 * not refuse its data. Without such a check, it is 0.
 */
export async function importedInteractions({ state, scope, personalize, dataStatistics }: BudgetStep): Promise<number> {
  const { name } = state.datasetGroup;
  const checks = await dataStatistics.of(name, DATASET_TYPES.INTERACTIONS.csvName);
  const all = await importsOf(personalize, datasetArn(scope, name, 'INTERACTIONS'));
  const imports = all.filter(({ status = '' }) => isActive(status));
  const full = imports.findIndex(({ importMode }) => importMode !== 'INCREMENTAL');
  const since = full === -1 ? imports : imports.slice(0, full + 1);
  const counted = since.flatMap(({ jobName }) => {
    return checks.find(({ importFingerprint }) => String(jobName).endsWith(`-${importFingerprint}`)) ?? [];
  });
  if (counted.length === 0) return checks.find(({ verdict }) => verdict !== 'REFUSED')?.rows ?? 0;
  return counted.reduce((sum, { rows }) => sum + rows, 0);
}
