import type { ResourceType } from '../../../lib/personalize/resource-types';
import type { Input } from '../../core/service';
import type { Context } from './context';
import type { Creation, Update } from './lifecycle';
import type { Members, Resource } from './resource';

/** Resource that a valid Create request will create. */
export interface Draft {
  readonly arn: string;
  readonly name: string;
  /**
   * Members that the resource has in addition to the members of the request. A resource of a dataset group needs the
   * member `datasetGroupArn`, because some quotas are counted by dataset group.
   */
  readonly members: Members;
}

/** Behavior of one resource type. Behavior that all resource types share is in `Resources`. */
export interface EmulatedType {
  readonly type: ResourceType;
  /**
   * Checks a Create request against its parent resources and the rules of the type, and returns the resource to create.
   * Before this call, the request has been checked against the API model.
   * @throws ServiceError if the request is refused
   */
  draft(input: Input, context: Context): Draft;
  /** Returns the work and duration of a creation. Default: no work, and the duration of the resource type. */
  creation?(resource: Resource, context: Context): Creation;
  /** Returns members that are computed for each Describe request. Computed members override stored members. */
  shown?(resource: Resource, context: Context): Members;
  /**
   * Checks an Update request and returns the update.
   * @throws ServiceError if the request is refused
   */
  update?(resource: Resource, input: Input, context: Context): Update;
  /**
   * Checks that a resource may be deleted.
   * @throws ServiceError, usually ResourceInUseException, while another resource prevents the deletion
   */
  assertDeletable?(resource: Resource, context: Context): void;
  /** Called after a Delete request has deleted the resource. Not called if another deletion removes it too, e.g. a solution's versions. */
  deleted?(resource: Resource, context: Context): void;
}
