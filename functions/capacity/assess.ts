import type { Capacity } from '../../parameter-file/capacity';
import { isActive, isInactive } from '../../personalize/statuses';
import type { CapacityStatus, MeasuredCapacity } from '../../record-table/capacity-reports';
import type { Requests } from './requests';
import type { Serving } from './serving';

const HOUR = 3_600_000;

interface Lookback {
  readonly from: Date;
  readonly to: Date;
}

interface Assessed extends Serving {
  /** Whether it is stopped on a schedule: then days without requests say nothing, but a whole lookback period does. */
  readonly rests: boolean;
}

/** @returns undefined for what is being created, updated, deleted, or has failed */
export function assess(
  serving: Assessed,
  requests: Requests,
  lookback: Lookback,
  capacity: Capacity,
): MeasuredCapacity | undefined {
  const { type, name, arn, status, provisioned, createdAt } = serving;
  if (!isActive(status) && !isInactive(status)) return undefined;
  const { from, to } = lookback;
  const hours = Math.max(to.getTime() - Math.max(from.getTime(), createdAt.getTime()), 0) / HOUR;
  const usedTpsHours = requests.count / 3600;
  return {
    ...{ type, name, arn, provisioned },
    status: statusOf(serving, requests, lookback, capacity),
    average: hours === 0 ? 0 : usedTpsHours / hours,
    peak: requests.peak,
    provisionedTpsHours: provisioned * hours,
    usedTpsHours,
    ...(requests.last && { lastRequestAt: requests.last.toISOString() }),
  };
}

function statusOf(
  { status, createdAt, provisioned, isMeasured, rests }: Assessed,
  { last, peak }: Requests,
  { from, to }: Lookback,
  { idleAfterSeconds, minimumUse }: Capacity,
): CapacityStatus {
  if (isInactive(status) && !rests) return 'RESTING';
  if (!isMeasured) return 'UNKNOWN';
  if (createdAt > from) return 'NEW';
  if (last === undefined || (!rests && to.getTime() - last.getTime() > idleAfterSeconds * 1000)) return 'IDLE';
  // One request a second is the least that can be provisioned.
  return provisioned > 1 && peak < provisioned * minimumUse ? 'OVERSIZED' : 'USED';
}
