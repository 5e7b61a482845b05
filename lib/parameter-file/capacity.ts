import { threeDigits } from '../text/format';
import { shareOf } from './data-checks';
import { durationText, parseDuration } from './duration';
import type { CapacitySection } from './sections';

/** Limits beyond which a campaign or recommender is idle or oversized. */
export interface Capacity {
  readonly lookbackSeconds: number;
  /** Time without requests after which a resource is idle. A rule checks that `lookBack` is at least as long. */
  readonly idleAfterSeconds: number;
  /**
   * Share of the provisioned capacity, such as 0.25. A resource is oversized if it provisions more than one request per second, and if even
   * its busiest five minutes did not use this share.
   */
  readonly minimumUse: number;
}

const DAY = 86_400;

/**
 * Range and default of the lookback period, in seconds. CloudWatch keeps five-minute data for 63 days; older data are too coarse to show
 * peaks. Source: API reference, GetMetricData, 2026-11.
 */
export const LOOKBACK = { min: DAY, max: 63 * DAY, default: 14 * DAY } as const;

/**
 * Longest lookback period that is queried, in seconds. CloudWatch keeps data for 63 days by its own clock. A query for exactly 63 days
 * would begin too early, and return nothing.
 */
const READABLE = LOOKBACK.max - 3600;

/** The section `capacity` of a parameter file, with defaults. */
export function capacityOf({ lookBack = '', idleAfter = '', minimumUse = '25%' }: CapacitySection = {}): Capacity {
  const lookbackSeconds = Math.min(parseDuration(lookBack) ?? LOOKBACK.default, READABLE);
  const idleAfterSeconds = parseDuration(idleAfter) ?? lookbackSeconds;
  return { lookbackSeconds, idleAfterSeconds, minimumUse: shareOf(minimumUse) };
}

/** The settings as texts, defaults included. */
export function capacitySection({ lookbackSeconds, idleAfterSeconds, minimumUse }: Capacity) {
  return {
    lookBack: durationText(lookbackSeconds),
    idleAfter: durationText(idleAfterSeconds),
    minimumUse: `${threeDigits(100 * minimumUse)}%`,
  };
}
