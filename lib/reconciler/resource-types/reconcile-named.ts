import { SERVING_TYPES } from '../../personalize/request-metrics';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import { isActive, isFailed, isInactive } from '../../personalize/statuses';
import { present } from '../../record-table/item';
import { type Description, reasonOf } from '../account/personalize-api';
import { LeftFile, ResourceFailed } from '../errors';
import { CLOCK_SKEW, describeResource, type Progress, type Step, type StepState, type WaitFor, waiting } from '../step';
import { assertNotHeld } from './assert-not-held';
import { type Assessment, assessNamed, conflict, conflictsOf, latestUpdate } from './assess';
import { byFileInForce, DESCRIBED_DIFFERENTLY } from './by-file-in-force';
import { describeDifferences, differenceLines } from './difference-lines';
import type { Difference } from './differences';
import { assertData, assertDatasets, unreadyDataset } from './needed-datasets';
import type { FoundResource, NamedResource } from './resource-type';
import { isTooNew, notVisible } from './visibility';

/** Takes the next step for a resource that is found by its name. */
export async function reconcileNamed(strategy: NamedResource, step: Step, before: StepState): Promise<Progress> {
  const assessment = await assessNamed(strategy, step);
  const isStop = step.operation === 'STOP';
  if (assessment.state === 'ABSENT') {
    if (!isStop) return isTooNew(step, before) ? notVisible('not shown yet', before) : create(strategy, step, before);
    return { status: 'READY', stepState: { ...before, note: 'The recommender does not exist.' } };
  }
  const { arn, description } = assessment.found;
  if (isFailed(description.status ?? '') && changedDuring(step, description))
    throw new ResourceFailed(describeResource(step), reasonOf(description));
  const stepState = withLostAnswer(strategy, step, before, assessment.found);
  const isStopped = isInactive(description.status ?? '');
  const isSettled = assessment.state === 'EQUAL' || assessment.state === 'DIFFERENT' || assessment.state === 'CONFLICT';
  const isDone = isStop ? isStopped : isActive(description.status ?? '');
  if (step.operation !== undefined && isSettled && !isDone) return operate(step, stepState, arn, step.operation);
  // A request to stop the recommender ends here, even if the recommender differs from the file or has failed.
  if (isStop && (isSettled || assessment.state === 'FAILED'))
    return { status: 'READY', stepState: { ...stepState, arn } };
  switch (assessment.state) {
    case 'DELETING':
      return waiting(`is being deleted (${assessment.reason})`, stepState, { kind: 'DELETION' });
    case 'PENDING':
      return waiting(assessment.reason, stepState, pending(step, assessment.reason, description));
    case 'UPDATING': {
      const latest = latestUpdate(strategy, description) ?? {};
      return waiting(`update ${assessment.reason}`, stepState, work('UPDATE', step, latest));
    }
    case 'FAILED':
      return replaceFailed(strategy, step, stepState, assessment.found);
    case 'EQUAL':
      return {
        status: 'READY',
        stepState: { ...stepState, arn, ...(isStopped && present({ note: noteOnStopped(step, arn) })) },
      };
    case 'CONFLICT':
      throw await currentConflict(strategy, step, assessment.conflicts);
    case 'DIFFERENT':
      // It is unconfirmed whether Personalize updates a stopped recommender: `personalize-inactive-recommender` in docs/local-aws.md.
      if (isStopped)
        return { status: 'READY', stepState: { ...stepState, arn, note: noteOnStopped(step, arn) ?? STOPPED } };
      return update(strategy, step, stepState, assessment);
  }
}

/** Note for users on a stopped recommender; undefined if the file has a schedule that starts the recommender. */
export function noteOnStopped({ state, resource }: Pick<Step, 'state' | 'resource'>, arn: string): string | undefined {
  const starts = state.tasks.some(({ input }) => input.recommender === resource.name && input.operation === 'START');
  return starts
    ? undefined
    : `The recommender is stopped, and the file has no schedule that starts it. To start it: \`aws personalize start-recommender --recommender-arn ${arn}\`. If it differs from the file, the next upload or \`retry\` then updates it.`;
}

/** Note for users on a stopped recommender that differs from the file. */
export const STOPPED = 'The recommender is stopped. The first run after it is started will update it.';

/**
 * Error for a resource in conflict with the step's file. The error does not fail the run if the resource is not in conflict
 * with the file in force.
 * @throws LeftFile if the file in force no longer has the resource
 */
async function currentConflict(strategy: NamedResource, step: Step, conflicts: readonly Difference[]): Promise<Error> {
  const current = await byFileInForce(step);
  const left = current === step ? conflicts : await conflictsOf(strategy, current);
  return left.length > 0
    ? conflict(strategy, current, left)
    : new LeftFile(describeResource(step), DESCRIBED_DIFFERENTLY);
}

async function operate(step: Step, stepState: StepState, arn: string, operation: 'START' | 'STOP'): Promise<Progress> {
  if (operation === 'START') {
    // Throws if a newer file in force no longer has the recommender.
    await byFileInForce(step);
    await assertNotHeld(step);
  }
  await step.personalize.operate(operation, arn);
  const result = stepState.result === 'CREATED' ? 'CREATED' : 'UPDATED';
  const reason = operation === 'START' ? 'start requested' : 'stop requested';
  return waiting(reason, { ...stepState, arn, result }, { kind: 'WORK', of: 'UPDATE', since: step.now });
}

