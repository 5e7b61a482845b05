import type { Aws } from '../../core/aws';
import type { Random } from '../../core/random';
import { type Caller, ServiceError } from '../../core/service';
import { isoSeconds, replaceContextAttributes } from './context-attributes';
import { type DeadLetter, sendDeadLetter } from './dead-letter';
import type { Schedule, Target } from './schedule';
import { invokeTarget } from './target';

/**
 * Maximum milliseconds before the first retry. The maximum doubles with each retry, up to `LONGEST_WAIT`. Each wait is at least half of the
 * maximum. AWS documents only that the waits grow exponentially.
 */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 10 * 60 * 1000;

/**
 * Errors after which a retry cannot succeed. EventBridge's rules do not retry if a permission or the target is missing (EventBridge user
 * guide, "Using dead-letter queues to process undelivered events", November 2026). Scheduler's guide does not say which errors it retries:
 * `scheduler-retried-errors` in docs/local-aws.md.
 */
const PERMANENT = /AccessDenied|NotFound|DoesNotExist|Invalid|Validation|TooLarge/;

/** A scheduled run that could not be started. */
export interface FailedInvocation {
  readonly scheduleArn: string;
  /** Epoch milliseconds. */
  readonly scheduledTime: number;
  /** Epoch milliseconds at which Scheduler gave up. */
  readonly at: number;
  readonly error: ServiceError;
  /** Error of the dead-letter queue, if the schedule has such a queue and it refused the run. */
  readonly deadLetterError?: ServiceError;
}

/**
 * Delivers scheduled runs to their targets. Retries transient errors as the schedule's retry policy allows. Sends a run that cannot be
 * delivered to the dead-letter queue.
 */
export class Delivery {
  private readonly failed: FailedInvocation[] = [];

  constructor(
    private readonly aws: Aws,
    private readonly random: Random,
  ) {}

  /** Scheduled runs that could not be started, oldest first. */
  failedInvocations(): readonly FailedInvocation[] {
    return this.failed;
  }

  /** @param scheduledTime nominal time, epoch milliseconds */
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

  /** Input for a target that defines no input. Its exact form is unconfirmed: `scheduler-empty-input` in docs/local-aws.md. */
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
