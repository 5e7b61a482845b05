import type { Clock } from '../../emulator/core/clock';
import type { OperatorAction } from '../faults/operator-actions';
import type { Scenario } from './scenario';

/**
 * A nightly reconciliation, in epoch milliseconds: when it can begin at the earliest, and when it and the runs that it started had ended.
 */
export interface Night {
  readonly from: number;
  readonly until: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Earliest begin of the nightly reconciliation, in milliseconds of the UTC day. */
const FROM = 3.25 * HOUR;
const UNTIL = 4.5 * HOUR;

/** Values of the variable `drift`, in equal shares. */
const SETTINGS = ['notify', 'restore', 'adopt'] as const;

export type DriftSetting = (typeof SETTINGS)[number];

/** @param chance in [0, 1) */
export function driftSetting(chance: number): DriftSetting {
  return SETTINGS[Math.floor(chance * SETTINGS.length)] ?? 'notify';
}

/** Operators' actions that the nightly reconciliation finds. */
const FOUND: readonly OperatorAction[] = [
  'moveCampaign',
  'changeCampaign',
  'deleteCampaign',
  'deleteFilter',
  'deleteEventTracker',
  'deleteRecommender',
];

/** Milliseconds after which the end of a run counts as lost. */
const LOST_AFTER = 6 * HOUR;

/**
 * Waits for the next nightly reconciliation if it has to find an operator's change, or for the first one that ends the runs whose stop event
 * was lost.
 */
export async function passNight(clock: Clock, { steps }: Scenario, hasLostEvents: boolean): Promise<Night | undefined> {
  const isChanged = steps.some((step) => step.kind === 'manual' && FOUND.includes(step.action));
  if (!isChanged && !hasLostEvents) return undefined;
  const earliest = clock.now() + (hasLostEvents ? LOST_AFTER : 0);
  const midnight = earliest - (earliest % DAY) + DAY;
  const night = { from: midnight + FROM, until: midnight + UNTIL };
  await clock.advanceTo(night.until);
  return night;
}
