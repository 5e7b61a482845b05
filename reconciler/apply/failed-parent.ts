import { datasetArn, datasetGroupArn, solutionArn } from '../../personalize/arn';
import type { ResourceType } from '../../personalize/resource-types';
import { isFailed } from '../../personalize/statuses';
import { datasetOf, type Step, solutionOf } from '../step';
import { reasonOf } from './reconcile-named';

type Parent = readonly [type: ResourceType, arn: string];

/**
 * Why the step's resource can never be created: something that it belongs to has failed. Personalize says of such a parent only
 * that it is not ACTIVE, as of one that is on its way.
 * @returns undefined if no parent has failed
 */
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
