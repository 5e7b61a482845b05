import type { DataLocation } from '../../aws/data-bucket';
import type { Description } from '../account/personalize-api';
import type { Step } from '../step';
import { didTheSame, fingerprint, isOwnJobName } from './job-name';

/** Work of a job that reads the data bucket. */
export interface JobWork {
  /** Key of the job in its dataset group. The order of solutions in the file does not change this key. */
  readonly subject: string;
  /** Values that identify the work, including the data. */
  readonly content: unknown;
  readonly data: DataLocation;
}

const HOUR = 3_600_000;
/**
 * Milliseconds for which the bucket keeps replaced object versions (3 days, stacks/constructs/data-lifecycle.ts), less an
 * hour for clock differences.
 */
const PROVABLE_WITHIN = (3 * 24 - 1) * HOUR;

/** Precision of times from S3 in milliseconds. S3 rounds them down. */
const SECOND = 1000;

/**
 * Returns a predicate that is true if a job of this project does the same work, and has read or will read the current
 * data. For a job by another writer, the caller must compare the work.
 */
export async function readersOf(step: Step, work: JobWork): Promise<(job: Description) => boolean> {
  const verified = await step.verifiedReads.find(step.state.datasetGroup.name, work.subject);
  return (job) =>
    isProvenByVersions(step, work, job) ||
    (verified?.jobName === job.jobName && verified?.fingerprint === fingerprint(work.content));
}

/** Deletes the record of the data that an earlier job has read. If these data are uploaded again later, a new job must read them. */
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
 * True if it is proven that the job read the current data. Personalize reads data between a job's creation and its end, so
 * the data must be older than the job. A job of this project must also have the work's fingerprint in its name, and all
 * object versions since its creation must still be stored. For a job by another writer, only the age of the data is
 * checked, because the caller compares the job's input and settings.
 */
function isProvenByVersions({ now }: Step, { content, data }: JobWork, job: Description): boolean {
  const createdAt = job.creationDateTime;
  if (createdAt === undefined || !isOlderThan(data, createdAt)) return false;
  const name = String(job.jobName);
  if (!isOwnJobName(name)) return true;
  return didTheSame(name, content) && now.getTime() - createdAt.getTime() < PROVABLE_WITHIN;
}

/** True if no object of the data has changed after the time. Only versions that the bucket still has can show a change. */
export function isOlderThan({ changedAt }: DataLocation, time: Date): boolean {
  return changedAt.getTime() + SECOND <= time.getTime();
}
