import { ResourceNotFoundException } from '@aws-sdk/client-personalize';
import { datasetArn, datasetGroupArn, solutionArn } from '../../personalize/arn';
import type { ResourceType } from '../../personalize/resource-types';
import { isFailed, isInProgress } from '../../personalize/statuses';
import { importsOf } from '../resource-types/dataset-import-job';
import { type Description, reasonOf } from '../resource-types/personalize-api';
import { versionsOf } from '../resource-types/solution-versions';
import { datasetOf, type Step, solutionOf } from '../step';

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

type Parent = readonly [type: ResourceType, arn: string];

/** Why the resource can never be created: a parent has failed, which Personalize reports only as not ACTIVE. undefined if none has. */
export async function failedParent(step: Step): Promise<string | undefined> {
  for (const [type, arn] of parentsOf(step)) {
    const description = await step.personalize.describe(type, arn);
    if (description !== undefined && isFailed(description.status ?? ''))
      return `${arn} is ${description.status}: ${reasonOf(description)} An upload of the parameter file creates it anew.`;
  }
  return undefined;
}

/** From the outermost on. */
function parentsOf(step: Step): readonly Parent[] {
  const { scope, state, resource } = step;
  const group: Parent = ['datasetGroup', datasetGroupArn(scope, state.datasetGroup.name)];
  switch (resource.type) {
    case 'datasetGroup':
    case 'schema':
      return [];
    case 'datasetImportJob':
      return [group, ['dataset', datasetArn(scope, state.datasetGroup.name, datasetOf(step).datasetType)]];
    case 'solutionVersion':
    case 'campaign':
    case 'batchInferenceJob':
    case 'batchSegmentJob':
      return [group, ['solution', solutionArn(scope, solutionOf(step).name)]];
    default:
      return [group];
  }
}
