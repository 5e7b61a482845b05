import type { Aws } from '../../core/aws';
import { type Caller, ServiceError } from '../../core/service';
import { type InvocationContext, isoSeconds } from './context-attributes';
import type { Target } from './schedule';

/** A scheduled run that did not reach its target, and the context of the last attempt. */
export interface DeadLetter extends InvocationContext {
  readonly target: Target;
  /** Input of the last attempt. */
  readonly input: string;
  readonly error: ServiceError;
  /** Limit of the retry policy that ended the retries. Undefined after a permanent error, which is not retried. */
  readonly condition: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds' | undefined;
}

/**
 * Sends a run that could not be delivered to the schedule's dead-letter queue, with the permissions of the schedule's role. Drops the run
 * if the schedule has no such queue.
 * @returns the error if the queue refused the message
 */
export async function sendDeadLetter(aws: Aws, letter: DeadLetter, caller: Caller): Promise<ServiceError | undefined> {
  const queueArn = letter.target.DeadLetterConfig?.Arn;
  if (queueArn === undefined) return undefined;
  try {
    const { QueueUrl: queueUrl } = (await aws.call('sqs', 'GetQueueUrl', {
      QueueName: queueArn.split(':').at(-1),
    })) as { readonly QueueUrl: string };
    const message = {
      QueueUrl: queueUrl,
      MessageBody: letter.input,
      MessageAttributes: attributes(letter),
    };
    await aws.call('sqs', 'SendMessage', message, caller);
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

function attributes(letter: DeadLetter): Record<string, unknown> {
  const texts: Record<string, string> = {
    ERROR_CODE: letter.error.code,
    ERROR_MESSAGE: letter.error.message,
    EXECUTION_ID: letter.executionId,
    ...(letter.condition !== undefined && { EXHAUSTED_RETRY_CONDITION: letter.condition }),
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: String(letter.attemptNumber - 1),
    SCHEDULED_TIME: isoSeconds(letter.scheduledTime),
    SCHEDULE_ARN: letter.scheduleArn,
    TARGET_ARN: letter.target.Arn,
  };
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, { DataType: 'String', StringValue: text }]),
  );
}
