import type { CreationIntents } from '../../record-table/creation-intents';
import type { ResourceResult } from '../../record-table/results';
import type { Progress, Result, Step, StepState } from '../step';
import { secondsUntilNextPoll } from './polling-interval';
import { existingArn, reconcile } from './reconcile';
import { isSettled, resultAfter, resultOfFailure, type StateChange, secondsSince, stateChanges } from './report';

/** What the state machine goes on with. */
export interface PollAnswer {
  /** QUOTA_REACHED: a training cannot be started now, and is not to be waited for under a lock. */
  readonly status: 'READY' | 'WAIT' | 'QUOTA_REACHED';
  /** Seconds until the next poll; absent with READY. */
  readonly waitSeconds?: number;
  readonly stepState: StepState;
  readonly resource: {
    readonly type: string;
    readonly name: string;
    readonly arn?: string;
    readonly result: Result;
    readonly note?: string;
  };
}

/** What is new about the resource, for the run's record and for the event bus. */
export interface News {
  /** Absent while the record is to stay as it is. */
  readonly result?: ResourceResult;
  readonly stateChanges: readonly StateChange[];
}

export interface Poll extends News {
  readonly answer: PollAnswer;
  /** What the step waits for, in the words of Personalize; absent with READY. */
  readonly reason?: string;
  /** Whether this very poll created the resource. */
  readonly isCreated: boolean;
  /** Whether the resource is there, and will not be polled again. */
  readonly isSettled: boolean;
}

/** Polls once and does what is next. @throws RunError if the resource failed; {@link newsOfFailure} says what is new then */
export async function poll(step: Step, before: StepState, intents: CreationIntents): Promise<Poll> {
  const progress = await reconcile(step, before, intents);
  const result = resultAfter(step, before, progress);
  return {
    answer: answerOf(step, progress),
    ...(progress.status === 'WAIT' && { reason: progress.reason }),
    isCreated: before.result !== 'CREATED' && progress.stepState.result === 'CREATED',
    isSettled: isSettled(step, progress),
    ...(result !== undefined && { result }),
    stateChanges: stateChanges(step, before, progress),
  };
}

export async function newsOfFailure(step: Step, before: StepState, error: Error): Promise<News> {
  // Personalize may be what does not answer.
  const arn = await existingArn(step, before).catch(() => before.arn);
  const { type } = step.resource;
  const durationSeconds = secondsSince(step, before);
  return {
    result: resultOfFailure(step, before, error, arn),
    stateChanges: arn === undefined ? [] : [{ type, arn, status: 'FAILED', durationSeconds }],
  };
}

function answerOf(step: Step, progress: Progress): PollAnswer {
  const { stepState } = progress;
  const isWaiting = progress.status === 'WAIT';
  const quotaReached = isWaiting && progress.waitFor.kind === 'CAPACITY';
  return {
    status: quotaReached && step.until === 'STARTED' ? 'QUOTA_REACHED' : progress.status,
    ...(isWaiting && { waitSeconds: secondsUntilNextPoll(step, progress) }),
    stepState,
    resource: {
      type: step.resource.type,
      name: stepState.name ?? step.resource.name,
      ...(stepState.arn !== undefined && { arn: stepState.arn }),
      result: stepState.result,
      ...(stepState.note !== undefined && { note: stepState.note }),
    },
  };
}
