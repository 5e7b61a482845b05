import { covers } from '../../parameter-file/covers';
import type { Description, Request } from '../account/personalize-api';
import type { Step } from '../step';

/** A member of a resource that is not as the parameter file wants it. */
export interface Difference {
  readonly member: string;
  readonly actual: unknown;
  readonly desired: unknown;
}

/** What the file says of the resource and Describe shows: all but the tags, which are given at creation and never returned. */
export function desiredMembers(step: Step): Request {
  const { tags: _, ...members } = step.resource.request;
  return members;
}

/** The members of `desired` that `actual` does not have or has otherwise. What the file leaves open is the service's to fill in. */
export function differences(desired: Request, actual: Description): readonly Difference[] {
  return Object.entries(desired)
    .filter(([member, value]) => value !== undefined && !covers(actual[member], value))
    .map(([member, value]) => ({ member, actual: actual[member], desired: value }));
}
