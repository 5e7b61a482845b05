import type { ResourceType } from '../../personalize/resource-types';
import { present } from '../../record-table/item';
import type { ResourceResult } from '../../record-table/results';
import { HarmlessEnd, NotCovered, RefusedBefore } from '../errors';
import { describeActual, type Progress, type Step, type StepState } from '../step';

export interface StateChange {
  readonly type: ResourceType;
  readonly arn: string;
  readonly status: 'CREATING' | 'UPDATING' | 'ACTIVE' | 'INACTIVE' | 'COMPLETED' | 'DELETING' | 'DELETED' | 'FAILED';
  /** Seconds from the first poll to the end; only for ACTIVE, INACTIVE, COMPLETED, DELETED and FAILED. */
  readonly durationSeconds?: number;
}

/** Changes that a poll has made or found: a result for the run's record, and events for the event bus. */
export interface News {
  /** New result of the resource in the run's record. Absent if the work goes on and the result is the same as after the previous poll. */
  readonly result?: ResourceResult;
  readonly stateChanges: readonly StateChange[];
}

export function newsOf(step: Step, before: StepState, progress: Progress): News {
  const result = resultAfter(step, before, progress);
  return { ...present({ result }), stateChanges: stateChanges(step, before, progress) };
}

/**
 * News of a step that ended with an error.
 * @param arn ARN of the resource; undefined if the resource does not exist
 */
export function newsOfError(step: Step, before: StepState, error: Error, arn: string | undefined): News {
  const { message } = error;
  const { type } = step.resource;
  const seconds = secondsSince(step, before);
  const resource = describeActual(step, before);
  // The result names the resource already, so the note leaves it out.
  const note = message.startsWith(`${resource}: `) ? message.slice(resource.length + 2) : message;
  return {
    result: {
      type,
      resource,
      result: resultOfError(error),
      ...present({ arn }),
      seconds,
      note,
      ...(error instanceof NotCovered && { isOverBudget: error.isNews }),
      ...(error instanceof RefusedBefore && { isRefusedAgain: true }),
    },
    stateChanges:
      arn === undefined || error instanceof HarmlessEnd
        ? []
        : [{ type, arn, status: 'FAILED', durationSeconds: seconds }],
  };
}

function resultOfError(error: Error): ResourceResult['result'] {
  if (error instanceof NotCovered) return 'SKIPPED';
  return error instanceof HarmlessEnd ? 'UNCHANGED' : 'FAILED';
}

/** Events for a creation, update or deletion of the resource that has begun or ended. Each change is published once. */
function stateChanges(step: Step, before: StepState, progress: Progress): readonly StateChange[] {
  const { arn, result } = progress.stepState;
  if (arn === undefined) return [];
  const { type } = step.resource;
  const changes: StateChange[] = [];
  if (result === 'CREATED' && before.result !== 'CREATED') changes.push({ type, arn, status: 'CREATING' });
  if (result === 'UPDATED' && before.result === 'UNCHANGED') changes.push({ type, arn, status: 'UPDATING' });
  if (result === 'DELETED' && before.result !== 'DELETED') changes.push({ type, arn, status: 'DELETING' });
  if (isSettled(step, progress) && result !== 'UNCHANGED')
    changes.push({
      type,
      arn,
      status: result === 'DELETED' ? 'DELETED' : step.operation === 'STOP' ? 'INACTIVE' : 'ACTIVE',
      durationSeconds: secondsSince(step, before),
    });
  return changes;
}

function resultAfter(step: Step, before: StepState, progress: Progress): ResourceResult | undefined {
  const { arn, result, note, isOverBudget } = progress.stepState;
  const isEnd = isSettled(step, progress);
  if (!isEnd && result === before.result) return undefined;
  const seconds = isEnd ? secondsSince(step, before) : undefined;
  return {
    type: step.resource.type,
    resource: describeActual(step, progress.stepState),
    result,
    ...present({ arn, seconds, note, isOverBudget }),
  };
}

/**
 * Seconds since the step began. If the step continues an earlier step, the seconds count from the start of the earlier
 * step. The result is at least 0, because the function's clock may be behind the clock of Step Functions.
 */
function secondsSince(step: Step, { since }: StepState): number {
  const begin = since === undefined ? step.startedAt : new Date(since);
  return Math.max(0, Math.round((step.now.getTime() - begin.getTime()) / 1000));
}

/** True if all work on the resource has ended. False if only the check of its data or the start of its training has ended. */
export function isSettled(step: Step, progress: Progress): boolean {
  return progress.status === 'READY' && (step.until === 'ACTIVE' || step.until === 'ABSENT');
}
