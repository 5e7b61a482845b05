import type { ResourceType } from '../../../lib/personalize/resource-types';
import type { Input } from '../../core/service';
import type { Context } from './context';
import type { Creation, Update } from './lifecycle';
import type { Members, Resource } from './resource';

/** The resource of a Create request, after the checks of its type. */
export interface Draft {
  readonly arn: string;
  readonly name: string;
  /** Members in addition to those of the request. `datasetGroupArn` for everything in a dataset group: quotas are counted by it. */
  readonly members: Members;
}

/**
 * The properties of one resource type. `Resources` has what the types share (validation against the API model, uniqueness, quotas, tags,
 * roles, times, statuses).
 */
export interface EmulatedType {
  readonly type: ResourceType;
  /**
   * Checks parents and the type's rules. The input is valid by the API model.
   * @throws ServiceError
   */
  draft(input: Input, context: Context): Draft;
  /** How it is created. Default: after its duration. */
  creation?(resource: Resource, context: Context): Creation;
  /** Members of Describe that are computed on request. */
  shown?(resource: Resource, context: Context): Members;
  /** @throws ServiceError if the update is not possible */
  update?(resource: Resource, input: Input, context: Context): Update;
  /** @throws ServiceError ResourceInUseException while something depends on the resource */
  assertDeletable?(resource: Resource, context: Context): void;
  /** Called after the resource has been deleted. */
  deleted?(resource: Resource, context: Context): void;
}
