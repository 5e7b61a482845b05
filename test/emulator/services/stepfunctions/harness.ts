import { Aws } from '../../../../emulator/core/aws';
import { Clock } from '../../../../emulator/core/clock';
import { Random } from '../../../../emulator/core/random';
import {
  ADMINISTRATOR,
  type Call,
  type Caller,
  type Input,
  type Permission,
  type Service,
  ServiceError,
  type WireResponse,
} from '../../../../emulator/core/service';
import { Roles } from '../../../../emulator/services/iam/roles';
import { IamService } from '../../../../emulator/services/iam/service';
import { StepFunctions } from '../../../../emulator/services/stepfunctions/service';
import { ACCOUNT, START } from '../../../support/in-process';

/** A service that records its calls and responds with the results of `answer`. */
export class FakeService implements Service {
  readonly calls: { operation: string; input: Input; caller: Caller; at: number }[] = [];
  now: () => number = () => 0;

  constructor(
    readonly name: string,
    private readonly answer: (call: Call, index: number) => unknown,
    private readonly needs: (call: Call) => readonly Permission[] = () => [],
  ) {}

  permissions(call: Call): readonly Permission[] {
    return this.needs(call);
  }

  async invoke(call: Call, caller: Caller): Promise<unknown> {
    this.calls.push({ ...call, caller, at: this.now() });
    return this.answer(call, this.calls.length - 1);
  }

  decode(): Call {
    throw new Error('the test double has no wire protocol');
  }

  encode(): WireResponse {
    throw new Error('the test double has no wire protocol');
  }

  encodeError(): WireResponse {
    throw new Error('the test double has no wire protocol');
  }
}

/** A Lambda service. Every function returns the result of `handler`, which receives the parsed payload. */
export function fakeLambda(handler: (payload: unknown, index: number) => unknown): FakeService {
  return new FakeService('lambda', async ({ input }, index) => {
    const result = await handler(JSON.parse(String(input.Payload)), index);
    if (result instanceof FunctionError) {
      return { StatusCode: 200, FunctionError: 'Unhandled', Payload: JSON.stringify(result.payload) };
    }
    return { StatusCode: 200, ExecutedVersion: '$LATEST', Payload: JSON.stringify(result) };
  });
}

/** A result of a fake function that stands for a thrown error. `payload` describes the error as Lambda does. */
export class FunctionError {
  constructor(readonly payload: unknown) {}

  static named(errorType: string, errorMessage = 'no'): FunctionError {
    return new FunctionError({ errorType, errorMessage, trace: [] });
  }
}

export interface HarnessOptions {
  readonly services?: readonly FakeService[];
  readonly seed?: number;
  /** IAM actions that state machines' roles may not use. */
  readonly denied?: readonly string[];
}

export interface Description {
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly startDate: Date;
  readonly stopDate?: Date;
}

export interface Event {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly timestamp: Date;
  readonly [details: string]: unknown;
}

/** Step Functions in its own local AWS. */
export class Harness {
  readonly aws: Aws;
  readonly stepFunctions: StepFunctions;

  constructor({ services = [], seed = 1, denied = [] }: HarnessOptions = {}) {
    const clock = new Clock(START);
    this.aws = new Aws({
      clock,
      random: new Random(seed),
      account: ACCOUNT,
      authorizer: {
        authorize: (caller, { action, resource }) => {
          if (caller.kind === 'role' && denied.includes(action)) {
            const message = `User: the-role is not authorized to perform: ${action} on resource: ${resource}`;
            throw new ServiceError('AccessDeniedException', message, 403);
          }
        },
      },
      credentials: { callerOf: () => ADMINISTRATOR },
    });
    this.stepFunctions = new StepFunctions(this.aws);
    this.aws.register(this.stepFunctions);
    this.aws.register(new IamService(this.aws, rolesWithOne()));
    for (const service of services) {
      service.now = () => clock.now();
      this.aws.register(service);
    }
  }

  /** Calls Step Functions as an administrator. */
  call<T>(operation: string, input: Input): Promise<T> {
    return this.aws.call('states', operation, input) as Promise<T>;
  }

  /** @param definition QueryLanguage may be absent; the default is JSONata */
  async create(name: string, definition: object): Promise<string> {
    const { stateMachineArn } = await this.call<{ stateMachineArn: string }>('CreateStateMachine', {
      name,
      definition: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }),
      roleArn: `arn:aws:iam::${ACCOUNT.id}:role/the-role`,
    });
    return stateMachineArn;
  }

  async start(stateMachineArn: string, input: unknown = {}, name = 'run'): Promise<string> {
    const { executionArn } = await this.call<{ executionArn: string }>('StartExecution', {
      stateMachineArn,
      name,
      input: JSON.stringify(input),
    });
    return executionArn;
  }

  describe(executionArn: string): Promise<Description> {
    return this.call('DescribeExecution', { executionArn });
  }

  async events(executionArn: string): Promise<readonly Event[]> {
    const { events } = await this.call<{ events: readonly Event[] }>('GetExecutionHistory', {
      executionArn,
      maxResults: 1000,
    });
    return events;
  }

  /** Creates the machine and runs it to its end. */
  async run(definition: object, input: unknown = {}) {
    const arn = await this.start(await this.create('machine', definition), input);
    await this.aws.clock.advanceUntilIdle();
    const description = await this.describe(arn);
    const events = await this.events(arn);
    return {
      arn,
      ...description,
      result: description.output === undefined ? undefined : (JSON.parse(description.output) as unknown),
      events,
      history: events.map(({ id, previousEventId, type }) => `${id}<-${previousEventId} ${type}`),
    };
  }
}

/** A machine whose only state is the given one. */
export function only(state: object): object {
  return { StartAt: 'State', States: { State: state } };
}

export const INVOKE = 'arn:aws:states:::lambda:invoke';

/** A Task that invokes the function `f` with the state's input. */
export function invoke(more: object = {}): object {
  return {
    Type: 'Task',
    Resource: INVOKE,
    Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
    Output: '{% $states.result.Payload %}',
    ...more,
  };
}

/** The roles of the account: one role, which all state machines use. */
function rolesWithOne(): Roles {
  const roles = new Roles();
  roles.add({
    roleName: 'the-role',
    path: '/',
    arn: `arn:aws:iam::${ACCOUNT.id}:role/the-role`,
    roleId: 'AROAAAAAAAAAAAAAAAAAA',
    createDate: new Date(START),
    maxSessionDuration: 3600,
    tags: [],
    assumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }),
    inlinePolicies: new Map(),
    attachedPolicies: new Set(),
  });
  return roles;
}
