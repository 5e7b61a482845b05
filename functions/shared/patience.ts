/** A result is noticed within this share of the time that its step has taken so far. */
const SHARE_OF_AGE = 0.05;
const SHORTEST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 300;

/**
 * Seconds to wait before looking again at something that has been going on since `startedAt`: 5 % of its age so far,
 * never below 5 s nor above 5 min. So short steps are noticed at once, and long ones cost a few calls an hour.
 */
export function waitSeconds(startedAt: Date, now: Date): number {
  const age = (now.getTime() - startedAt.getTime()) / 1000;
  return Math.ceil(Math.min(Math.max(age * SHARE_OF_AGE, SHORTEST_WAIT_SECONDS), LONGEST_WAIT_SECONDS));
}
