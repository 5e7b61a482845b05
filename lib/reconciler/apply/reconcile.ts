import { ResourceInUseException } from '@aws-sdk/client-personalize';
import { describeError } from '../../aws/service-of';
import type { CreationIntents } from '../../record-table/creation-intents';
import { HarmlessEnd, NotCheckedYet, NothingPromoted, ResourceFailed, RunError } from '../errors';
import { isJob, STRATEGIES } from '../resource-types';
import { reconcileJob } from '../resource-types/reconcile-job';
import { reconcileNamed } from '../resource-types/reconcile-named';
import { verifyRead } from '../resource-types/verified-read';
import { describeResource, type Progress, type Step, type StepState, waiting } from '../step';
import { failedParent, isBusy } from './in-use';
import { obstacleOf } from './obstacle';
import { remove } from './remove';
import { withinLimit } from './wait-limits';

/**
 * Takes the next step towards the desired state.
 * @throws RunError if the resource failed, is in conflict, lacks valid input or waited too long
 * @throws HarmlessEnd if the step ends without the resource and does not fail the run
 */
export async function reconcile(
  step: Step,
  { waitingSince, ...stepState }: StepState,
  intents: CreationIntents,
): Promise<Progress> {
  const subject = { type: step.resource.type, title: describeResource(step), now: step.now };
  return withinLimit(subject, waitingSince, await attempt(step, stepState, intents));
}

async function attempt(step: Step, stepState: StepState, intents: CreationIntents): Promise<Progress> {
  const strategy = STRATEGIES[step.resource.type];
  try {
    if (step.until === 'ABSENT') return await remove(step, stepState);
    if (!isJob(strategy)) return await reconcileNamed(strategy, step, stepState);
    return await reconcileJob(strategy, step, stepState, intents);
  } catch (error) {
    // The step ends instead of waiting, because a promotion may need an operator's decision. Other resources must not wait for this decision.
    if (error instanceof NothingPromoted) return { status: 'READY', stepState: { ...stepState, note: error.message } };
    if (error instanceof NotCheckedYet)
      return waiting(error.message, stepState, { kind: 'DATA_CHECK', check: error.check });
    if (error instanceof RunError || error instanceof HarmlessEnd || !(error instanceof Error)) throw error;
    const isInUse = step.until !== 'ABSENT' && error instanceof ResourceInUseException;
    const lost = isInUse ? await failedParent(step) : undefined;
    if (lost !== undefined) throw new ResourceFailed(describeResource(step), lost);
    const obstacle = isInUse && (await isBusy(step)) ? 'BUSY' : obstacleOf(error);
    const reason = describeError(error);
    if (obstacle === undefined) throw new ResourceFailed(describeResource(step), reason);
    return waiting(reason, stepState, { kind: obstacle });
  }
}

/** ARN of the step's resource after a failure; undefined if there is none, or if the step has not found or created its job yet. */
export async function existingArn(step: Step, { arn }: StepState): Promise<string | undefined> {
  const strategy = STRATEGIES[step.resource.type];
  return arn !== undefined || isJob(strategy) ? arn : (await strategy.find(step))?.arn;
}

/** Records that a finished job has read the current data, if this is proved. Does nothing for other resources. */
export async function recordRead(step: Step, arn: string): Promise<void> {
  const strategy = STRATEGIES[step.resource.type];
  const work = isJob(strategy) ? await strategy.workOf?.(step) : undefined;
  if (work !== undefined) await verifyRead(step, work, arn);
}
