import { InvalidInputException, ResourceInUseException, ResourceNotFoundException } from '@aws-sdk/client-personalize';
import { describeError } from '../../aws/service-of';
import { isBeingCreated, isDeleting, isPending } from '../../personalize/statuses';
import type { OwnResource } from '../../record-table/own-resources';
import type { Description } from '../account/personalize-api';
import { campaignsUsing, KEPT, KEPT_FOR_UPLOAD, reasonOfUse } from '../removal/kept';
import { isOwn } from '../removal/own-in-account';
import { campaign } from '../resource-types/campaign';
import { type Progress, type Step, type StepState, waiting } from '../step';

/** Takes the next step to delete a resource that this deployment created and that has left the parameter file. */
export async function remove(step: Step, before: StepState): Promise<Progress> {
  const { personalize, own } = step;
  if (own === undefined) throw new Error('A resource without a record is not deleted.');
  const { type, arn } = own;
  const stepState: StepState = { ...before, arn };
  const description = await personalize.describe(type, arn);
  if (description === undefined) return { status: 'READY', stepState: { ...stepState, result: 'DELETED' } };
  const { status = '' } = description;
  if (isDeleting(status)) return waiting(status, { ...stepState, result: 'DELETED' }, { kind: 'DELETION' });
  if (isPending(status)) return waiting(status, stepState, { kind: 'IN_USE' });
  const reason = await reasonToKeep(step, own, description);
  const kept = (note: string): Progress => ({ status: 'READY', stepState: { ...stepState, note } });
  if (reason !== undefined) return kept(`${KEPT}${reason}`);
  // If a run is stopped, its function may still be at work when the next file is put in force. This check comes right
  // before each change, so that such a function completes at most the request that it has already sent.
  if (await step.isSuperseded?.()) return kept(KEPT_FOR_UPLOAD);
  // Applications must not get the ARN of a resource that is being deleted.
  await step.unpublish?.(arn);
  if (await step.isSuperseded?.()) return kept(KEPT_FOR_UPLOAD);
  try {
    await personalize.delete(type, arn);
  } catch (error) {
    // A deletion may have to wait for other work. The error for this is not documented for every type:
    // `personalize-tracked-dataset` in docs/local-aws.md.
    const mustWait = error instanceof ResourceInUseException || error instanceof InvalidInputException;
    if (mustWait)
      return waiting(describeError(error), stepState, { kind: (await isWorkedOn(step, own)) ? 'BUSY' : 'IN_USE' });
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
  return waiting('deletion requested', { ...stepState, result: 'DELETED' }, { kind: 'DELETION' });
}

/** Reason to keep the resource; undefined if it may be deleted. */
async function reasonToKeep(step: Step, own: OwnResource, description: Description): Promise<string | undefined> {
  const { personalize, deployment } = step;
  if (!(await isOwn(own, description, { personalize, deployment }))) return 'this deployment did not create it';
  const missing = own.onRemoval === 'delete' ? await missingCampaign(step) : undefined;
  if (missing !== undefined)
    return `campaign '${missing}' of the parameter file does not exist yet; once it exists, \`personalize-mlops retry\` deletes this resource`;
  return own.type === 'solution' ? reasonOfUse(await campaignsUsing(personalize, own.arn)) : undefined;
}

/**
 * Name of a campaign that is in the parameter file but does not exist yet, for example because no version of its
 * solution is promoted. The missing campaign may replace a campaign that has left the file. Until the new campaign
 * exists, the old campaign must serve.
 */
async function missingCampaign(step: Step): Promise<string | undefined> {
  for (const { campaigns } of step.state.solutions)
    for (const resource of campaigns)
      if ((await campaign.find({ ...step, resource })) === undefined) return resource.name;
  return undefined;
}

/** True while Personalize trains the solution, or imports into the dataset. */
async function isWorkedOn({ personalize }: Step, { type, arn }: OwnResource): Promise<boolean> {
  if (type !== 'solution' && type !== 'dataset') return false;
  const work = await (type === 'solution'
    ? personalize.list('solutionVersion', { solutionArn: arn })
    : personalize.list('datasetImportJob', { datasetArn: arn }));
  return work.some(({ status = '' }) => isBeingCreated(status));
}
