import type { Aws } from '../../core/aws';
import type { Random } from '../../core/random';
import { type Caller, ServiceError } from '../../core/service';
import { isoSeconds, replaceContextAttributes } from './context-attributes';
import { type DeadLetter, sendDeadLetter } from './dead-letter';
import type { Schedule, Target } from './schedule';
import { invokeTarget } from './target';

/**
 * Maximum wait before the first retry, in milliseconds. This maximum doubles with each retry, up to `LONGEST_WAIT`. A wait is random
 * between half the maximum and the maximum. AWS documents only that waits grow exponentially.
 */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 10 * 60 * 1000;

/**
 * Codes of errors that are not retried. Scheduler's guide does not say which errors Scheduler retries (`scheduler-retried-errors` in
 * docs/local-aws.md). EventBridge rules do not retry if a permission or the target is missing (EventBridge user guide, "Using dead-letter
 * queues to process undelivered events", November 2026).
 */
const PERMANENT = /AccessDenied|NotFound|DoesNotExist|Invalid|Validation|TooLarge/;

/** A scheduled run that could not be started. */
export interface FailedInvocation {
  readonly scheduleArn: string;
  /** Planned time of the run, in epoch milliseconds. */
  readonly scheduledTime: number;
  /** Time at which Scheduler gave up, in epoch milliseconds. */
  readonly at: number;
  readonly error: ServiceError;
  /** Error of the dead-letter queue. Absent if the schedule has no such queue or the queue accepted the run. */
  readonly deadLetterError?: ServiceError;
}

/**
 * Delivers scheduled runs to their targets. Retries transient errors as long as the schedule's retry policy allows. If a run cannot be
 * delivered, sends the run to the dead-letter queue.
 */
export class Delivery {
  private readonly failed: FailedInvocation[] = [];

  constructor(
    private readonly aws: Aws,
    private readonly random: Random,
  ) {}

  /** Scheduled runs that could not be started, in the order in which Scheduler gave up. */
  failedInvocations(): readonly FailedInvocation[] {
    return this.failed;
  }

  /** @param scheduledTime planned time of the run, in epoch milliseconds */
  async deliver(schedule: Schedule, scheduledTime: number): Promise<void> {
    const { target } = schedule.definition;
    const { MaximumRetryAttempts: maxRetries, MaximumEventAgeInSeconds: oldest } = target.RetryPolicy;
    for (let attemptNumber = 1; ; attemptNumber += 1) {
      const executionId = this.random.hex(16);
      const context = { scheduleArn: schedule.arn, scheduledTime, executionId, attemptNumber };
      const input = replaceContextAttributes(target.Input ?? this.notification(schedule, scheduledTime), context);
      const error = await this.attempt(schedule, target, input);
      if (error === undefined) return;
      const retryAt = this.aws.clock.now() + this.wait(attemptNumber);
      const condition = isTransient(error)
        ? exhaustedCondition(attemptNumber > maxRetries, retryAt - scheduledTime > oldest * 1000)
        : undefined;
      if (condition !== undefined || !isTransient(error)) {
        await this.giveUp(schedule, { target, input, error, condition, ...context });
        return;
      }
      await this.aws.clock.sleep(retryAt - this.aws.clock.now());
    }
  }

  private async attempt(schedule: Schedule, target: Target, input: string): Promise<ServiceError | undefined> {
    try {
      await invokeTarget(this.aws, target, input, callerOf(schedule));
      return undefined;
    } catch (error) {
      if (error instanceof ServiceError) return error;
      throw error;
    }
  }

  private async giveUp(schedule: Schedule, letter: DeadLetter): Promise<void> {
    const deadLetterError = await sendDeadLetter(this.aws, letter, callerOf(schedule));
    this.failed.push({
      scheduleArn: schedule.arn,
      scheduledTime: letter.scheduledTime,
      at: this.aws.clock.now(),
      error: letter.error,
      ...(deadLetterError && { deadLetterError }),
    });
  }

  private wait(attemptNumber: number): number {
    const longest = Math.min(FIRST_WAIT * 2 ** (attemptNumber - 1), LONGEST_WAIT);
    return this.random.integer(longest / 2, longest);
  }

  /** Returns the input for a target without an input of its own. The exact form is unconfirmed: `scheduler-empty-input` in docs/local-aws.md. */
  private notification(schedule: Schedule, scheduledTime: number): string {
    return JSON.stringify({
      version: '0',
      id: this.random.uuid(),
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account: this.aws.account.id,
      time: isoSeconds(scheduledTime),
      region: this.aws.account.region,
      resources: [schedule.arn],
      detail: '{}',
    });
  }
}

function callerOf({ name, definition }: Schedule): Caller {
  return { kind: 'role', roleName: definition.target.RoleArn.split('/').at(-1) ?? '', session: name };
}

function isTransient({ code }: ServiceError): boolean {
  return !PERMANENT.test(code);
}

function exhaustedCondition(tooOften: boolean, tooOld: boolean): DeadLetter['condition'] {
  if (tooOften) return 'MaximumRetryAttempts';
  return tooOld ? 'MaximumEventAgeInSeconds' : undefined;
}
