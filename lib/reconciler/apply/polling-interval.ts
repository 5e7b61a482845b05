import type { ResourceType } from '../../personalize/resource-types';
import type { Progress, WaitFor } from '../step';

/**
 * `least` is the shortest time in which Personalize finishes a resource. Younger work is polled about when it reaches this
 * age, and every {@link LONGEST} seconds until then. `every` is the shortest polling interval. Both are in seconds.
 */
interface Pace {
  readonly least: number;
  readonly every: number;
}

/** Polling intervals of creations, from measurements of Personalize with small data (docs/performance.md). */
const CREATIONS: Readonly<Record<ResourceType, Pace>> = {
  datasetGroup: { least: 15, every: 5 },
  schema: { least: 0, every: 5 },
  dataset: { least: 15, every: 5 },
  datasetImportJob: { least: 120, every: 20 },
  eventTracker: { least: 45, every: 15 },
  filter: { least: 10, every: 30 },
  // Not measured; assumed to take as long as an event tracker.
  metricAttribution: { least: 45, every: 15 },
  solution: { least: 0, every: 5 },
  solutionVersion: { least: 960, every: 75 },
  campaign: { least: 360, every: 30 },
  batchInferenceJob: { least: 780, every: 30 },
  batchSegmentJob: { least: 420, every: 30 },
  // Takes 23 minutes in the developer guide's example, and often more than an hour (November 2026).
  recommender: { least: 1380, every: 60 },
  // Not measured: "up to a day" (developer guide, "Deleting users", November 2026).
  dataDeletionJob: { least: 60, every: 60 },
};

/** Polling intervals of a training as long as it is in CREATE PENDING. */
const START: Pace = { least: 60, every: 20 };

/** Polling intervals of updates, for types whose updates do not take as long as their creation. */
const UPDATES: Readonly<Partial<Record<ResourceType, Pace>>> = {
  dataset: { least: 60, every: 10 },
  recommender: { least: 300, every: 20 },
};

/** Bounds of the polling interval in seconds. */
const SHORTEST = 5;
const LONGEST = 300;

/** Polling interval as a share of the job's age: the longer the job runs, the less often it is polled. */
const SHARE_OF_AGE = 0.0225;
/** Maximum of the polling interval as a share of the job's age. It replaces {@link LONGEST} from an age of about twelve hours on. */
const SHARE_OF_DAYS = 0.007;

/** Time until a failed attempt is repeated, as a share of the time since the first failure. */
const SHARE_OF_WAIT = 0.05;
/** Time until the next attempt while a quota is reached, as a share of the time waited so far. */
const SHARE_OF_QUOTA_WAIT = 0.15;
/** Bounds of the time between two attempts while a quota is reached, in seconds. */
const SHORTEST_QUOTA_WAIT = 30;
const LONGEST_QUOTA_WAIT = 600;

export function secondsUntilNextPoll(
  type: ResourceType,
  { stepState, waitFor }: Extract<Progress, { status: 'WAIT' }>,
  now: Date,
): number {
  if (waitFor.kind === 'WORK') return waitForWork(type, waitFor.of, waitFor.since, now);
  const since = new Date(stepState.waitingSince?.[waitFor.kind] ?? now);
  return waitFor.kind === 'QUOTA' ? waitForQuota(since, now) : waitForRetry(since, now);
}

/** Seconds until the next poll of work that Personalize began at `since`. */
export function waitForWork(
  type: ResourceType,
  work: Extract<WaitFor, { kind: 'WORK' }>['of'],
  since: Date,
  now: Date,
): number {
  const { least, every } = paceOf(type, work);
  const age = secondsBetween(since, now);
  return within(Math.max(least - age, every, age * SHARE_OF_AGE), SHORTEST, Math.max(LONGEST, age * SHARE_OF_DAYS));
}

function paceOf(type: ResourceType, work: Extract<WaitFor, { kind: 'WORK' }>['of']): Pace {
  if (work === 'START') return START;
  return (work === 'UPDATE' && UPDATES[type]) || CREATIONS[type];
}

/**
 * Seconds until the next attempt after repeated failures, e.g. to acquire a lock.
 * @param since time of the first failure
 */
export function waitForRetry(since: Date, now: Date, longest = LONGEST): number {
  return within(secondsBetween(since, now) * SHARE_OF_WAIT, SHORTEST, longest);
}

/**
 * Seconds until the next attempt while a quota on resources in progress is reached.
 * @param since time of the first attempt that met the quota
 */
export function waitForQuota(since: Date, now: Date): number {
  return within(secondsBetween(since, now) * SHARE_OF_QUOTA_WAIT, SHORTEST_QUOTA_WAIT, LONGEST_QUOTA_WAIT);
}

/** Difference in seconds. It is at least 0, because the clocks of different services may differ. */
function secondsBetween(since: Date, now: Date): number {
  return Math.max(0, (now.getTime() - since.getTime()) / 1000);
}

function within(seconds: number, shortest: number, longest: number): number {
  return Math.ceil(Math.min(Math.max(seconds, shortest), longest));
}
