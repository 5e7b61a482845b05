import type { ResourceType } from '../../personalize/resource-types';
import { type Progress, type Step, solutionOf, type WaitFor } from '../step';

/** Bounds of the polling interval, in seconds; longer while a quota is reached or work takes days. */
const SHORTEST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 300;

/** How long Personalize works on something, and how closely it is worth watching. */
interface Pace {
  /**
   * Minimum duration in seconds. Until then one poll after five minutes finds failures, most of which come early. A later one is noticed
   * when the first success could be: of a recommender up to 18 minutes late, but not after its run could have succeeded.
   */
  readonly least: number;
  /** Seconds between two polls after that, until {@link SHARE_OF_AGE} makes them longer. */
  readonly every: number;
  /** Longest duration seen in seconds: until then polls come no less often, and then half as often. */
  readonly most?: number;
  /** Whether only the end of its run waits for it. */
  readonly isLast?: boolean;
}

/** The longer a job runs, the less often it is polled: its end is noticed within this share of its duration. */
const SHARE_OF_AGE = 0.0225;

/**
 * By what has been seen of Personalize with small data. What others wait for is watched closely; a training of one hour
 * still costs less than 40 calls, in the mean of those that share a loop (functions/ensure-resource/poll-shares.ts).
 */
const CREATIONS: Readonly<Record<ResourceType, Pace>> = {
  datasetGroup: { least: 15, every: 5 },
  schema: { least: 0, every: 5 },
  dataset: { least: 15, every: 5 },
  datasetImportJob: { least: 120, every: 18, most: 900 },
  eventTracker: { least: 45, every: 15 },
  filter: { least: 10, every: 30 },
  // Nothing was seen of it: as an event tracker.
  metricAttribution: { least: 45, every: 15 },
  solution: { least: 0, every: 5 },
  solutionVersion: { least: 960, every: 80 },
  campaign: { least: 360, every: 30 },
  batchInferenceJob: { least: 780, every: 20, isLast: true },
  batchSegmentJob: { least: 420, every: 42, isLast: true },
  // 23 minutes in the developer guide's example, often more than an hour (November 2026).
  recommender: { least: 1380, every: 60 },
  // Nothing was seen of it: "up to a day" (developer guide, "Deleting users", November 2026).
  dataDeletionJob: { least: 60, every: 60 },
};

/**
 * By recipe, with which trainings of small data took 20 to 50 minutes: as many polls as of another training of an hour, but closer.
 * Larger data take longer.
 */
const TRAININGS: Readonly<Record<string, Pace>> = {
  'aws-user-personalization': { least: 1140, every: 62, most: 3000 },
  'aws-user-personalization-v2': { least: 1140, every: 62, most: 3000 },
};

/** Of what a training takes to get out of CREATE PENDING. */
const START: Pace = { least: 60, every: 20 };

/** Types of which an update takes as long as a creation are not listed. */
const UPDATES: Readonly<Partial<Record<ResourceType, Pace>>> = {
  dataset: { least: 60, every: 10 },
  recommender: { least: 300, every: 20 },
};

/**
 * Of the age of what takes longer than twelve hours, in place of the longest wait. A poll has nine events in the history of its execution,
 * which may have 25,000 (Step Functions quotas): three days of training have less than 5,000.
 */
const LONGEST_SHARE_OF_AGE = 0.007;

/**
 * Seconds between two polls of a step of several resources. Those that began at different times are due at different times: the older they are,
 * the more of them are polled at once, so that the step fits into the history, however many they are.
 */
export function shortestWaitOf(begun: Date, now: Date): number {
  return Math.max(1, Math.ceil(secondsBetween(begun, now) * LONGEST_SHARE_OF_AGE));
}

