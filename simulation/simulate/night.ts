import type { Clock } from '../../emulator/core/clock';
import type { Scenario } from './scenario';

/** A nightly reconciliation in epoch milliseconds: its earliest begin, and the end of it and of the runs that it started. */
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

/** Waits for the next nightly reconciliation if it has to correct an operator's change. */
export async function passNight(clock: Clock, { steps }: Scenario): Promise<Night | undefined> {
  if (!steps.some((step) => step.kind === 'manual' && step.action === 'moveCampaign')) return undefined;
  const midnight = clock.now() - (clock.now() % DAY) + DAY;
  const night = { from: midnight + FROM, until: midnight + UNTIL };
  await clock.advanceTo(night.until);
  return night;
}
