import type { Request } from '../personalize-api';
import type { Step } from '../step';

/**
 * What the parameter file says of the resource and Describe shows again: everything but the tags, which no Describe
 * returns and which are only given at creation.
 */
export function desiredMembers(step: Step): Request {
  const { tags: _, ...members } = step.resource.request;
  return members;
}
