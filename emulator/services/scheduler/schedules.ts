import type { Aws } from '../../core/aws';
import { type Input, ServiceError } from '../../core/service';
import { assertTrusts } from '../iam/trust';
import { defineSchedule } from './definition';
import type { Group, Groups } from './groups';
import type { Invocation } from './invocation';
import { page } from './paging';
import { scheduleArn } from './permissions';
import { type Definition, describeSchedule, type Schedule, summarizeSchedule } from './schedule';

export class Schedules {
  constructor(
    private readonly aws: Aws,
    private readonly groups: Groups,
    private readonly invocation: Invocation,
  ) {}

  async create(input: Input): Promise<unknown> {
    const group = this.groups.find(input.GroupName);
    const name = String(input.Name);
    if (group.state === 'DELETING') {
      throw new ServiceError('ConflictException', `Schedule group ${group.name} is being deleted.`, 409);
    }
    const definition = await this.define(input, group);
    if (group.schedules.has(name)) {
      throw new ServiceError('ConflictException', `Schedule ${name} already exists.`, 409);
    }
    const now = this.aws.clock.now();
    const schedule: Schedule = {
      arn: scheduleArn(this.aws, group.name, name),
      groupName: group.name,
      name,
      createdAt: now,
      modifiedAt: now,
      definition,
      timers: new Set(),
    };
    group.schedules.set(name, schedule);
    this.invocation.start(schedule);
    return { ScheduleArn: schedule.arn };
  }

  async update(input: Input): Promise<unknown> {
    const group = this.groups.find(input.GroupName);
    const schedule = this.find(input);
    schedule.definition = await this.define(input, group);
    schedule.modifiedAt = this.aws.clock.now();
    this.invocation.start(schedule);
    return { ScheduleArn: schedule.arn };
  }

  describe(input: Input): unknown {
    return describeSchedule(this.find(input));
  }

  delete(input: Input): unknown {
    this.remove(this.find(input));
    return {};
  }

  list(input: Input): unknown {
    const groups = input.GroupName === undefined ? this.groups.all() : [this.groups.find(input.GroupName)];
    const found = groups
      .flatMap((group) => [...group.schedules.values()])
      .filter(({ name }) => name.startsWith(String(input.NamePrefix ?? '')))
      .filter(({ definition }) => input.State === undefined || definition.state === input.State)
      .sort((a, b) => (a.arn < b.arn ? -1 : 1));
    const { items, nextToken } = page(found, ({ arn }) => arn, input);
    return {
      Schedules: items.map(summarizeSchedule),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  }

  remove(schedule: Schedule): void {
    this.invocation.stop(schedule);
    this.groups.find(schedule.groupName).schedules.delete(schedule.name);
  }

  private async define(input: Input, group: Group): Promise<Definition> {
    const definition = defineSchedule(input, this.aws.clock.now());
    const refusal = new ServiceError(
      'ValidationException',
      'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
    );
    await assertTrusts(
      this.aws,
      {
        roleArn: definition.target.RoleArn,
        servicePrincipal: 'scheduler.amazonaws.com',
        // AWS sends the ARN of the schedule's group as the source ARN, never the ARN of the schedule itself.
        sourceArn: group.arn,
      },
      refusal,
    );
    return definition;
  }

  private find({ GroupName: groupName, Name: name }: Input): Schedule {
    const schedule = this.groups.find(groupName).schedules.get(String(name));
    if (schedule === undefined) {
      throw new ServiceError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);
    }
    return schedule;
  }
}