export function secondsUntilNextPoll(
  step: Step,
  { stepState, waitFor }: Extract<Progress, { status: 'WAIT' }>,
): number {
  const { now, resource, closeness } = step;
  if (waitFor.kind === 'WORK') {
    const recipe = resource.type === 'solutionVersion' ? solutionOf(step).recipeArn.replace(/^.*\//, '') : '';
    return waitForWork(resource.type, waitFor.of, waitFor.since, now, {
      recipe,
      took: stepState.tookBefore,
      closeness,
    });
  }
  if (waitFor.kind === 'QUOTA' && waitFor.seconds !== undefined) return Math.ceil(waitFor.seconds);
  const since = new Date(stepState.waitingSince?.[waitFor.kind] ?? now);
  return waitFor.kind === 'QUOTA' ? waitForQuota(since, now) : waitForRetry(since, now);
}

/** What is known of work before it has ended. */
export interface Expected {
  /** Name of the recipe that is trained. */
  readonly recipe?: string;
  /** Seconds that the same work took last time. */
  readonly took?: number | undefined;
  /** How many times as often as usual it is polled. Default: 1. */
  readonly closeness?: number | undefined;
}

/** Seconds until the next poll of something on which Personalize has been working since `since`. */
export function waitForWork(
  type: ResourceType,
  work: WorkOf,
  since: Date,
  now: Date,
  { recipe, took, closeness = 1 }: Expected = {},
): number {
  const pace = paceOf(type, work, recipe);
  const age = secondsBetween(since, now);
  if (took !== undefined && work === 'CREATION' && took > LONGEST_WAIT_SECONDS && age < took * (1 + TOLERANCE))
    return waitForExpected(pace, took, age);
  const { least } = pace;
  // Most failures come early: one poll notices them.
  if (age >= LONGEST_WAIT_SECONDS && least - age > pace.every) return Math.ceil(least - age);
  return within(Math.max(least - age, usualInterval(pace, age) / closeness), longestInterval(age));
}

function usualInterval({ every, most }: Pace, age: number): number {
  if (most !== undefined && age < most) return every;
  return Math.min(Math.max(most === undefined ? every : 2 * every, age * SHARE_OF_AGE), longestInterval(age));
}

function longestInterval(age: number): number {
  return Math.max(LONGEST_WAIT_SECONDS, age * LONGEST_SHARE_OF_AGE);
}

/** Share of the last duration by which work may end earlier or later and still be noticed soon. */
const TOLERANCE = 0.1;

/**
 * Half as many polls as usual until shortly before work should end; those that are saved come around then. If only the end of the run waits
 * for it, polls are as seldom as they may be before, and as usual around then. Whether trainings of a solution take alike is unconfirmed
 * (personalize-training-times in docs/local-aws.md): a wrong estimate takes as many polls as none.
 */
function waitForExpected(pace: Pace, took: number, age: number): number {
  const { least, isLast } = pace;
  const from = took * (1 - TOLERANCE);
  const sparse = (at: number) =>
    isLast ? longestInterval(at) : Math.min(2 * usualInterval(pace, at), longestInterval(at));
  if (age < from) {
    const wait = Math.min(from - age, Math.max(least - age, sparse(age)));
    return within(wait, age < LONGEST_WAIT_SECONDS ? LONGEST_WAIT_SECONDS : wait);
  }
  const usual = usualInterval(pace, took);
  const saved = isLast ? 0 : Math.max(0, from - least) * (1 / usual - 1 / sparse(took));
  const span = took * 2 * TOLERANCE;
  return within(span / (span / usual + saved), longestInterval(age));
}

type WorkOf = Extract<WaitFor, { kind: 'WORK' }>['of'];

export function paceOf(type: ResourceType, work: WorkOf, recipe = ''): Pace {
  if (work === 'START') return START;
  return TRAININGS[recipe] ?? ((work === 'UPDATE' && UPDATES[type]) || CREATIONS[type]);
}

const SHARE_OF_RETRY_WAIT = 0.05;

/** Seconds until the next attempt at something that should soon be possible, such as a lock, if it has been impossible since `since`. */
export function waitForRetry(since: Date, now: Date, longest = LONGEST_WAIT_SECONDS): number {
  return within(secondsBetween(since, now) * SHARE_OF_RETRY_WAIT, longest);
}

const SHARE_OF_QUOTA_WAIT = 0.15;
const SHORTEST_QUOTA_WAIT_SECONDS = 30;
const LONGEST_QUOTA_WAIT_SECONDS = 600;

/**
 * Seconds until the next attempt if a quota on resources in progress has been reached since `since`. Each attempt costs several
 * calls, and hundreds may wait: together they try often enough to use all of the quota.
 */
export function waitForQuota(since: Date, now: Date): number {
  const wait = Math.max(secondsBetween(since, now) * SHARE_OF_QUOTA_WAIT, SHORTEST_QUOTA_WAIT_SECONDS);
  return within(wait, LONGEST_QUOTA_WAIT_SECONDS);
}

/** Never below zero: clocks of different services may differ. */
function secondsBetween(since: Date, now: Date): number {
  return Math.max(0, (now.getTime() - since.getTime()) / 1000);
}

function within(seconds: number, longest: number): number {
  return Math.ceil(Math.min(Math.max(seconds, SHORTEST_WAIT_SECONDS), longest));
}
