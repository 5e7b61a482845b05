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

/** Share of deployments that adopt manual changes of campaigns. */
const ADOPTING = 0.3;

/** Terraform variables. @param chance in [0, 1) */
export function driftSettings(chance: number): { readonly campaign_drift?: string } {
  return chance < ADOPTING ? { campaign_drift: 'adopt' } : {};
}

/** Waits for the next nightly reconciliation if it has to correct an operator's change. */
export async function passNight(clock: Clock, { steps }: Scenario): Promise<Night | undefined> {
  if (!steps.some((step) => step.kind === 'manual' && step.action === 'moveCampaign')) return undefined;
  const midnight = clock.now() - (clock.now() % DAY) + DAY;
  const night = { from: midnight + FROM, until: midnight + UNTIL };
  await clock.advanceTo(night.until);
  return night;
}
