import type { ResourceType } from '../../../lib/personalize/resource-types';
import { alreadyExists, notFound } from './errors';
import type { Members, Resource } from './resource';

export interface NewResource {
  readonly type: ResourceType;
  readonly arn: string;
  readonly name: string;
  readonly members: Members;
  readonly tags: Map<string, string>;
  readonly status: string;
  /** Virtual time of the creation, in epoch milliseconds. */
  readonly createdAt: number;
}

/** All resources in one region of an account, by ARN, in the order of creation. */
export class Store {
  private readonly resources = new Map<string, Resource>();
  private readonly byType = new Map<ResourceType, Set<Resource>>();
  private sequence = 0;

  /**
   * Adds a resource.
   * @throws ServiceError ResourceAlreadyExistsException if a resource with this ARN exists. The ARNs of most types end
   * with the resource's name, so names are unique within these types
   */
  add(draft: NewResource): Resource {
    this.assertFree(draft.arn);
    this.sequence += 1;
    const resource: Resource = { ...draft, sequence: this.sequence };
    this.resources.set(draft.arn, resource);
    this.ofType(draft.type).add(resource);
    return resource;
  }

  assertFree(arn: string): void {
    if (this.resources.has(arn)) throw alreadyExists(arn);
  }

  find(type: ResourceType, arn: string): Resource | undefined {
    const resource = this.resources.get(arn);
    return resource?.type === type ? resource : undefined;
  }

  /** @throws ServiceError ResourceNotFoundException */
  get(type: ResourceType, arn: string): Resource {
    const resource = this.find(type, arn);
    if (resource === undefined) throw notFound(arn);
    return resource;
  }

  /** Returns the resource with the given ARN, whatever its type; undefined if there is none. */
  lookUp(arn: string): Resource | undefined {
    return this.resources.get(arn);
  }

  remove(arn: string): void {
    const resource = this.resources.get(arn);
    if (resource === undefined) return;
    this.resources.delete(arn);
    this.ofType(resource.type).delete(resource);
  }

  all(): Resource[] {
    return [...this.resources.values()];
  }

  /** Lists the resources of a type whose members have the values in `where`. */
  list(type: ResourceType, where: Members = {}): Resource[] {
    const conditions = Object.entries(where);
    return [...this.ofType(type)].filter((resource) =>
      conditions.every(([member, value]) => resource.members[member] === value),
    );
  }

  private ofType(type: ResourceType): Set<Resource> {
    const known = this.byType.get(type);
    if (known !== undefined) return known;
    const resources = new Set<Resource>();
    this.byType.set(type, resources);
    return resources;
  }
}
