import { Aws } from '../../../../emulator/core/aws';
import { Clock } from '../../../../emulator/core/clock';
import { Random } from '../../../../emulator/core/random';
import {
  ADMINISTRATOR,
  type Call,
  type Caller,
  type Input,
  type Service,
  type ServiceError,
} from '../../../../emulator/core/service';
import { IamAuthorizer } from '../../../../emulator/services/iam/authorizer';
import { Roles } from '../../../../emulator/services/iam/roles';
import { IamService } from '../../../../emulator/services/iam/service';
import { SchedulerService } from '../../../../emulator/services/scheduler/service';

/** A Wednesday, as epoch milliseconds. */
export const START = Date.UTC(2026, 0, 14, 12, 0, 0);
export const MACHINE_ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:run';
export const ROLE_ARN = 'arn:aws:iam::123456789012:role/schedules';
const QUEUE_ARN = 'arn:aws:sqs:us-east-1:123456789012:dead-letters';

/** A call that a schedule made. */
export interface Made {
  /** Virtual time of the call, as ISO text. */
  readonly at: string;
  readonly operation: string;
  readonly input: Input;
  readonly caller: Caller;
}

export interface AccountOptions {
  /** IAM actions that the schedules' role may use. */
  readonly allow?: readonly string[];
  /** Errors of the first calls of StartExecution. Later calls succeed. */
  readonly failures?: readonly ServiceError[];
}

/**
 * Creates an account with a role for schedules. Test doubles of Step Functions, Lambda and SQS record the calls that
 * they receive.
 */
export async function account({
  allow = ['states:StartExecution', 'sqs:SendMessage'],
  failures = [],
}: AccountOptions = {}) {
  const roles = new Roles();
  const where = { id: '123456789012', region: 'us-east-1', partition: 'aws' };
  const clock = new Clock(START);
  const aws = new Aws({
    clock,
    random: new Random(1),
    account: where,
    authorizer: new IamAuthorizer(where, roles),
    credentials: { callerOf: () => ADMINISTRATOR },
  });
  const made: Made[] = [];
  const results = [...failures];
  const write = (operation: string, input: Input, caller: Caller) =>
    void made.push({ at: new Date(clock.now()).toISOString(), operation, input, caller });
  aws.register(new IamService(aws, roles));
  aws.register(
    standIn(
      'states',
      ({ input }) => String(input.stateMachineArn),
      ({ operation, input }, caller) => {
        write(operation, input, caller);
        const failure = results.shift();
        if (failure !== undefined) throw failure;
        return {};
      },
    ),
  );
  aws.register(
    standIn(
      'lambda',
      ({ input }) => String(input.FunctionName),
      ({ operation, input }, caller) => {
        write(operation, input, caller);
        return {};
      },
    ),
  );
  aws.register(
    standIn(
      'sqs',
      () => QUEUE_ARN,
      ({ operation, input }, caller) => {
        if (operation === 'GetQueueUrl') return { QueueUrl: `https://queue/${input.QueueName}` };
        write(operation, input, caller);
        return {};
      },
    ),
  );
  const scheduler = new SchedulerService(aws);
  aws.register(scheduler);
  await createRole(aws, 'schedules', 'scheduler.amazonaws.com', allow);
  return { aws, clock, scheduler, made };
}

export async function createRole(
  aws: Aws,
  name: string,
  service: string,
  allow: readonly string[],
  condition?: unknown,
) {
  await aws.call('iam', 'CreateRole', {
    RoleName: name,
    AssumeRolePolicyDocument: policy({
      Principal: { Service: service },
      Action: 'sts:AssumeRole',
      ...(condition !== undefined && { Condition: condition }),
    }),
  });
  if (allow.length === 0) return;
  await aws.call('iam', 'PutRolePolicy', {
    RoleName: name,
    PolicyName: 'all',
    PolicyDocument: policy({ Action: allow, Resource: '*' }),
  });
}

/** Input of CreateSchedule: the schedule starts the state machine daily at 03:00 UTC. `more` overrides members. */
export function daily(more: Input = {}): Input {
  return {
    Name: 'daily',
    ScheduleExpression: 'cron(0 3 * * ? *)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: MACHINE_ARN, RoleArn: ROLE_ARN, Input: '{"workflow":"import"}' },
    ...more,
  };
}

/** A target that starts the state machine. `more` overrides members. */
export function target(more: Input): Input {
  return { Arn: MACHINE_ARN, RoleArn: ROLE_ARN, Input: '{}', ...more };
}

function policy(statement: Input): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });
}

function standIn(
  name: string,
  resourceOf: (call: Call) => string,
  invoke: (call: Call, caller: Caller) => unknown,
): Service {
  const unused = () => {
    throw new Error(`The stand-in for ${name} has no wire protocol.`);
  };
  return {
    name,
    decode: unused,
    encode: unused,
    encodeError: unused,
    permissions: (call) => [{ action: `${name}:${call.operation}`, resource: resourceOf(call) }],
    invoke: async (call, caller) => invoke(call, caller),
  };
}
