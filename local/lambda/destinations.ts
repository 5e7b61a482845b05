import type { Aws } from '../aws';
import { type Caller, ServiceError } from '../service';

type Delivery = (aws: Aws, destination: string, message: string, caller: Caller) => Promise<unknown>;

/** By the service in the destination's ARN. */
const DELIVERIES: Readonly<Record<string, Delivery | undefined>> = {
  sns: (aws, destination, message, caller) =>
    aws.call('sns', 'Publish', { TopicArn: destination, Message: message }, caller),
  sqs: async (aws, destination, message, caller) => {
    const { QueueUrl } = (await aws.call('sqs', 'GetQueueUrl', {
      QueueName: destination.split(':').at(-1),
    })) as { QueueUrl: string };
    return aws.call('sqs', 'SendMessage', { QueueUrl, MessageBody: message }, caller);
  },
};

function serviceOf(arn: string): string {
  return arn.split(':')[2] ?? '';
}

export function canDeliverTo(destination: string): boolean {
  return DELIVERIES[serviceOf(destination)] !== undefined;
}

/**
 * Sends the record of a failed event to a destination, with the permissions of the function's role.
 * @returns why the destination did not take it, or undefined if it did
 */
export async function deliver(
  aws: Aws,
  destination: string,
  record: object,
  caller: Caller,
): Promise<string | undefined> {
  try {
    await DELIVERIES[serviceOf(destination)]?.(aws, destination, JSON.stringify(record), caller);
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return `${error.code}: ${error.message}`;
    throw error;
  }
}
