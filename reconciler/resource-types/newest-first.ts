import type { Description } from '../personalize-api';

/** By the time of their creation. */
export function newestFirst(resources: readonly Description[]): readonly Description[] {
  return [...resources].sort((one, other) => time(other) - time(one));
}

function time({ creationDateTime }: Description): number {
  return creationDateTime?.getTime() ?? 0;
}
