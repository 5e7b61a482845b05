import { isPending } from '../personalize/statuses';
import type { Found, JobResource } from './resource-types/resource-type';
import type { Step } from './step';

/**
 * An earlier job or solution version that makes a new one unnecessary: on its way, or finished, with the same work, and
 * no longer ago than the file's `maxAge`.
 */
export async function earlierThatWillDo(kind: JobResource, step: Step): Promise<Found | undefined> {
  if (step.force) return undefined;
  const earlier = await kind.findEarlier(step);
  return earlier === undefined || isTooOld(step, earlier) ? undefined : earlier;
}

function isTooOld({ resource, now }: Step, { description }: Found): boolean {
  const { status = '', lastUpdatedDateTime, creationDateTime } = description;
  const finished = lastUpdatedDateTime ?? creationDateTime;
  if (resource.maxAgeSeconds === undefined || finished === undefined || isPending(status)) return false;
  return now.getTime() - finished.getTime() > resource.maxAgeSeconds * 1000;
}
