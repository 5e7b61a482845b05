import type { Aws } from '../../core/aws';
import type { Random } from '../../core/random';
import { ServiceError } from '../../core/service';
import { deliver } from './destinations';
import type { EventSettings } from './event-settings';
import type { FunctionConfiguration } from './function-configuration';
import type { FunctionError } from './function-error';
import type { InvocationResult } from './function-runtime';
import type { FailedEvent } from './history';

/** Milliseconds before the second and the third attempt. */
const RETRY_WAITS = [60_000, 120_000];

/**
 * Milliseconds to wait after an attempt that Lambda could not make. The wait doubles from one second up to five minutes ("How Lambda
 * handles errors and retries with asynchronous invocation", developer guide, November 2026).
 */
const NOT_READY_WAIT = { min: 1000, max: 300_000 };

/** Minimum and maximum milliseconds between Lambda's response to Invoke and the first attempt. */
const QUEUE_DELAY = { min: 20, max: 200 };

/** An asynchronous invocation in Lambda's queue. */
export interface QueuedEvent {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  readonly configuration: FunctionConfiguration;
  readonly settings: EventSettings;
  /** @throws ServiceError if Lambda cannot run the function now. This does not count as an attempt */
  readonly run: (attempt: number) => Promise<InvocationResult>;
}

/**
 * Lambda's queue for events. After a short delay, Lambda makes one attempt and up to `maximumRetryAttempts` retries. If
 * all fail or the event expires, the on-failure destination gets a record.
 */
export class EventInvocations {
  private readonly random: Random;

  constructor(
    private readonly aws: Aws,
    private readonly onFailed: (event: FailedEvent) => void,
  ) {
    this.random = aws.random.fork('lambda/events');
  }

  enqueue(event: QueuedEvent): void {
    const { clock } = this.aws;
    const expires = clock.now() + event.settings.maximumEventAgeInSeconds * 1000;
    const delay = this.random.integer(QUEUE_DELAY.min, QUEUE_DELAY.max);
    clock.at(clock.now() + delay, () => this.start(event, 1, expires));
  }

  private start(event: QueuedEvent, attempt: number, expires: number): void {
    this.attempt(event, attempt, expires).catch((error) => this.aws.clock.fail(error));
  }

  private async attempt(event: QueuedEvent, attempt: number, expires: number): Promise<void> {
    const { clock } = this.aws;
    let error: FunctionError | undefined;
    try {
      error = await this.runWhenReady(event, attempt, expires);
    } catch (expired) {
      if (!(expired instanceof ServiceError)) throw expired;
      const never = { errorType: expired.code, errorMessage: expired.message };
      return this.giveUp(event, attempt - 1, never, 'EventAgeExceeded');
    }
    if (error === undefined) return;
    const wait = attempt <= event.settings.maximumRetryAttempts ? RETRY_WAITS[attempt - 1] : undefined;
    if (wait === undefined) {
      await this.giveUp(event, attempt, error, 'RetriesExhausted');
    } else if (clock.now() + wait > expires) {
      await this.giveUp(event, attempt, error, 'EventAgeExceeded');
    } else {
      clock.at(clock.now() + wait, () => this.start(event, attempt + 1, expires));
    }
  }

  /**
   * @returns the function's error; undefined after a success
   * @throws ServiceError if Lambda cannot run the function now and the event would expire before Lambda tries again
   */
  private async runWhenReady(event: QueuedEvent, attempt: number, expires: number): Promise<FunctionError | undefined> {
    const { clock } = this.aws;
    for (let wait = NOT_READY_WAIT.min; ; wait = Math.min(2 * wait, NOT_READY_WAIT.max)) {
      try {
        return (await event.run(attempt)).error;
      } catch (error) {
        if (!(error instanceof ServiceError) || clock.now() + wait > expires) throw error;
        await clock.sleep(wait);
      }
    }
  }

  private async giveUp(
    event: QueuedEvent,
    attempts: number,
    error: FunctionError,
    condition: FailedEvent['condition'],
  ): Promise<void> {
    const at = this.aws.clock.now();
    const { functionName, functionArn, roleName } = event.configuration;
    const destination = event.settings.onFailure;
    const record = {
      version: '1.0',
      timestamp: new Date(at).toISOString(),
      requestContext: {
        requestId: event.requestId,
        functionArn: `${functionArn}:$LATEST`,
        condition,
        approximateInvokeCount: attempts,
      },
      requestPayload: JSON.parse(event.payload),
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: error,
    };
    const destinationError =
      destination && (await deliver(this.aws, destination, record, { kind: 'role', roleName, session: functionName }));
    this.onFailed({
      functionName,
      requestId: event.requestId,
      at,
      condition,
      error,
      ...(destination !== undefined && { destination }),
      ...(destinationError !== undefined && { destinationError }),
    });
  }
}
