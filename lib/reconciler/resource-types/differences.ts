import { covers } from '../../parameter-file/covers';
import type { Description, Request } from '../account/personalize-api';
import type { Step } from '../step';

/** A member of a resource that differs from the parameter file. */
export interface Difference {
  readonly member: string;
  readonly actual: unknown;
  readonly desired: unknown;
}

/** Members of the file to compare with Describe. Tags are left out, because Describe never returns them. */
export function desiredMembers(step: Step): Request {
  const { tags: _, ...members } = step.resource.request;
  return members;
}

/**
 * Members of `desired` that are missing in `actual` or have another value there. Members that only `actual` has do not
 * count, because Personalize adds defaults for members that the file leaves out.
 */
export function differences(desired: Request, actual: Description): readonly Difference[] {
  return Object.entries(desired)
    .filter(([member, value]) => value !== undefined && !covers(actual[member], value))
    .map(([member, value]) => ({ member, actual: actual[member], desired: value }));
}

/**
 * Text for users that says how to resolve a conflict of a solution or recommender.
 * @param type type in messages, e.g. `solution`
 */
export function renamingResolution(type: string): string {
  return `Personalize cannot change this member of an existing ${type}, and ${type} names are unique in an account and region: undo the change, or give the ${type} another name.`;
}
