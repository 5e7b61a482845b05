import type { ResourceType } from '../../personalize/resource-types';
import type { QueueEntry } from '../../record-table/quota-queue';
import { paceOf, waitForQuota } from '../apply/polling-interval';

/** The place of a step among those that wait for a quota of resources in progress. */
export interface QueuePosition {
  /** How many have waited longer. */
  readonly ahead: number;
  /** Since when it waits itself. */
  readonly since: Date;
  /** How many are seen in progress. */
  readonly working: number;
  /** Whether it is to try now. */
  readonly mayTry: boolean;
  /** Seconds that its last job took; undefined if that is not known. */
  readonly took: number | undefined;
  /** Seconds until its next poll, if it is not to try now or is refused. */
  readonly wait: number;
}

/**
 * Bounds of the wait in seconds. A creation intent must be older than 30 s. Estimates may be wrong, quotas may be raised, and those who wait
 * may be stopped; a poll of one that waits calls nothing of Personalize.
 */
const SHORTEST = 35;
const LONGEST = 600;

/** Seconds after which one that has not tried when it said has probably been stopped; or it waits for a lock. */
const LATENESS = 120;

/** The same of its own entry, after which it is of an earlier run, and its place is lost. A lock may take an import's time. */
const OWN_LATENESS = 3600;

/** Of the time until the first of those that wait should be this one: it estimates anew then, as work may end early. */
const SHARE_OF_ESTIMATE = 0.6;

/** What takes that many times as long as expected, and a day, has probably ended unnoticed: a first training may take far longer. */
const OVERLONG = 4;
const DAY = 86_400;

/**
 * First come, first served: the first one tries now and then, another when enough of what is in progress should have ended. One that has not
 * waited yet tries if none waits. A wrong estimate costs a few minutes.
 * @param entries of the type
 */
export function positionOf(type: ResourceType, id: string, entries: readonly QueueEntry[], now: Date): QueuePosition {
  const own = entries.find((entry) => entry.id === id && isWaiting(entry, now, OWN_LATENESS));
  const since = own?.since ?? now;
  const ahead = entries.filter((entry) => isWaiting(entry, now) && isBefore(entry, { id, since })).length;
  const { endAfter, lastStart, working } = estimate(type, entries, now);
  const end = endAfter(ahead);
  const mayTry = ahead === 0 || (own !== undefined && end <= 0);
  const position = { ahead, since, working, mayTry, took: entries.find((entry) => entry.id === id)?.took };
  // What should have ended has not: the others see it at once if the first one succeeds.
  if (ahead > 0 && end <= 0) return { ...position, wait: SHORTEST * (1 + ahead / 2) };
  const first = ahead === 0 ? 0 : endAfter(ahead - 1);
  if (first > SHORTEST)
    return {
      ...position,
      wait: Math.min(first * SHARE_OF_ESTIMATE < 2 * SHORTEST ? first : first * SHARE_OF_ESTIMATE, LONGEST),
    };
  const quietSince = new Date(Math.max(since.getTime(), lastStart));
  const tries = Math.max(waitForQuota(quietSince, now), paceOf(type, 'CREATION').every);
  return { ...position, wait: Math.max(SHORTEST, end > 0 ? Math.min(end, tries) : tries) };
}

function isWaiting({ state, triesAt }: QueueEntry, now: Date, lateness = LATENESS): boolean {
  return state === 'WAITING' && triesAt !== undefined && secondsUntil(triesAt, now) > -lateness;
}

function isBefore(one: Pick<QueueEntry, 'id' | 'since'>, other: Pick<QueueEntry, 'id' | 'since'>): boolean {
  const earlier = one.since.getTime() - other.since.getTime();
  return earlier < 0 || (earlier === 0 && one.id < other.id);
}

/** When what is in progress should end, by how long it took before. As many as were seen at the last refusal may be in progress. */
function estimate(type: ResourceType, entries: readonly QueueEntry[], now: Date) {
  const usual = median(entries.flatMap(({ took = [] }) => took)) ?? paceOf(type, 'CREATION').least;
  const working = entries.filter(
    ({ state, since, took = usual }) =>
      state === 'WORKING' && -secondsUntil(since, now) < Math.max(took * OVERLONG, DAY),
  );
  const ends = working.map(({ since, took = usual }) => secondsUntil(since, now) + took);
  const [last] = entries.flatMap(({ refused = [] }) => refused).toSorted((one, other) => +other.at - +one.at);
  const free = Math.max(0, (last?.working ?? 0) - ends.length);
  const slots = [...Array<number>(free).fill(0), ...ends].sort((one, other) => one - other);
  return {
    working: ends.length,
    /** Seconds until a slot should be free for one that lets so many go first. */
    endAfter: (others: number) =>
      (slots[others % slots.length] ?? 0) + usual * Math.floor(others / Math.max(1, slots.length)),
    lastStart: Math.max(0, ...working.map(({ since }) => since.getTime())),
  };
}

function secondsUntil(time: Date, now: Date): number {
  return (time.getTime() - now.getTime()) / 1000;
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}
