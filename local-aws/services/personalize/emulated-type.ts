import type { ResourceType } from '../../../personalize/resource-types';
import type { Input } from '../../core/service';
import type { Context } from './context';
import type { Creation, Update } from './lifecycle';
import type { Members, Resource } from './resource';

/** A resource that a Create request asks for, after all checks that are its type's own. */
export interface Draft {
  readonly arn: string;
  readonly name: string;
  /** Beside those of the request. `datasetGroupArn` for everything in a dataset group: quotas are counted by it. */
  readonly members: Members;
}

/**
 * What one resource type has of its own. What they share (validation against the API model, uniqueness, quotas, tags,
 * roles, times, statuses) is in `Resources`.
 */
export interface EmulatedType {
  readonly type: ResourceType;
  /**
   * Checks parents and the type's rules. The input is valid by the API model.
   * @throws ServiceError
   */
  draft(input: Input, context: Context): Draft;
  /** How it comes to be. Default: time passes. */
  creation?(resource: Resource, context: Context): Creation;
  /** Members of Describe that are worked out when somebody looks. */
  shown?(resource: Resource, context: Context): Members;
  /** @throws ServiceError if the update is not possible */
  update?(resource: Resource, input: Input, context: Context): Update;
  /** @throws ServiceError ResourceInUseException while something depends on the resource */
  assertDeletable?(resource: Resource, context: Context): void;
  /** Called when the resource is gone. */
  deleted?(resource: Resource, context: Context): void;
}
