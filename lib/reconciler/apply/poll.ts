import type { CreationIntents } from '../../record-table/creation-intents';
import { type DataCheck, ResourceFailed } from '../errors';
import type { Progress, Step, StepState } from '../step';
import { secondsUntilNextPoll } from './polling-interval';
import { existingArn, reconcile } from './reconcile';
import { isSettled, type News, newsOf, newsOfError } from './report';

export interface Poll extends News {
  /**
   * READY: the step has ended. QUOTA: a quota on work in progress is reached. CHECK: the rows of an import must be checked
   * before the next poll. WAIT: the step waits for something else.
   */
  readonly status: 'READY' | 'WAIT' | 'QUOTA' | 'CHECK';
  /** Seconds until the next poll; absent with READY. */
  readonly waitSeconds?: number;
  /** Check to carry out; only with CHECK. */
  readonly check?: DataCheck;
  /** Text for users that says what the step waits for, often a status or an error of Personalize. Absent with READY. */
  readonly reason?: string;
  readonly stepState: StepState;
  readonly isCreated: boolean;
  readonly isSettled: boolean;
}

/**
 * Compares the resource with its desired state once, and makes the request that is due, if any.
 * @throws RunError or HarmlessEnd, like {@link reconcile}. After such an error, {@link newsOfFailure} returns the news
 */
export async function poll(step: Step, before: StepState, intents: CreationIntents): Promise<Poll> {
  const progress = await reconcile(step, before, intents);
  return {
    ...answerOf(step, progress),
    stepState: progress.stepState,
    isCreated: before.result !== 'CREATED' && progress.stepState.result === 'CREATED',
    isSettled: isSettled(step, progress),
    ...newsOf(step, before, progress),
  };
}

export async function newsOfFailure(step: Step, before: StepState, error: Error): Promise<News> {
  const found = error instanceof ResourceFailed ? error.arn : undefined;
  // If Personalize does not answer, the search for the ARN fails too.
  return newsOfError(step, before, error, found ?? (await existingArn(step, before).catch(() => before.arn)));
}

function answerOf(step: Step, progress: Progress): Pick<Poll, 'status' | 'waitSeconds' | 'check' | 'reason'> {
  if (progress.status === 'READY') return { status: 'READY' };
  const { reason, waitFor } = progress;
  const wait = { reason, waitSeconds: secondsUntilNextPoll(step.resource.type, progress, step.now) };
  if (waitFor.kind === 'DATA_CHECK') return { status: 'CHECK', check: waitFor.check, ...wait };
  return { status: waitFor.kind === 'QUOTA' ? 'QUOTA' : 'WAIT', ...wait };
}
