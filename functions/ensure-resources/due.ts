import type { StepProgress } from './work-poll';

/**
 * Share of an item's wait. After this share, the item may be polled before it is due, together with an item that is
 * due.
 */
const JOINS_AFTER = 0.5;

/** Times of an item's poll and of its next poll. */
export function pollTimes(now: Date, waitSeconds: number): Pick<StepProgress, 'polledAt' | 'dueAt'> {
  return { polledAt: now.toISOString(), dueAt: new Date(now.getTime() + waitSeconds * 1000).toISOString() };
}

/**
 * Times in milliseconds since 1970. An item becomes due at `due`. From `joins` on, the item is also polled in a wake-up
 * that another item causes.
 */
export interface DueTimes {
  readonly due: number;
  readonly joins: number;
}

export const NEVER_POLLED: DueTimes = { due: 0, joins: 0 };

export function dueTimes({ dueAt, polledAt = dueAt }: StepProgress): DueTimes {
  if (dueAt === undefined || polledAt === undefined) return NEVER_POLLED;
  const [due, polled] = [Date.parse(dueAt), Date.parse(polledAt)];
  return { due, joins: polled + (due - polled) * JOINS_AFTER };
}
