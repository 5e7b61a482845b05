import { ResourceInUseException } from '@aws-sdk/client-personalize';
import { describeError } from '../../aws/service-of';
import type { CreationIntents } from '../../record-table/creation-intents';
import { ResourceFailed, RunError } from '../errors';
import { JOB_RESOURCES, NAMED_RESOURCES } from '../resource-types';
import type { JobType } from '../resource-types/resource-type';
import { describeResource, type Progress, type Step, type StepState } from '../step';
import { failedParent, isBusy } from './in-use';
import { obstacleOf } from './obstacle';
import { reconcileJob } from './reconcile-job';
import { reconcileNamed } from './reconcile-named';
import { withinLimit } from './wait-limit';

/**
 * Reads the actual state of the step's resource and does the next thing towards its desired state.
 * @throws RunError if the resource failed, is in conflict, lacks its input or has waited too long
 */
export async function reconcile(
  step: Step,
  { waitingSince, ...stepState }: StepState,
  intents: CreationIntents,
): Promise<Progress> {
  return withinLimit(step, waitingSince, await attempt(step, stepState, intents));
}

async function attempt(step: Step, stepState: StepState, intents: CreationIntents): Promise<Progress> {
  try {
    return await dispatch(step, stepState, intents);
  } catch (error) {
    if (error instanceof RunError || !(error instanceof Error)) throw error;
    const isInUse = error instanceof ResourceInUseException;
    const lost = isInUse ? await failedParent(step) : undefined;
    if (lost !== undefined) throw new ResourceFailed(describeResource(step), lost);
    const obstacle = isInUse && (await isBusy(step)) ? 'BUSY' : obstacleOf(error);
    const reason = describeError(error);
    if (obstacle !== undefined) return { status: 'WAIT', reason, stepState, waitFor: { kind: obstacle } };
    throw new ResourceFailed(describeResource(step), reason);
  }
}

/** ARN of the step's resource as it is after a failure; undefined if there is none. */
export async function existingArn(step: Step, stepState: StepState): Promise<string | undefined> {
  const { type } = step.resource;
  if (stepState.arn !== undefined || type in JOB_RESOURCES) return stepState.arn;
  return (await NAMED_RESOURCES[type as Exclude<typeof type, JobType>].find(step))?.arn;
}

function dispatch(step: Step, stepState: StepState, intents: CreationIntents): Promise<Progress> {
  const { type } = step.resource;
  return type in JOB_RESOURCES
    ? reconcileJob(JOB_RESOURCES[type as JobType], step, stepState, intents)
    : reconcileNamed(NAMED_RESOURCES[type as Exclude<typeof type, JobType>], step, stepState);
}
