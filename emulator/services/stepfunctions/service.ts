import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { JsonProtocol } from '../../core/protocols/json';
import type { Call, Input, Permission } from '../../core/service';
import MODEL from './api-model.json';
import type { Counts, ExecutionListener } from './events';
import { Executions } from './executions';
import { OPERATIONS, type OperationInfo, type OperationName } from './operations';
import { StateMachines } from './state-machines';

/**
 * Step Functions: standard workflows in JSONata, in virtual time. Among others, these features are not implemented, and are
 * refused with an error that names the feature: JSONPath, express workflows, distributed Map, activities, callbacks, versions
 * and aliases, redrive.
 */
export class StepFunctions extends EmulatedService {
  readonly name = 'states';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'Step Functions';
  protected readonly protocol = new JsonProtocol({ targetPrefix: 'AWSStepFunctions', version: '1.0' });
  private readonly stateMachines: StateMachines;
  private readonly executions: Executions;
  protected override readonly checks = 'nothing';
  protected readonly operations: Operations = {
    CreateStateMachine: operation(OPERATIONS.CreateStateMachine.members, (input) => this.stateMachines.create(input)),
    UpdateStateMachine: operation(OPERATIONS.UpdateStateMachine.members, (input) => this.stateMachines.update(input)),
    DeleteStateMachine: operation(OPERATIONS.DeleteStateMachine.members, (input) => this.deleteStateMachine(input)),
    DescribeStateMachine: operation(OPERATIONS.DescribeStateMachine.members, (input) =>
      this.stateMachines.describe(input),
    ),
    ListStateMachines: operation(OPERATIONS.ListStateMachines.members, (input) => this.stateMachines.list(input)),
    ValidateStateMachineDefinition: operation(OPERATIONS.ValidateStateMachineDefinition.members, (input) =>
      this.stateMachines.validate(input),
    ),
    StartExecution: operation(OPERATIONS.StartExecution.members, (input) =>
      this.executions.start(this.stateMachines.findActive(input), input),
    ),
    DescribeExecution: operation(OPERATIONS.DescribeExecution.members, (input) => this.executions.describe(input)),
    StopExecution: operation(OPERATIONS.StopExecution.members, (input) => this.executions.stop(input)),
    ListExecutions: operation(OPERATIONS.ListExecutions.members, (input) =>
      this.executions.list(this.stateMachines.find(input), input),
    ),
    GetExecutionHistory: operation(OPERATIONS.GetExecutionHistory.members, (input) => this.executions.history(input)),
    ListTagsForResource: operation(OPERATIONS.ListTagsForResource.members, (input) =>
      this.stateMachines.listTags(input),
    ),
    TagResource: operation(OPERATIONS.TagResource.members, (input) => this.stateMachines.tag(input)),
    UntagResource: operation(OPERATIONS.UntagResource.members, (input) => this.stateMachines.untag(input)),
  };

  constructor(private readonly aws: Aws) {
    super();
    const random = aws.random.fork('states');
    this.stateMachines = new StateMachines(aws, random);
    this.executions = new Executions(aws, random);
  }

  /** Registers a listener, which is called for every event of every execution when the event happens. */
  onEvent(listener: ExecutionListener): void {
    this.executions.onEvent(listener);
  }

  /** Ends a running execution as if it had reached its time limit. */
  timeOut(executionArn: string): void {
    this.executions.timeOut(executionArn);
  }

  counts(): Counts {
    return this.executions.counts();
  }

  permissions({ operation, input }: Call): readonly Permission[] {
    const { resource }: OperationInfo = OPERATIONS[operation as OperationName];
    const named = resource === undefined ? undefined : input[resource];
    const created = operation === 'CreateStateMachine' ? this.aws.arn('states', `stateMachine:${input.name}`) : '*';
    const own = { action: `states:${operation}`, resource: typeof named === 'string' ? named : created };
    if (typeof input.roleArn !== 'string') return [own];
    const context = { 'iam:PassedToService': 'states.amazonaws.com' };
    return [own, { action: 'iam:PassRole', resource: input.roleArn, context }];
  }

  /**
   * Deletes a machine. A running execution is aborted when it is about to enter another state. When no execution is running any more, the
   * machine and all its executions are removed.
   */
  private deleteStateMachine(input: Input): unknown {
    const machine = this.stateMachines.markDeleting(input);
    if (machine !== undefined) {
      const { arn } = machine;
      const remove = () => {
        this.stateMachines.remove(arn);
        this.executions.removeAll(arn);
      };
      if (this.executions.hasRunning(arn))
        this.executions.endOfAll(arn).then(remove, (error) => this.aws.clock.fail(error));
      else remove();
    }
    return {};
  }
}