/**
 * Adds to the step state a change that an earlier poll requested, if the answer to this request was lost. Schemas are left
 * out, because the run of another dataset group may have created the same schema.
 */
function withLostAnswer(
  strategy: NamedResource,
  step: Step,
  stepState: StepState,
  { arn, description }: FoundResource,
): StepState {
  if (stepState.result !== 'UNCHANGED' || !RESOURCE_TYPES[strategy.type].hasStatus) return stepState;
  if (createdDuring(step, description)) return { ...stepState, arn, result: 'CREATED' };
  if (step.operation !== undefined && changedDuring(step, description)) return { ...stepState, arn, result: 'UPDATED' };
  const latest = strategy.isUpdatedByService?.(step, description) ? undefined : latestUpdate(strategy, description);
  return latest !== undefined && createdDuring(step, latest) ? { ...stepState, arn, result: 'UPDATED' } : stepState;
}

function createdDuring(step: Step, { creationDateTime }: Description): boolean {
  return creationDateTime !== undefined && creationDateTime.getTime() >= beginningOf(step);
}

async function update(
  strategy: NamedResource,
  step: Step,
  stepState: StepState,
  { found, changes }: Extract<Assessment, { state: 'DIFFERENT' }>,
): Promise<Progress> {
  const current = await byFileInForce(step);
  if (current !== step) return reconcileNamed(strategy, current, stepState);
  const earlier = latestUpdate(strategy, found.description);
  if (earlier?.status !== undefined && isFailed(earlier.status) && changedDuring(step, earlier))
    throw new ResourceFailed(describeResource(step), reasonOf(earlier));
  await assertNotHeld(step);
  const note = (await strategy.noteOnChange?.(step, changes)) ?? noteOnSettings(strategy, changes);
  // A strategy without `updateRequest` never comes here, because its differences are conflicts.
  await step.personalize.update(strategy.type, strategy.updateRequest?.(step, found, changes) ?? {});
  const result = stepState.result === 'CREATED' ? 'CREATED' : 'UPDATED';
  const reason = `update requested: ${describeDifferences(changes)}`;
  const updated: StepState = { ...stepState, arn: found.arn, result, ...present({ note }) };
  return waiting(reason, updated, { kind: 'WORK', of: 'UPDATE', since: step.now });
}

/**
 * Note for users on settings of a campaign or recommender that an update changes, for example a capacity that an operator
 * had raised. Undefined if only the version changes, and for other types.
 */
function noteOnSettings({ type }: NamedResource, changes: readonly Difference[]): string | undefined {
  if (!(type in SERVING_TYPES)) return undefined;
  const settings = changes.filter(({ member }) => member !== 'solutionVersionArn');
  return settings.flatMap(differenceLines).join('; ') || undefined;
}

async function create(strategy: NamedResource, step: Step, stepState: StepState): Promise<Progress> {
  const current = await byFileInForce(step);
  if (current !== step) return reconcileNamed(strategy, current, stepState);
  await assertDatasets(strategy, step);
  const dataset = await unreadyDataset(strategy, step);
  if (dataset)
    return waiting(`dataset ${dataset.name} is ${dataset.status}`, stepState, work('CREATION', step, dataset));
  await assertData(strategy, step);
  await strategy.assertCreatable?.(step);
  await assertNotHeld(step);
  const arn = await step.personalize.create(strategy.type, await strategy.createRequest(step));
  const created: StepState = { ...stepState, arn, result: 'CREATED', createdAt: step.now.toISOString() };
  // A schema has no status, and can be used as soon as it is created.
  const isReady =
    !RESOURCE_TYPES[strategy.type].hasStatus ||
    (strategy.isActiveAtOnce && (await strategy.find(step))?.description.status === 'ACTIVE');
  return isReady
    ? { status: 'READY', stepState: created }
    : waiting('creation requested', created, { kind: 'WORK', of: 'CREATION', since: step.now });
}

/**
 * Deletes a resource whose creation failed in an earlier run. Such a resource contains no data. The first poll after the
 * deletion creates it again.
 */
async function replaceFailed(
  { type }: NamedResource,
  step: Step,
  stepState: StepState,
  { arn }: FoundResource,
): Promise<Progress> {
  await step.personalize.delete(type, arn);
  return waiting('deletion of the failed resource of an earlier run requested', stepState, { kind: 'DELETION' });
}

function changedDuring(step: Step, { lastUpdatedDateTime }: Description): boolean {
  return lastUpdatedDateTime !== undefined && lastUpdatedDateTime.getTime() >= beginningOf(step);
}

/**
 * Earliest time at which the step may have made a change, in milliseconds since 1970 on Personalize's clock. Infinite at
 * the first poll, because the step has not changed anything before.
 */
function beginningOf({ startedAt, isFirstPoll }: Step): number {
  return isFirstPoll ? Number.POSITIVE_INFINITY : startedAt.getTime() - CLOCK_SKEW;
}

/** Work of Personalize for which a step waits if the resource is pending. A recommender is also pending while it is started or stopped. */
function pending(step: Step, status: string, description: Description): WaitFor {
  return status.startsWith('CREATE') ? work('CREATION', step, description) : work('UPDATE', step, {});
}

function work(
  of: 'CREATION' | 'UPDATE',
  step: Step,
  { creationDateTime: since = step.startedAt }: Description,
): WaitFor {
  return { kind: 'WORK', of, since };
}
