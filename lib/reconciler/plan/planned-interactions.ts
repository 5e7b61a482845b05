import type { DesiredState } from '../../parameter-file/desired-state';
import { keyOf } from '../../parameter-file/forecast/forecast';
import { datasetArn } from '../../personalize/arn';
import { isImported } from '../account/imports-of';
import { type BudgetStep, importedInteractions } from '../budget/estimate';

/** True if the interactions of an upload replace all earlier interactions. */
export function isFullImport({ datasets }: DesiredState): boolean {
  return datasets.every(
    ({ datasetType, importJob }) => datasetType !== 'INTERACTIONS' || importJob.request.importMode !== 'INCREMENTAL',
  );
}

/**
 * Number of interactions that a training after an upload reads; undefined if the number is unknown.
 * @param created keys of the resources that the upload creates, imports included
 * @param rows number of interactions in the csv; undefined if they were not counted
 */
export async function plannedInteractions(
  step: BudgetStep,
  created: ReadonlySet<string>,
  rows: number | undefined,
): Promise<number | undefined> {
  const { state, scope, personalize } = step;
  if (rows === undefined || isFullImport(state)) return rows;
  if (!(await isImported(personalize, datasetArn(scope, state.datasetGroup.name, 'INTERACTIONS')))) return rows;
  const imported = await importedInteractions(step);
  // 0 means that the interactions of earlier imports were not counted.
  if (imported === 0) return undefined;
  const adds = state.datasets.some(
    ({ datasetType, importJob }) => datasetType === 'INTERACTIONS' && created.has(keyOf(importJob)),
  );
  return adds ? imported + rows : imported;
}
