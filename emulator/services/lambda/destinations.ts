import type { Aws } from '../../core/aws';
import { type Caller, type Permission, ServiceError } from '../../core/service';

interface Kind {
  readonly action: string;
  deliver(aws: Aws, destination: string, message: string, caller: Caller): Promise<unknown>;
}

/** Types of destinations by the service in their ARN. */
const KINDS: Readonly<Record<string, Kind | undefined>> = {
  sns: {
    action: 'sns:Publish',
    deliver: (aws, destination, message, caller) =>
      aws.call('sns', 'Publish', { TopicArn: destination, Message: message }, caller),
  },
  sqs: {
    action: 'sqs:SendMessage',
    deliver: async (aws, destination, message, caller) => {
      const QueueName = destination.split(':').at(-1);
      const { QueueUrl } = (await aws.call('sqs', 'GetQueueUrl', { QueueName })) as { QueueUrl: string };
      return aws.call('sqs', 'SendMessage', { QueueUrl, MessageBody: message }, caller);
    },
  },
};

/** Returns the permission that a function's role needs for a destination; undefined for an unsupported destination. */
export function permissionFor(destination: string): Permission | undefined {
  const kind = kindOf(destination);
  return kind && { action: kind.action, resource: destination };
}

/**
 * Sends the record of a failed event to a destination, with the permissions of the function's role.
 * @returns the error of the destination, or undefined if the destination accepted the record
 */
export async function deliver(
  aws: Aws,
  destination: string,
  record: object,
  caller: Caller,
): Promise<string | undefined> {
  try {
    await kindOf(destination)?.deliver(aws, destination, JSON.stringify(record), caller);
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

function kindOf(arn: string): Kind | undefined {
  const service = arn.split(':')[2] ?? '';
  return Object.hasOwn(KINDS, service) ? KINDS[service] : undefined;
}
