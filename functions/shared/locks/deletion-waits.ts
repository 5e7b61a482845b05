import { waitForRetry } from '../../../reconciler/apply/polling-interval';

/** Seconds. With nine events a poll, 25,000 events last for more than a hundred days. */
const LONGEST_WAIT = 3600;

/** Seconds for which deletions let others go first after one of them: these ask every five minutes at least, or some later after faults. */
const OTHERS_FIRST = 600;

/** Deletions of users, each of which may hold the data for a day, wait for each other for weeks, and imports and trainings do not. */
export const deletionWaits = {
  /** Seconds after which a deletion that waits since then asks again. */
  asksAgainIn: (since: Date, now: Date) => waitForRetry(since, now, LONGEST_WAIT),
  /** A deletion that held the data after this time has not let others go first yet. */
  othersSince: (now: Date) => new Date(now.getTime() - OTHERS_FIRST * 1000),
};
