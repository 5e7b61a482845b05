import type { ResourceType } from '../../personalize/resource-types';
import { hasNeverWorked, isInProgress } from '../../personalize/statuses';
import { importsOf } from '../account/imports-of';
import { reasonOfParent } from '../account/personalize-api';
import { versionsOf } from '../account/solution-versions';
import { ownDatasetArn } from '../resource-types/dataset';
import { groupArn, type Step, solutionArnOf } from '../step';

/**
 * Type of the resource whose work can block a step for days, by the type of the step's resource. Personalize works on a
 * dataset during imports, and on a solution during trainings.
 */
const WORKED_ON: Readonly<Partial<Record<ResourceType, 'dataset' | 'solution'>>> = {
  dataset: 'dataset',
  datasetImportJob: 'dataset',
  solution: 'solution',
  solutionVersion: 'solution',
  campaign: 'solution',
  batchInferenceJob: 'solution',
  batchSegmentJob: 'solution',
};

/** True if Personalize shows an import or a training in progress that blocks the step. */
export async function isBusy(step: Step): Promise<boolean> {
  const on = WORKED_ON[step.resource.type];
  if (on === undefined) return false;
  const work = await (on === 'dataset' ? importsOf(step.personalize, ownDatasetArn(step)) : versionsOf(step));
  return work.some(({ status = '' }) => isInProgress(status));
}

/**
 * Explains that the resource cannot be created because the creation of a parent has failed. Undefined if the creation of
 * no parent has failed. Personalize's own error only says that the parent is not ACTIVE, not why.
 */
export async function failedParent(step: Step): Promise<string | undefined> {
  for (const [type, arn] of parentsOf(step)) {
    const description = await step.personalize.describe(type, arn);
    if (description !== undefined && hasNeverWorked(description.status ?? '')) return reasonOfParent(arn, description);
  }
  return undefined;
}

/** Parents of the step's resource, the outermost first. */
function parentsOf(step: Step): readonly (readonly [type: ResourceType, arn: string])[] {
  const { type } = step.resource;
  if (type === 'datasetGroup' || type === 'schema') return [];
  const group = ['datasetGroup', groupArn(step)] as const;
  const parent = WORKED_ON[type];
  if (parent === undefined || parent === type) return [group];
  return [group, [parent, parent === 'dataset' ? ownDatasetArn(step) : solutionArnOf(step)]];
}
