import { joined, quantities } from '../../personalize/billed-quantity';
import type { BilledUse } from '../../personalize/billing';
import { minute } from '../../text/format';

/** Billed use of a dataset group's resource or work in a period. */
export interface Use extends BilledUse {
  /** Number of requests to a campaign or recommender; absent if CloudWatch does not have the number. */
  readonly requests?: number;
  /**
   * ISO time of an update after the beginning of the period. The minimum before the update is unknown, so the current minimum
   * counts for the whole period.
   */
  readonly updatedAt?: string;
  /** True if the resource served in the period but got no request. */
  readonly isUnused?: true;
}

/** Text such as `2 trainings, 3 training hours plus an unknown amount for 1 of the 2`. */
export function billedText(use: Use): string {
  const { times, unknown = 0 } = use;
  const unreported = unknown > 0 && unknown !== times ? ` plus an unknown amount for ${unknown} of the ${times}` : '';
  return `${joined(quantities(use))}${unreported}`;
}

/**
 * A line for users that names resources whose TPS-hours may be wrong, because their minimum may have changed in the period.
 * Empty if there are no such resources.
 */
export function updateLines(uses: readonly Pick<Use, 'what' | 'updatedAt'>[]): readonly string[] {
  const updated = uses.flatMap(({ what, updatedAt: time }) => (time === undefined ? [] : `${what} (${minute(time)})`));
  if (updated.length === 0) return [];
  return [
    `Updated in this period: ${updated.join(', ')}. TPS-hours are counted at today's minimum, because Amazon Personalize does not report the minimum before an update: if it was changed, compare with your AWS bill.`,
  ];
}
