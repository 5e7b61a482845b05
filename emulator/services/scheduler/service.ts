import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { RestJsonProtocol } from '../../core/protocols/rest-json';
import type { Call, Input, Permission } from '../../core/service';
import MODEL from './api-model.json';
import { Delivery, type FailedInvocation } from './delivery';
import { Groups } from './groups';
import { checkInput, membersOf, type OperationName } from './input-rules';
import { Invocation } from './invocation';
import { permissionsOf } from './permissions';
import { Schedules } from './schedules';

/** EventBridge Scheduler: schedule groups and schedules. Schedules start state machines and functions in virtual time. */
export class SchedulerService extends EmulatedService {
  readonly name = 'scheduler';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'EventBridge Scheduler';
  protected readonly protocol = new RestJsonProtocol({
    model: this.model,
    bodyOfError: ({ message }) => ({ Message: message }),
  });
  private readonly delivery: Delivery;
  protected readonly operations: Operations;
  protected override readonly checks = 'nothing';
  /** Responses to successful requests with a client token. A repeated request gets the stored response and is not carried out again. */
  private readonly answered = new Map<string, unknown>();

  constructor(private readonly aws: Aws) {
    super();
    const random = aws.random.fork('scheduler');
    this.delivery = new Delivery(aws, random);
    const invocation = new Invocation({
      clock: aws.clock,
      random,
      deliver: (schedule, scheduledTime) => this.delivery.deliver(schedule, scheduledTime),
      completed: (schedule) => {
        if (schedule.definition.actionAfterCompletion === 'DELETE') schedules.remove(schedule);
      },
    });
    const groups: Groups = new Groups(aws, (schedule) => schedules.remove(schedule));
    const schedules: Schedules = new Schedules(aws, groups, invocation);
    const checked = (name: OperationName, run: (input: Input) => unknown) =>
      operation(membersOf(name), (input) => {
        checkInput(name, input);
        return this.once(name, input, run);
      });
    this.operations = {
      CreateSchedule: checked('CreateSchedule', (input) => schedules.create(input)),
      UpdateSchedule: checked('UpdateSchedule', (input) => schedules.update(input)),
      GetSchedule: checked('GetSchedule', (input) => schedules.describe(input)),
      DeleteSchedule: checked('DeleteSchedule', (input) => schedules.delete(input)),
      ListSchedules: checked('ListSchedules', (input) => schedules.list(input)),
      CreateScheduleGroup: checked('CreateScheduleGroup', (input) => groups.create(input)),
      GetScheduleGroup: checked('GetScheduleGroup', (input) => groups.describe(input)),
      DeleteScheduleGroup: checked('DeleteScheduleGroup', (input) => groups.delete(input)),
      ListScheduleGroups: checked('ListScheduleGroups', (input) => groups.list(input)),
      TagResource: checked('TagResource', (input) => groups.tagResource(input)),
      UntagResource: checked('UntagResource', (input) => groups.untagResource(input)),
      ListTagsForResource: checked('ListTagsForResource', (input) => groups.listTags(input)),
    };
  }

  /** Scheduled runs that could not be started, in the order in which Scheduler gave up. */
  failedInvocations(): readonly FailedInvocation[] {
    return this.delivery.failedInvocations();
  }

  permissions(call: Call): readonly Permission[] {
    return permissionsOf(this.aws, call);
  }

  /**
   * Carries out a request. If the same operation on the same name in the same group has succeeded with the same client token, only returns the
   * first response.
   */
  private async once(name: OperationName, input: Input, run: (input: Input) => unknown): Promise<unknown> {
    const { ClientToken: token, Name: named, GroupName: groupName } = input;
    if (token === undefined) return run(input);
    const request = JSON.stringify([name, groupName, named, token]);
    if (!this.answered.has(request)) this.answered.set(request, await run(input));
    return this.answered.get(request);
  }
}
