import type { Aws } from '../../core/aws';
import { JsonProtocol } from '../../core/protocols/json';
import {
  type Call,
  type Input,
  type Permission,
  type Service,
  ServiceError,
  type WireRequest,
  type WireResponse,
} from '../../core/service';
import type { Counts, ExecutionListener } from './events';
import { Executions } from './executions';
import { isOperation, OPERATIONS, type OperationInfo, type OperationName } from './operations';
import { StateMachines } from './state-machines';
import { invalid } from './validation';

/**
 * Step Functions: standard workflows in JSONata, on virtual time. Not implemented, and refused by name: JSONPath,
 * express workflows, distributed Map, activities, callbacks, versions and aliases, redrive.
 */
export class StepFunctions implements Service {
  readonly name = 'states';
  private readonly protocol = new JsonProtocol({ targetPrefix: 'AWSStepFunctions', version: '1.0' });
  private readonly stateMachines: StateMachines;
  private readonly executions: Executions;
  private readonly operations: Readonly<Record<OperationName, (input: Input) => unknown>> = {
    CreateStateMachine: (input) => this.stateMachines.create(input),
    UpdateStateMachine: (input) => this.stateMachines.update(input),
    DeleteStateMachine: (input) => this.deleteStateMachine(input),
    DescribeStateMachine: (input) => this.stateMachines.describe(input),
    ListStateMachines: (input) => this.stateMachines.list(input),
    ValidateStateMachineDefinition: (input) => this.stateMachines.validate(input),
    StartExecution: (input) => this.executions.start(this.stateMachines.findActive(input), input),
    DescribeExecution: (input) => this.executions.describe(input),
    StopExecution: (input) => this.executions.stop(input),
    ListExecutions: (input) => this.executions.list(this.stateMachines.find(input), input),
    GetExecutionHistory: (input) => this.executions.history(input),
    ListTagsForResource: (input) => this.stateMachines.listTags(input),
    TagResource: (input) => this.stateMachines.tag(input),
    UntagResource: (input) => this.stateMachines.untag(input),
  };

  constructor(private readonly aws: Aws) {
    const random = aws.random.fork('states');
    this.stateMachines = new StateMachines(aws, random);
    this.executions = new Executions(aws, random);
  }

  /** Calls the listener for every event of an execution, as it happens. */
  onEvent(listener: ExecutionListener): void {
    this.executions.onEvent(listener);
  }

  /** Ends a running execution as if its time limit had been reached. */
  timeOut(executionArn: string): void {
    this.executions.timeOut(executionArn);
  }

  counts(): Counts {
    return this.executions.counts();
  }

  decode(request: WireRequest): Call {
    return this.protocol.decode(request);
  }

  encode(call: Call, output: unknown): WireResponse {
    return this.protocol.encode(call, output);
  }

  encodeError(error: ServiceError): WireResponse {
    return this.protocol.encodeError(error);
  }

  permissions({ operation, input }: Call): readonly Permission[] {
    const { resource }: OperationInfo = OPERATIONS[known(operation)];
    const named = resource === undefined ? undefined : input[resource];
    const created = operation === 'CreateStateMachine' ? this.aws.arn('states', `stateMachine:${input.name}`) : '*';
    return [{ action: `states:${operation}`, resource: typeof named === 'string' ? named : created }];
  }

  async invoke({ operation, input }: Call): Promise<unknown> {
    const name = known(operation);
    const { members }: OperationInfo = OPERATIONS[name];
    for (const [member, value] of Object.entries(input)) {
      if (!members.includes(member) && value !== undefined) {
        throw invalid(member, value, `Member is not implemented by the local Step Functions for ${operation}`);
      }
    }
    return this.operations[name](input);
  }

  /** Running executions end at their next state; the machine and its executions are removed when the last has ended. */
  private deleteStateMachine(input: Input): unknown {
    const machine = this.stateMachines.markDeleting(input);
    if (machine !== undefined) {
      const { arn } = machine;
      const remove = () => {
        this.stateMachines.remove(arn);
        this.executions.removeAll(arn);
      };
      if (this.executions.runs(arn)) this.executions.endOfAll(arn).then(remove, (error) => this.aws.clock.fail(error));
      else remove();
    }
    return {};
  }
}

/** @throws ServiceError for an operation that is not implemented */
function known(operation: string): OperationName {
  if (isOperation(operation)) return operation;
  throw new ServiceError(
    'UnknownOperationException',
    `The local Step Functions does not implement ${operation}; it has: ${Object.keys(OPERATIONS).join(', ')}`,
  );
}
