import type { StepProgress } from './work-poll';

/** Share of its wait after which an item is polled with one that is due. */
const JOINS_AFTER = 0.5;

/** When an item is polled, and when it is to be polled again. */
export function pollTimes(now: Date, waitSeconds: number): Pick<StepProgress, 'polledAt' | 'dueAt'> {
  return { polledAt: now.toISOString(), dueAt: new Date(now.getTime() + waitSeconds * 1000).toISOString() };
}

/** When an item is due, and when it may be polled with one that is due, in milliseconds since 1970. */
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
