import type { Aws } from '../../core/aws';
import { RestJsonProtocol } from '../../core/protocols/rest-json';
import {
  type Call,
  type Input,
  type Permission,
  type Service,
  ServiceError,
  type WireRequest,
} from '../../core/service';
import { Delivery, type FailedInvocation } from './delivery';
import { Groups } from './groups';
import { checkInput } from './input-rules';
import { Invocation } from './invocation';
import { permissionsOf } from './permissions';
import { isOperation, type OperationName, ROUTES } from './routes';
import { Schedules } from './schedules';

/** EventBridge Scheduler: schedule groups, and schedules that start state machines and functions on virtual time. */
export class SchedulerService implements Service {
  readonly name = 'scheduler';
  private readonly protocol = new RestJsonProtocol({ routes: ROUTES, messageMember: 'Message' });
  private readonly delivery: Delivery;
  private readonly operations: Readonly<Record<OperationName, (input: Input) => unknown>>;
  /** Responses by client token, so that a repeated request is carried out once. */
  private readonly answered = new Map<string, unknown>();

  constructor(private readonly aws: Aws) {
    const random = aws.random.fork('scheduler');
    this.delivery = new Delivery(aws, random);
    const firing = new Invocation({
      clock: aws.clock,
      random,
      deliver: (schedule, scheduledTime) => this.delivery.deliver(schedule, scheduledTime),
      completed: (schedule) => {
        if (schedule.definition.actionAfterCompletion === 'DELETE') schedules.remove(schedule);
      },
    });
    const groups: Groups = new Groups(aws, (schedule) => schedules.remove(schedule));
    const schedules: Schedules = new Schedules(aws, groups, firing);
    this.operations = {
      CreateSchedule: (input) => schedules.create(input),
      UpdateSchedule: (input) => schedules.update(input),
      GetSchedule: (input) => schedules.describe(input),
      DeleteSchedule: (input) => schedules.delete(input),
      ListSchedules: (input) => schedules.list(input),
      CreateScheduleGroup: (input) => groups.create(input),
      GetScheduleGroup: (input) => groups.describe(input),
      DeleteScheduleGroup: (input) => groups.delete(input),
      ListScheduleGroups: (input) => groups.list(input),
      TagResource: (input) => groups.tagResource(input),
      UntagResource: (input) => groups.untagResource(input),
      ListTagsForResource: (input) => groups.listTags(input),
    };
  }

  /** Scheduled runs that could not be started, oldest first: without them a broken schedule would seem to have nothing to report. */
  failedInvocations(): readonly FailedInvocation[] {
    return this.delivery.failedInvocations();
  }

  decode(request: WireRequest): Call {
    return this.protocol.decode(request);
  }

  encode(call: Call, output: unknown) {
    return this.protocol.encode(call, output);
  }

  encodeError(error: ServiceError) {
    return this.protocol.encodeError(error);
  }

  permissions(call: Call): readonly Permission[] {
    operationOf(call);
    return permissionsOf(this.aws, call);
  }

  async invoke(call: Call): Promise<unknown> {
    const operation = operationOf(call);
    const { input } = call;
    checkInput(operation, input);
    const { ClientToken: token, Name: name, GroupName: groupName } = input;
    if (token === undefined) return this.operations[operation](input);
    const request = JSON.stringify([operation, groupName, name, token]);
    if (!this.answered.has(request)) this.answered.set(request, await this.operations[operation](input));
    return this.answered.get(request);
  }
}

function operationOf({ operation }: Call): OperationName {
  if (isOperation(operation)) return operation;
  throw new ServiceError(
    'UnknownOperationException',
    `The local EventBridge Scheduler does not implement ${operation}; it has: ${Object.keys(ROUTES).sort().join(', ')}.`,
  );
}
