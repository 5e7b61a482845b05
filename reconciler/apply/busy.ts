import { ResourceNotFoundException } from '@aws-sdk/client-personalize';
import { datasetArn } from '../../personalize/arn';
import { isInProgress } from '../../personalize/statuses';
import { importsOf } from '../dataset-imports';
import type { Description } from '../personalize-api';
import { versionsOf } from '../resource-types/solution-versions';
import { datasetOf, type Step } from '../step';

/** Whether Personalize shows work on what the step needs that may take days: an import into its dataset, a training of its solution. */
export async function isBusy(step: Step): Promise<boolean> {
  try {
    return (await workBeside(step)).some(({ status = '' }) => isInProgress(status));
  } catch (error) {
    // Nothing works on a solution that is not there, or not yet visible. ListSolutionVersions is the one list that refuses it.
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

async function workBeside(step: Step): Promise<readonly Description[]> {
  const { scope, state, resource } = step;
  switch (resource.type) {
    case 'dataset':
    case 'datasetImportJob':
      return importsOf(step, datasetArn(scope, state.datasetGroup.name, datasetOf(step).datasetType));
    case 'solution':
    case 'solutionVersion':
    case 'campaign':
    case 'batchInferenceJob':
    case 'batchSegmentJob':
      return versionsOf(step);
    default:
      return [];
  }
}
