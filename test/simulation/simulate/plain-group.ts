import type { Edition, Group } from '../../../simulation/simulate/scenario';

/** A dataset group that has only interactions, in one small csv, and no batch jobs. */
export function plainGroup(first: Edition): Group {
  return {
    eventTracker: false,
    items: false,
    users: false,
    batch: 'none',
    largeCsv: false,
    incremental: false,
    domain: false,
    first,
  };
}
