import type { DataLocation } from '../data-bucket';
import type { Description } from '../personalize-api';

/** S3 tells times to the second, and cuts the rest off. */
const SECOND = 1000;

/** Whether all that a job read after its creation, whenever that was, is what lies there now. */
export function isSince({ changedAt }: DataLocation, { creationDateTime }: Description): boolean {
  return creationDateTime !== undefined && creationDateTime.getTime() >= changedAt.getTime() + SECOND;
}
