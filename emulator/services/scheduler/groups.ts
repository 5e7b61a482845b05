import type { Aws } from '../../core/aws';
import { type Input, ServiceError } from '../../core/service';
import { page } from './paging';
import type { Schedule } from './schedule';

/** Name of the group that always exists and cannot be deleted. */
export const DEFAULT_GROUP = 'default';

/** Milliseconds for which a deleted group stays DELETING. Its schedules may still run in this time. The number is a guess. */
const DELETION_TIME = 60_000;

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface Group {
  readonly arn: string;
  readonly name: string;
  /** Time of creation, in epoch milliseconds. */
  readonly createdAt: number;
  state: 'ACTIVE' | 'DELETING';
  readonly tags: Map<string, string>;
  readonly schedules: Map<string, Schedule>;
}

/** Schedule groups, their tags, and the schedules in them. */
export class Groups {
  private readonly groups = new Map<string, Group>();

  constructor(
    private readonly aws: Aws,
    private readonly remove: (schedule: Schedule) => void,
  ) {
    this.add(DEFAULT_GROUP);
  }

  create(input: Input): unknown {
    const name = String(input.Name);
    if (this.groups.has(name))
      throw new ServiceError('ConflictException', `Schedule group ${name} already exists.`, 409);
    const group = this.add(name);
    this.tag(group, input);
    return { ScheduleGroupArn: group.arn };
  }

  describe(input: Input): unknown {
    return describeGroup(this.find(input.Name));
  }

  list(input: Input): unknown {
    const found = this.all().filter(({ name }) => name.startsWith(String(input.NamePrefix ?? '')));
    const { items, nextToken } = page(found, ({ name }) => name, input);
    return {
      ScheduleGroups: items.map(describeGroup),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  }

  /** Starts to delete a group. The group and its schedules are removed after DELETION_TIME. */
  delete(input: Input): unknown {
    const group = this.find(input.Name);
    if (group.name === DEFAULT_GROUP) {
      throw new ServiceError('ValidationException', `Schedule group ${DEFAULT_GROUP} cannot be deleted.`);
    }
    if (group.state === 'DELETING') return {};
    group.state = 'DELETING';
    this.aws.clock.at(this.aws.clock.now() + DELETION_TIME, () => {
      for (const schedule of group.schedules.values()) this.remove(schedule);
      this.groups.delete(group.name);
    });
    return {};
  }

  tagResource(input: Input): unknown {
    this.tag(this.find(groupNameOf(input)), input);
    return {};
  }

  untagResource(input: Input): unknown {
    const group = this.find(groupNameOf(input));
    for (const key of input.TagKeys as readonly string[]) group.tags.delete(key);
    return {};
  }

  listTags(input: Input): unknown {
    return { Tags: [...this.find(groupNameOf(input)).tags].map(([Key, Value]) => ({ Key, Value })) };
  }

  /** @throws ServiceError `ResourceNotFoundException` */
  find(name: unknown = DEFAULT_GROUP): Group {
    const group = this.groups.get(String(name));
    if (group === undefined) {
      throw new ServiceError('ResourceNotFoundException', `Schedule group ${name} does not exist.`, 404);
    }
    return group;
  }

  /** Returns all groups, sorted by name. */
  all(): readonly Group[] {
    return [...this.groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private add(name: string): Group {
    const group: Group = {
      arn: this.aws.arn('scheduler', `schedule-group/${name}`),
      name,
      createdAt: this.aws.clock.now(),
      state: 'ACTIVE',
      tags: new Map(),
      schedules: new Map(),
    };
    this.groups.set(name, group);
    return group;
  }

  private tag(group: Group, { Tags: tags = [] }: Input): void {
    for (const { Key: key, Value: value } of tags as readonly Tag[]) group.tags.set(key, value);
  }
}

function groupNameOf({ ResourceArn: arn }: Input): string {
  return String(arn).split('/').at(-1) ?? '';
}

function describeGroup({ arn, name, state, createdAt }: Group): Record<string, unknown> {
  return {
    Arn: arn,
    Name: name,
    State: state,
    CreationDate: new Date(createdAt),
    LastModificationDate: new Date(createdAt),
  };
}
