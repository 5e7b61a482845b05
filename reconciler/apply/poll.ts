import type { CreationIntents } from '../../record-table/creation-intents';
import { type DataCheck, ResourceFailed } from '../errors';
import type { Progress, Result, Step, StepState } from '../step';
import { secondsUntilNextPoll } from './polling-interval';
import { existingArn, reconcile } from './reconcile';
import { isSettled, type News, newsOf, newsOfError } from './report';

/** What the state machine goes on with. */
export interface PollAnswer {
  /** CHECK: the rows of an import are to be checked before the next poll. QUOTA_REACHED: a training cannot be started now, and is not to be waited for under a lock. */
  readonly status: 'READY' | 'WAIT' | 'CHECK' | 'QUOTA_REACHED';
  /** Seconds until the next poll; absent with READY. */
  readonly waitSeconds?: number;
  /** With CHECK. */
  readonly check?: DataCheck;
  /** Personalize creates or updates it: nothing else is in the way. */
  readonly isInProgress?: boolean;
  readonly stepState: StepState;
  readonly resource: Pick<StepState, 'arn' | 'note'> & {
    readonly type: string;
    readonly name: string;
    readonly result: Result;
  };
}

export interface Poll extends News {
  readonly answer: PollAnswer;
  /** What the step waits for, in the words of Personalize; absent with READY. */
  readonly reason?: string;
  readonly isCreated: boolean;
  readonly isSettled: boolean;
}

/** Polls once and does what is next. @throws RunError if the resource failed; {@link newsOfFailure} says what is new then */
export async function poll(step: Step, before: StepState, intents: CreationIntents): Promise<Poll> {
  const progress = await reconcile(step, before, intents);
  return {
    answer: answerOf(step, progress),
    ...(progress.status === 'WAIT' && { reason: progress.reason }),
    isCreated: before.result !== 'CREATED' && progress.stepState.result === 'CREATED',
    isSettled: isSettled(step, progress),
    ...newsOf(step, before, progress),
  };
}

export async function newsOfFailure(step: Step, before: StepState, error: Error): Promise<News> {
  const found = error instanceof ResourceFailed ? error.arn : undefined;
  // Personalize may be what does not answer.
  return newsOfError(step, before, error, found ?? (await existingArn(step, before).catch(() => before.arn)));
}

function answerOf(step: Step, progress: Progress): PollAnswer {
  const { stepState } = progress;
  const { arn, note, result, name = step.resource.name } = stepState;
  const isWaiting = progress.status === 'WAIT';
  const quotaReached = isWaiting && progress.waitFor.kind === 'QUOTA';
  const check = isWaiting && progress.waitFor.kind === 'DATA_CHECK' ? progress.waitFor.check : undefined;
  return {
    status: quotaReached && step.until === 'STARTED' ? 'QUOTA_REACHED' : check ? 'CHECK' : progress.status,
    ...(check && { check }),
    ...(isWaiting && progress.waitFor.kind === 'WORK' && { isInProgress: true }),
    ...(isWaiting && { waitSeconds: secondsUntilNextPoll(step, progress) }),
    stepState,
    resource: {
      ...{ type: step.resource.type, name, result },
      ...(arn !== undefined && { arn }),
      ...(note !== undefined && { note }),
    },
  };
}
