const DAY = 24 * 3_600_000;

/**
 * Milliseconds after midnight by which the ends of all runs that ended before midnight are recorded: `end-run` takes at
 * most two minutes, and clocks differ by seconds.
 */
const RECORDED_WITHIN = 15 * 60_000;

/** Longest period of a dataset group's first digest, in milliseconds. */
const FIRST_PERIOD = 7 * DAY;

/** Values of the Terraform variable `digest`. */
export type DigestSetting = 'weekly' | 'daily' | 'off';

/**
 * End of the newest period that a digest may cover, as an ISO time. A period ends at midnight in UTC. A weekly period
 * ends at the midnight with which a Monday begins.
 * @returns undefined if digests are off
 * @throws Error for an unknown setting
 */
export function periodEnd(setting: string, now: Date): string | undefined {
  const days = Math.floor((now.getTime() - RECORDED_WITHIN) / DAY);
  switch (setting as DigestSetting) {
    case 'off':
      return undefined;
    case 'daily':
      return new Date(days * DAY).toISOString();
    case 'weekly':
      // 1 January 1970 was a Thursday.
      return new Date((days - ((days + 3) % 7)) * DAY).toISOString();
    default:
      throw new Error(`DIGEST is '${setting}': it must be one of weekly, daily, off.`);
  }
}

/** Earliest start, as an ISO time, of the period that a dataset group's first digest covers. */
export function firstBeginning(until: string): string {
  return new Date(Date.parse(until) - FIRST_PERIOD).toISOString();
}
