import type { Clock } from '../../emulator/core/clock';
import type { OperatorAction } from '../faults/operator-actions';
import type { Scenario } from './scenario';

/** A nightly reconciliation. Times are epoch milliseconds. */
export interface Night {
  /** Earliest time at which the reconciliation can begin. */
  readonly from: number;
  /** Time by which the reconciliation, and the runs that it starts, have ended. */
  readonly until: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Earliest beginning of the nightly reconciliation (`FROM`), and time by which it has ended (`UNTIL`), in milliseconds since midnight UTC. */
const FROM = 4.25 * HOUR;
const UNTIL = 5.5 * HOUR;

/** Values of the Terraform variable `drift`. All values are equally probable. */
const SETTINGS = ['notify', 'restore', 'adopt'] as const;

export type DriftSetting = (typeof SETTINGS)[number];

/** @param chance random number in [0, 1) */
export function driftSetting(chance: number): DriftSetting {
  return SETTINGS[Math.floor(chance * SETTINGS.length)] ?? 'notify';
}

/**
 * Manual changes of Personalize's resources that the nightly reconciliation finds. The reconciliation also corrects
 * schedules, but invariants check schedules only after the last uploads.
 */
const FOUND: readonly OperatorAction[] = [
  'moveCampaign',
  'changeCampaign',
  'deleteCampaign',
  'deleteFilter',
  'deleteEventTracker',
  'deleteRecommender',
];

/** Milliseconds after which the end of a run that was not recorded counts as lost. */
const LOST_AFTER = 6 * HOUR;

/**
 * Waits for the nightly reconciliation after the next midnight (UTC), which finds operators' changes. If events about stops were lost, waits
 * for a nightly reconciliation that is late enough to end the stopped runs.
 * @returns undefined, without waiting, if there are neither changes nor lost events
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
