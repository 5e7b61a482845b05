import type { ResourceType } from '../../../lib/personalize/resource-types';
import type { Input } from '../../core/service';
import type { Context } from './context';
import type { Creation, Update } from './lifecycle';
import type { Members, Resource } from './resource';

/** Resource of a Create request, once its type has checked it. */
export interface Draft {
  readonly arn: string;
  readonly name: string;
  /** Members in addition to the request's. Everything in a dataset group has `datasetGroupArn`, by which quotas are counted. */
  readonly members: Members;
}

/**
 * What distinguishes a resource type. `Resources` does what the types share: validation against the API model, uniqueness, quotas, tags,
 * roles, times and statuses.
 */
export interface EmulatedType {
  readonly type: ResourceType;
  /**
   * Checks parents and the type's rules. The input is valid according to the API model.
   * @throws ServiceError
   */
  draft(input: Input, context: Context): Draft;
  /** Work and duration of the creation. Default: it ends after the type's duration. */
  creation?(resource: Resource, context: Context): Creation;
  /** Members that Describe computes on request. */
  shown?(resource: Resource, context: Context): Members;
  /** @throws ServiceError if the update is not possible */
  update?(resource: Resource, input: Input, context: Context): Update;
  /** @throws ServiceError ResourceInUseException while another resource depends on this one */
  assertDeletable?(resource: Resource, context: Context): void;
  /** Called after the resource has been deleted. */
  deleted?(resource: Resource, context: Context): void;
}
