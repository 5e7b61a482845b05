import type { DataLocation } from '../../aws/data-bucket';
import type { Description } from '../account/personalize-api';
import type { Step } from '../step';
import { didTheSame, fingerprint, isMadeHere } from './job-name';

/** Work of a job that reads the data bucket. */
export interface JobWork {
  /** The job's place in its dataset group; independent of the order of solutions in the file. */
  readonly subject: string;
  /** Everything that identifies the work, including the data. */
  readonly content: unknown;
  readonly data: DataLocation;
}

const HOUR = 3_600_000;
/**
 * Milliseconds for which replaced object versions are kept (3 days, stacks/constructs/data-lifecycle.ts), less an hour for clock
 * differences.
 */
const PROVABLE_WITHIN = (3 * 24 - 1) * HOUR;

/** S3 gives times to the second, rounded down. */
const SECOND = 1000;

/** Returns a predicate: true if a job does the same work, and has read, or will read, the current data. */
export async function readersOf(step: Step, work: JobWork): Promise<(job: Description) => boolean> {
  const verified = await step.verifiedReads.find(step.state.datasetGroup.name, work.subject);
  return (job) =>
    isProvenByVersions(step, work, job) ||
    (verified?.jobName === job.jobName && verified?.fingerprint === fingerprint(work.content));
}

/** Forgets what an earlier job read: if the same content comes back later, it must be read again. */
export async function forgetRead({ state, verifiedReads }: Step, { subject }: JobWork): Promise<void> {
  await verifiedReads.put(state.datasetGroup.name, subject, undefined);
}

/** Records that a finished job has read the current data, if the stored object versions prove it. */
export async function verifyRead(step: Step, work: JobWork, arn: string): Promise<void> {
  const { name: datasetGroup } = step.state.datasetGroup;
  const read = { jobName: arn.slice(arn.lastIndexOf('/') + 1), fingerprint: fingerprint(work.content) };
  const known = await step.verifiedReads.find(datasetGroup, work.subject);
  if (known?.jobName === read.jobName && known.fingerprint === read.fingerprint) return;
  const job = await step.personalize.describe(step.resource.type, arn);
  if (job !== undefined && isProvenByVersions(step, work, job))
    await step.verifiedReads.put(datasetGroup, work.subject, read);
}

/**
 * True if it is proven that the job read the current data. Personalize reads between a job's creation and its end, so
 * the data must be older than the job. For a job by another writer, this is all that is checked here, because the
 * caller compares the job's input and settings. A job of this project must also have the work's fingerprint in its
 * name, and all object versions since its creation must still be stored.
 */
function isProvenByVersions({ now }: Step, { content, data }: JobWork, job: Description): boolean {
  const createdAt = job.creationDateTime;
  if (createdAt === undefined || !isOlderThan(data, createdAt)) return false;
  const name = String(job.jobName);
  if (!isMadeHere(name)) return true;
  return didTheSame(name, content) && now.getTime() - createdAt.getTime() < PROVABLE_WITHIN;
}

/** True if no object of the data has changed since, as far as the stored versions show it. */
export function isOlderThan({ changedAt }: DataLocation, time: Date): boolean {
  return changedAt.getTime() + SECOND <= time.getTime();
}
