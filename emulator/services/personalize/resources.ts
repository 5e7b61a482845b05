import { operationOf } from '../../../lib/personalize/api-model';
import { RESOURCE_TYPES } from '../../../lib/personalize/resource-types';
import type { Input } from '../../core/service';
import { assertTrusts } from '../iam/trust';
import type { Context } from './context';
import type { EmulatedType } from './emulated-type';
import { inUse, invalidInput } from './errors';
import { page } from './paging';
import { roleOf, SERVICE_PRINCIPAL } from './permissions';
import { acknowledge, describe, type Members, type Resource, summarize } from './resource';
import { isPending } from './statuses';
import { addTags, type Tag } from './tags';

/** Operations of one resource type: Create, Describe, List, Update and Delete. */
export class Resources {
  constructor(
    private readonly kind: EmulatedType,
    private readonly context: Context,
  ) {}

  async create(input: Input): Promise<Members> {
    const { type } = this.kind;
    const tags = new Map<string, string>();
    addTags(tags, (input.tags ?? []) as Tag[]);
    const draft = this.kind.draft(input, this.context);
    this.context.store.assertFree(draft.arn);
    await this.assertRole(roleOf(input), draft.arn);
    const members = { ...this.requested(input), ...draft.members };
    this.context.quotas.assertQuota(this.context.store, type, members);
    return acknowledge(this.add({ ...draft, members }, tags), RESOURCE_TYPES[type].create);
  }

  /** Adds a resource and starts its creation. It only checks that the ARN is free: `create` makes the other checks of a Create request. */
  add(
    { arn, name, members }: { arn: string; name: string; members: Members },
    tags = new Map<string, string>(),
  ): Resource {
    const { type } = this.kind;
    const { arnMember, nameMember } = RESOURCE_TYPES[type];
    const now = this.context.now();
    const resource = this.context.store.add({
      type,
      arn,
      name,
      status: 'CREATE PENDING',
      createdAt: now.getTime(),
      tags,
      members: {
        ...members,
        [nameMember]: name,
        [arnMember]: arn,
        creationDateTime: now,
        lastUpdatedDateTime: now,
      },
    });
    this.context.lifecycle.create(resource, this.kind.creation?.(resource, this.context));
    return resource;
  }

  describe(input: Input): Members {
    const { type } = this.kind;
    const resource = this.find(input);
    const shown = this.kind.shown?.(resource, this.context);
    return { [RESOURCE_TYPES[type].describeMember]: { ...describe(resource), ...shown } };
  }

  list(input: Input): Members {
    const { type } = this.kind;
    const { list, listMember } = RESOURCE_TYPES[type];
    const { maxResults: _, nextToken: __, ...filters } = input;
    this.assertFiltersExist(list, filters);
    const { elements, nextToken } = page(list, input, this.context.store.list(type, filters));
    return { [listMember]: elements.map(summarize), ...(nextToken !== undefined && { nextToken }) };
  }

  update(input: Input): Members {
    const resource = this.find(input);
    const { update } = RESOURCE_TYPES[this.kind.type];
    if (this.kind.update === undefined || update === undefined) {
      throw new Error(`A ${RESOURCE_TYPES[this.kind.type].title} has no update.`);
    }
    this.context.lifecycle.update(resource, this.kind.update(resource, input, this.context));
    return acknowledge(resource, update);
  }

  /** Starts the deletion of a resource. Returns undefined, because the response has an empty body. */
  delete(input: Input): undefined {
    const resource = this.find(input);
    if (isPending(resource.status)) {
      throw inUse(`Resource ${resource.arn} cannot be deleted while its status is ${resource.status}.`);
    }
    this.assertNotUpdating(resource);
    this.kind.assertDeletable?.(resource, this.context);
    this.context.lifecycle.remove(resource, () => this.kind.deleted?.(resource, this.context));
  }

  /**
   * Refuses a deletion while an update is in progress. It is unconfirmed whether Personalize does this for resources
   * that are ACTIVE during an update: `personalize-deletion-during-update` in docs/local-aws.md.
   */
  private assertNotUpdating({ arn, members }: Resource): void {
    const { latestUpdateMember } = RESOURCE_TYPES[this.kind.type];
    const update = latestUpdateMember === undefined ? undefined : (members[latestUpdateMember] as Members);
    const status = update?.status;
    if (typeof status !== 'string' || !isPending(status)) return;
    throw inUse(`Resource ${arn} cannot be deleted while an update of it is ${status}.`);
  }

  private find(input: Input): Resource {
    const { type } = this.kind;
    return this.context.store.get(type, String(input[RESOURCE_TYPES[type].arnMember]));
  }

  /** Returns the members of a request without its tags. Tags are stored separately, because no Describe operation shows tags. */
  private requested({ tags: _, ...members }: Input): Members {
    return members;
  }

  /** Checks that the solution in a List request exists. Only operations that declare ResourceNotFoundException make this check. */
  private assertFiltersExist(operation: string, filters: Input): void {
    if (!operationOf(operation).errors.includes('ResourceNotFoundException')) return;
    for (const arn of Object.values(filters)) this.context.store.get('solution', String(arn));
  }

  private async assertRole(roleArn: unknown, sourceArn: string): Promise<void> {
    if (typeof roleArn !== 'string') return;
    const refusal = invalidInput(
      `Personalize cannot assume role ${roleArn}: it does not exist, or its trust policy does not allow ${SERVICE_PRINCIPAL} to assume it.`,
    );
    await assertTrusts(this.context.aws, { roleArn, servicePrincipal: SERVICE_PRINCIPAL, sourceArn }, refusal);
  }
}
