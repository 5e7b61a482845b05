import type { ResourceType } from '../../personalize/resource-types';

/** A result is noticed within this share of the time that its step has taken so far. */
const SHARE_OF_AGE = 0.05;
const SHORTEST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 300;

/**
 * Seconds that a resource of a type takes at the least, by what has been seen of Personalize with small data. Looking more
 * often than at 5 % of that costs calls and gains nothing. Types that may be done in a minute or two are not listed.
 */
const USUAL_LEAST_SECONDS: Readonly<Partial<Record<ResourceType, number>>> = {
  solutionVersion: 1200,
  recommender: 1200,
  batchInferenceJob: 600,
  batchSegmentJob: 400,
  campaign: 360,
};

/**
 * Seconds to wait before looking again at something that has been going on since `startedAt`: 5 % of its age so far,
 * never below 5 s nor above 5 min. So short steps are noticed at once, and long ones cost a few dozen calls an hour.
 * @param type of the resource that is waited for, if it is one
 */
export function waitSeconds(startedAt: Date, now: Date, type?: ResourceType): number {
  const age = (now.getTime() - startedAt.getTime()) / 1000;
  const usual = (type && USUAL_LEAST_SECONDS[type]) ?? 0;
  const wait = Math.max(age, usual) * SHARE_OF_AGE;
  return Math.ceil(Math.min(Math.max(wait, SHORTEST_WAIT_SECONDS), LONGEST_WAIT_SECONDS));
}
