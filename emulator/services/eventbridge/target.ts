import type { Aws } from '../../core/aws';
import { ServiceError } from '../../core/service';
import type { Envelope } from './event';

export interface Target {
  readonly Id: string;
  readonly Arn: string;
  /** JSON text that the target receives instead of the event, if given. */
  readonly Input?: string;
}

/** An event that a target refused. AWS counts it in the metric FailedInvocations. */
export interface LostEvent {
  readonly ruleArn: string;
  readonly target: Target;
  readonly event: Envelope;
  /** Time of the refusal, in epoch milliseconds of virtual time. */
  readonly at: number;
  readonly error: ServiceError;
}

const MEMBERS = ['Id', 'Arn', 'Input'];

type Deliver = (aws: Aws, target: Target, message: string, caller: Parameters<Aws['call']>[3]) => Promise<unknown>;

/** Functions that deliver an event, by the service in the target's ARN. */
const DELIVERIES: Readonly<Record<string, Deliver>> = {
  lambda: (aws, { Arn }, message, caller) =>
    aws.call('lambda', 'Invoke', { FunctionName: Arn, InvocationType: 'Event', Payload: message }, caller),
  sns: (aws, { Arn }, message, caller) => aws.call('sns', 'Publish', { TopicArn: Arn, Message: message }, caller),
  sqs: async (aws, { Arn }, message, caller) => {
    const { QueueUrl } = (await aws.call('sqs', 'GetQueueUrl', { QueueName: Arn.split(':').at(-1) })) as {
      QueueUrl: string;
    };
    return aws.call('sqs', 'SendMessage', { QueueUrl, MessageBody: message }, caller);
  },
};

/** @throws ServiceError ValidationException for a target without Id or Arn, and for members and services that are not supported */
export function checkTarget(target: Readonly<Record<string, unknown>>): Target {
  const unknown = Object.keys(target).find((member) => target[member] !== undefined && !MEMBERS.includes(member));
  if (unknown !== undefined) {
    throw new ServiceError('ValidationException', `The local EventBridge does not implement targets with ${unknown}.`);
  }
  const { Id: id, Arn: arn } = target;
  if (typeof id !== 'string' || typeof arn !== 'string') {
    throw new ServiceError('ValidationException', `A target needs Id and Arn; got ${JSON.stringify(target)}.`);
  }
  if (!Object.hasOwn(DELIVERIES, serviceOf(arn))) {
    const services = Object.keys(DELIVERIES).join(', ');
    throw new ServiceError(
      'ValidationException',
      `The local EventBridge delivers to ${services}; the target '${id}' is ${arn}.`,
    );
  }
  return target as unknown as Target;
}

/**
 * Sends an event to a target. The caller is the EventBridge service, so the target's resource policy must allow the call.
 * @returns the error if the target refuses the event. The event is then lost
 */
export async function deliver(
  aws: Aws,
  ruleArn: string,
  target: Target,
  event: Envelope,
): Promise<ServiceError | undefined> {
  const caller = {
    kind: 'service',
    principal: 'events.amazonaws.com',
    sourceArn: ruleArn,
    sourceAccount: aws.account.id,
  } as const;
  try {
    await DELIVERIES[serviceOf(target.Arn)]?.(aws, target, target.Input ?? JSON.stringify(event), caller);
    return undefined;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return error;
  }
}

function serviceOf(arn: string): string {
  return arn.split(':')[2] ?? '';
}
