import type { Aws } from '../../core/aws';
import { type Caller, type Input, ServiceError } from '../../core/service';
import type { Target } from './schedule';

/** Call that invokes a target. */
interface Invocation {
  readonly service: string;
  readonly operation: string;
  /** @param input JSON text of the target's input, in which keywords have been replaced */
  readonly request: (target: Target, input: string) => Input;
}

interface TargetKind {
  readonly arn: RegExp;
  readonly invocation: Invocation;
}

/** Targets that the local Scheduler can invoke. */
const TARGET_KINDS: readonly TargetKind[] = [
  {
    arn: /^arn:[^:]+:states:[^:]+:\d{12}:stateMachine:.+$/,
    invocation: {
      service: 'states',
      operation: 'StartExecution',
      request: ({ Arn }, input) => ({ stateMachineArn: Arn, input }),
    },
  },
  {
    arn: /^arn:[^:]+:lambda:[^:]+:\d{12}:function:.+$/,
    invocation: {
      service: 'lambda',
      operation: 'Invoke',
      request: ({ Arn }, input) => ({ FunctionName: Arn, InvocationType: 'Event', Payload: input }),
    },
  },
  {
    arn: /^arn:[^:]+:scheduler:::aws-sdk:sfn:startExecution$/,
    invocation: {
      service: 'states',
      operation: 'StartExecution',
      request: (_target, input) => withSmallInitials(JSON.parse(input) as Input),
    },
  },
];

/** @throws ServiceError `ValidationException` if the local Scheduler cannot invoke the target */
export function checkTarget({ Arn: arn, Input: input }: Pick<Target, 'Arn' | 'Input'>): void {
  invocationOf(arn);
  if (isUniversal(arn) && input === undefined) {
    throw new ServiceError(
      'ValidationException',
      `Target ${arn} needs an Input: the request's parameters as JSON text.`,
    );
  }
}

function isUniversal(targetArn: string): boolean {
  return targetArn.includes(':aws-sdk:');
}

/** @throws ServiceError the error of the target's service */
export async function invokeTarget(aws: Aws, target: Target, input: string, caller: Caller): Promise<void> {
  const { service, operation, request } = invocationOf(target.Arn);
  await aws.call(service, operation, request(target, input), caller);
}

function invocationOf(arn: string): Invocation {
  const kind = TARGET_KINDS.find((candidate) => candidate.arn.test(arn));
  if (kind === undefined) {
    throw new ServiceError(
      'ValidationException',
      `The local EventBridge Scheduler does not implement the target ${arn}. It implements state machines, functions and aws-sdk:sfn:startExecution.`,
    );
  }
  return kind.invocation;
}

/** Converts the first letter of each parameter to lower case, as in the API of Step Functions. Universal targets use an initial capital. */
function withSmallInitials(input: Input): Input {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
}
