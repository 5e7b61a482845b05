import type { ResourceType } from '../../personalize/resource-types';
import type { Progress, Step, WaitFor } from '../step';

/** No look comes sooner than this after the last one, and none later, but while others hold all the room or work takes days. */
const SHORTEST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 300;

/** How long Personalize works on something, and how closely it is worth watching. */
interface Pace {
  /** Seconds that it takes at the least. Until then looks are sparse: they are for failures only. */
  readonly least: number;
  /** Seconds between two looks from then on, until {@link SHARE_OF_AGE} asks for less. */
  readonly every: number;
}

/** Old work is looked at the less often: its end is noticed within this share of the time that it took. */
const SHARE_OF_AGE = 0.0225;

/**
 * By what has been seen of Personalize with small data. What others wait for is watched closely; a training of one hour
 * still costs less than 40 calls.
 */
const CREATIONS: Readonly<Record<ResourceType, Pace>> = {
  datasetGroup: { least: 15, every: 5 },
  schema: { least: 0, every: 5 },
  dataset: { least: 15, every: 5 },
  datasetImportJob: { least: 120, every: 16 },
  eventTracker: { least: 45, every: 10 },
  filter: { least: 10, every: 10 },
  solution: { least: 0, every: 5 },
  solutionVersion: { least: 960, every: 84 },
  campaign: { least: 360, every: 14 },
  batchInferenceJob: { least: 780, every: 42 },
  batchSegmentJob: { least: 420, every: 42 },
  recommender: { least: 1380, every: 60 },
};

/** Of what a training takes to get out of CREATE PENDING. */
const START: Pace = { least: 60, every: 20 };

/** Types of which an update takes as long as a creation are not listed. */
const UPDATES: Readonly<Partial<Record<ResourceType, Pace>>> = {
  dataset: { least: 60, every: 10 },
  recommender: { least: 300, every: 20 },
};

/**
 * Of the age of what takes longer than two days, in place of the longest wait: polled every five minutes, it would fill the 25,000
 * events of an execution's history (Step Functions quotas) after nine days.
 */
const LONGEST_SHARE_OF_AGE = 0.0017;

export function secondsUntilNextPoll(
  { resource, now }: Step,
  { stepState, waitFor }: Extract<Progress, { status: 'WAIT' }>,
): number {
  if (waitFor.kind === 'WORK') return waitForWork(resource.type, waitFor.of, waitFor.since, now);
  const since = new Date(stepState.waitingSince?.[waitFor.kind] ?? now);
  return waitFor.kind === 'CAPACITY' ? waitForCapacity(since, now) : waitForTurn(since, now);
}

/** Seconds before looking again at something on which Personalize has been working since `since`. */
export function waitForWork(type: ResourceType, work: WorkOf, since: Date, now: Date): number {
  const { least, every } = paceOf(type, work);
  const age = secondsBetween(since, now);
  const longest = Math.max(LONGEST_WAIT_SECONDS, age * LONGEST_SHARE_OF_AGE);
  return within(Math.max(least - age, every, age * SHARE_OF_AGE), longest);
}

type WorkOf = Extract<WaitFor, { kind: 'WORK' }>['of'];

function paceOf(type: ResourceType, work: WorkOf): Pace {
  if (work === 'START') return START;
  return (work === 'UPDATE' && UPDATES[type]) || CREATIONS[type];
}

const SHARE_OF_TURN = 0.05;

/** Seconds before asking again for what should pass soon, such as another's turn, when that has been so since `since`. */
export function waitForTurn(since: Date, now: Date): number {
  return within(secondsBetween(since, now) * SHARE_OF_TURN, LONGEST_WAIT_SECONDS);
}

const SHARE_OF_CAPACITY_WAIT = 0.15;
const SHORTEST_CAPACITY_WAIT_SECONDS = 30;
const LONGEST_CAPACITY_WAIT_SECONDS = 600;

/**
 * Seconds before asking again when a quota on what is on its way at once has been reached since `since`. Each try costs
 * several calls, and there may be hundreds that wait: together they ask often enough to fill whatever room there is.
 */
export function waitForCapacity(since: Date, now: Date): number {
  const wait = Math.max(secondsBetween(since, now) * SHARE_OF_CAPACITY_WAIT, SHORTEST_CAPACITY_WAIT_SECONDS);
  return within(wait, LONGEST_CAPACITY_WAIT_SECONDS);
}

/** Never below zero: clocks of different services may differ. */
function secondsBetween(since: Date, now: Date): number {
  return Math.max(0, (now.getTime() - since.getTime()) / 1000);
}

function within(seconds: number, longest: number): number {
  return Math.ceil(Math.min(Math.max(seconds, SHORTEST_WAIT_SECONDS), longest));
}
