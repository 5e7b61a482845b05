import type { ResourceType } from '../../../lib/personalize/resource-types';
import type { Input } from '../../core/service';
import type { Context } from './context';
import type { Creation, Update } from './lifecycle';
import type { Members, Resource } from './resource';

/** Resource that a Create request makes, after its type has checked the request. */
export interface Draft {
  readonly arn: string;
  readonly name: string;
  /**
   * Members in addition to the members of the request. Resources in a dataset group have `datasetGroupArn`, because
   * quotas are counted by group.
   */
  readonly members: Members;
}

/** Behavior that differs between resource types. `Resources` has the behavior that all types share. */
export interface EmulatedType {
  readonly type: ResourceType;
  /**
   * Checks a Create request against the parent resources and the type's rules, and returns the resource to create. The
   * request has already been checked against the API model.
   * @throws ServiceError if the request is refused
   */
  draft(input: Input, context: Context): Draft;
  /** Work and duration of the creation. Default: no work, and the duration of the type. */
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
