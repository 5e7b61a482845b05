import { describeActual, type Memory, type Progress, type Step } from '../../reconciler/step';
import type { ResourceOutcome } from '../../record-table/resource-result';
import type { Announcement } from './state-change-events';

/**
 * What a look has to tell the world: that the resource is being created or updated, and that it is there. Nothing is
 * told of a resource that was as it should be, nor twice of the same change.
 */
export function announcements(step: Step, before: Memory, progress: Progress): readonly Announcement[] {
  const { arn, outcome } = progress.memory;
  if (arn === undefined) return [];
  const { type } = step.resource;
  const told: Announcement[] = [];
  if (outcome === 'CREATED' && before.outcome !== 'CREATED') told.push({ type, arn, status: 'CREATING' });
  if (outcome === 'UPDATED' && before.outcome === 'UNCHANGED') told.push({ type, arn, status: 'UPDATING' });
  if (isSettled(step, progress) && outcome !== 'UNCHANGED') {
    told.push({ type, arn, status: 'ACTIVE', durationSeconds: secondsSince(step, before) });
  }
  return told;
}

/** What the run's record says of the resource after a look; undefined while there is nothing new to say. */
export function outcomeAfter(step: Step, before: Memory, progress: Progress): ResourceOutcome | undefined {
  const { arn, outcome, note } = progress.memory;
  const settled = isSettled(step, progress);
  if (!settled && outcome === before.outcome) return undefined;
  return {
    type: step.resource.type,
    resource: describeActual(step, progress.memory),
    outcome,
    ...(arn !== undefined && { arn }),
    ...(settled && { seconds: secondsSince(step, before) }),
    ...(note !== undefined && { note }),
  };
}

/** @param arn of the resource, if there is one */
export function outcomeOfFailure(
  step: Step,
  before: Memory,
  error: Error,
  arn: string | undefined,
): ResourceOutcome {
  return {
    type: step.resource.type,
    resource: describeActual(step, before),
    outcome: 'FAILED',
    ...(arn !== undefined && { arn }),
    seconds: secondsSince(step, before),
    note: error.message,
  };
}

/**
 * A step may have gone on in an earlier one's place: then the time counts from there. The function's clock may be behind that
 * of Step Functions: nothing takes less than no time.
 */
export function secondsSince(step: Step, { since }: Memory): number {
  const begin = since === undefined ? step.startedAt : new Date(since);
  return Math.max(0, Math.round((step.now.getTime() - begin.getTime()) / 1000));
}

/** Whether the resource is there, and nobody is to look at it again. */
export function isSettled(step: Step, progress: Progress): boolean {
  return progress.status === 'READY' && step.until === 'ACTIVE';
}
