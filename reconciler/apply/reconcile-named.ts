import { RESOURCE_TYPES } from '../../personalize/resource-types';
import { isFailed } from '../../personalize/statuses';
import { ResourceConflict, ResourceFailed } from '../errors';
import type { Description } from '../personalize-api/personalize-api';
import { reasonOf } from '../personalize-api/personalize-api';
import { assessNamed, latestUpdate } from '../resource-types/assess';
import { type Difference, describeDifferences } from '../resource-types/differences';
import { assertData, assertDatasets } from '../resource-types/needed-datasets';
import type { Found, NamedResource } from '../resource-types/resource-type';
import { describeResource, type Progress, type Step, type StepState, type WaitFor } from '../step';

/** Reconciles a resource that is found by its name, one step at a time, whatever its current state. */
export async function reconcileNamed(strategy: NamedResource, step: Step, remembered: StepState): Promise<Progress> {
  const assessment = await assessNamed(strategy, step);
  const stepState = 'found' in assessment ? recall(strategy, step, remembered, assessment.found) : remembered;
  switch (assessment.state) {
    case 'ABSENT':
      return create(strategy, step, stepState);
    case 'DELETING':
      return wait(stepState, `is being deleted (${assessment.reason})`, { kind: 'DELETION' });
    case 'PENDING':
      return wait(stepState, assessment.reason, pending(step, assessment.found.description));
    case 'UPDATING': {
      const latest = latestUpdate(strategy, assessment.found.description) ?? {};
      return wait(stepState, `update ${assessment.reason}`, work('UPDATE', step, latest));
    }
    case 'FAILED':
      return handleFailure(strategy, step, stepState, assessment.found);
    case 'EQUAL': {
      const { arn } = assessment.found;
      return { status: 'READY', arn, stepState: { ...stepState, arn } };
    }
    case 'CONFLICT':
      throw new ResourceConflict(
        describeResource(step),
        `${describeDifferences(assessment.conflicts)}.`,
        strategy.resolution,
      );
    case 'DIFFERENT':
      return update(strategy, step, stepState, assessment.found, assessment.changes);
  }
}

/**
 * What this step did in a look whose answer was lost: what it works on was created or updated since it began. Not of
 * schemas, which other dataset groups may share and create.
 */
function recall(strategy: NamedResource, step: Step, stepState: StepState, { arn, description }: Found): StepState {
  if (stepState.result !== 'UNCHANGED' || !RESOURCE_TYPES[strategy.type].hasStatus) return stepState;
  if (createdDuring(step, description)) return { ...stepState, arn, result: 'CREATED' };
  const latest = strategy.isUpdatedByService?.(step, description) ? undefined : latestUpdate(strategy, description);
  return latest !== undefined && createdDuring(step, latest) ? { ...stepState, arn, result: 'UPDATED' } : stepState;
}

function createdDuring(step: Step, { creationDateTime }: Description): boolean {
  return creationDateTime !== undefined && creationDateTime >= step.startedAt;
}

async function update(
  strategy: NamedResource,
  step: Step,
  stepState: StepState,
  found: Found,
  changes: readonly Difference[],
): Promise<Progress> {
  const earlier = latestUpdate(strategy, found.description);
  if (earlier?.status !== undefined && isFailed(earlier.status) && changedDuring(step, earlier)) {
    throw new ResourceFailed(describeResource(step), reasonOf(earlier));
  }
  // Only what can be updated is assessed as different.
  await step.personalize.update(strategy.type, strategy.updateRequest?.(step, found, changes) ?? {});
  return wait(
    { ...stepState, arn: found.arn, result: stepState.result === 'CREATED' ? 'CREATED' : 'UPDATED' },
    `update requested: ${describeDifferences(changes)}`,
    work('UPDATE', step, { creationDateTime: step.now }),
  );
}

async function create(strategy: NamedResource, step: Step, stepState: StepState): Promise<Progress> {
  await assertDatasets(strategy, step);
  await assertData(strategy, step);
  const arn = await step.personalize.create(strategy.type, await strategy.createRequest(step));
  const created: StepState = { ...stepState, arn, result: 'CREATED' };
  // A schema has no status: it is there as soon as it is created.
  return RESOURCE_TYPES[strategy.type].hasStatus
    ? wait(created, 'creation requested', work('CREATION', step, { creationDateTime: step.now }))
    : { status: 'READY', arn, stepState: created };
}

/**
 * What failed during this step is this run's failure. What an earlier run left failed never held anything: it is deleted,
 * and created again once it is gone.
 */
async function handleFailure(
  strategy: NamedResource,
  step: Step,
  stepState: StepState,
  found: Found,
): Promise<Progress> {
  if (changedDuring(step, found.description)) {
    throw new ResourceFailed(describeResource(step), reasonOf(found.description));
  }
  await step.personalize.delete(strategy.type, found.arn);
  return wait(stepState, 'deletion of the failed resource of an earlier run requested', { kind: 'DELETION' });
}

function changedDuring(step: Step, { lastUpdatedDateTime }: Description): boolean {
  return lastUpdatedDateTime !== undefined && lastUpdatedDateTime >= step.startedAt;
}

function wait(stepState: StepState, reason: string, waitFor: WaitFor): Progress {
  return { status: 'WAIT', reason, stepState, waitFor };
}

/** A recommender that was there before may be pending too, when it is started again. */
function pending(step: Step, description: Description): WaitFor {
  const creation = description.status?.startsWith('CREATE') ?? false;
  return creation ? work('CREATION', step, description) : work('UPDATE', step, {});
}

function work(of: 'CREATION' | 'UPDATE', step: Step, { creationDateTime }: Description): WaitFor {
  return { kind: 'WORK', of, since: creationDateTime ?? step.startedAt };
}
