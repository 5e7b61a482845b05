import type { BudgetUnit } from '../../parameter-file/budget';
import { datasetArn } from '../../personalize/arn';
import { trainingUnit } from '../../personalize/billing';
import { DATASET_TYPES } from '../../personalize/dataset-types';
import { isActive } from '../../personalize/statuses';
import { importsOf } from '../account/imports-of';
import type { Description } from '../account/personalize-api';
import { reportedHours, versionsOf } from '../account/solution-versions';
import { type Step, solutionOf } from '../step';

/** Amount of the budget that a job or training is expected to use. */
export interface Estimate {
  readonly unit: BudgetUnit;
  readonly amount: number;
}

/** The parts of a step that are needed to compute how much of its budget a dataset group uses. */
export type BudgetStep = Pick<Step, 'state' | 'scope' | 'now' | 'personalize' | 'dataStatistics'>;

export type EstimateOf = (step: Step) => Promise<Estimate>;

/** Estimate in hours for a training if no earlier training of its solution has succeeded, or if Personalize reports no hours for the last one. */
export const UNKNOWN_HOURS = 1;

/**
 * Estimate for the step's training. In a plan, the number of interactions is the number in the csv that the upload would
 * import, if they were counted.
 */
export async function trainingEstimate(step: Step, mode: string): Promise<Estimate> {
  const { recipeArn } = solutionOf(step);
  const { csvInteractions: amount } = step;
  if (amount !== undefined && trainingUnit(recipeArn) === 'trainingInteractions')
    return { unit: 'trainingInteractions', amount };
  return estimateOf(step, recipeArn, await versionsOf(step), mode);
}

/**
 * Estimate for a training. An estimate in hours equals the hours of the solution's last successful training in the same
 * mode or, if there is none, in any mode. An estimate in interactions equals the number that checks of csv have counted.
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
 * Number of interactions in the last full import and in the incremental imports since then. The number comes from the
 * checks of csv, because Personalize reports no number of rows: DescribeDataset, DescribeDatasetImportJob and
 * DescribeSolutionVersion have none (API model, 2026-11). The number leaves out events, uncounted imports, and
 * incremental imports whose checks are no longer kept. It includes duplicates. If no import was counted, the number comes
 * from the newest check that did not refuse its data. Without such a check, the number is 0.
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
