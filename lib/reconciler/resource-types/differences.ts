import { covers } from '../../parameter-file/covers';
import type { Description, Request } from '../account/personalize-api';
import type { Step } from '../step';

/** A member of a resource that differs from the parameter file. */
export interface Difference {
  readonly member: string;
  readonly actual: unknown;
  readonly desired: unknown;
}

/** The file's members that Describe shows: all except tags, which Create takes and Describe never returns. */
export function desiredMembers(step: Step): Request {
  const { tags: _, ...members } = step.resource.request;
  return members;
}

/**
 * Members of `desired` that `actual` lacks or has with another value. Members that the file leaves out do not count, because the service
 * fills them in.
 */
export function differences(desired: Request, actual: Description): readonly Difference[] {
  return Object.entries(desired)
    .filter(([member, value]) => value !== undefined && !covers(actual[member], value))
    .map(([member, value]) => ({ member, actual: actual[member], desired: value }));
}

/**
 * What to do about a conflict in a resource whose names are unique.
 * @param type type in messages: `solution`
 */
export function renamingResolution(type: string): string {
  return `Personalize cannot change this member of an existing ${type}, and ${type} names are unique in an account and region: undo the change, or give the ${type} another name.`;
}
