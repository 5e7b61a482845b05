import type { Capacity } from '../../lib/parameter-file/capacity';
import { isActive, isInactive } from '../../lib/personalize/statuses';
import type { CapacityStatus, MeasuredCapacity } from '../../lib/record-table/capacity-reports';
import type { Requests } from './requests';
import type { Serving } from './serving';

const HOUR = 3_600_000;

/** Limits and period for one dataset group. */
interface Check extends Capacity {
  /** The lookback period. */
  readonly from: Date;
  readonly to: Date;
  /** Names of recommenders that are stopped on a schedule: days without requests say nothing, but a whole lookback period does. */
  readonly resting: ReadonlySet<string | undefined>;
}

/** @returns undefined for what is being created, updated, deleted, or has failed */
export function assess(serving: Serving, requests: Requests, check: Check): MeasuredCapacity | undefined {
  const { type, name, arn, status, provisioned, createdAt } = serving;
  if (!isActive(status) && !isInactive(status)) return undefined;
  const { from, to } = check;
  const hours = Math.max(to.getTime() - Math.max(from.getTime(), createdAt.getTime()), 0) / HOUR;
  const usedTpsHours = requests.count / 3600;
  return {
    ...{ type, name, arn, provisioned, peak: requests.peak, usedTpsHours },
    status: statusOf(serving, requests, check),
    average: hours === 0 ? 0 : usedTpsHours / hours,
    provisionedTpsHours: provisioned * hours,
    ...(requests.last && { lastRequestAt: requests.last.toISOString() }),
  };
}

function statusOf(
  { type, name, status, createdAt, provisioned, isMeasured }: Serving,
  { last, peak }: Requests,
  { from, to, idleAfterSeconds, minimumUse, resting }: Check,
): CapacityStatus {
  const rests = type === 'recommender' && resting.has(name);
  if (isInactive(status) && !rests) return 'RESTING';
  if (!isMeasured) return 'UNKNOWN';
  if (createdAt > from) return 'NEW';
  if (last === undefined || (!rests && to.getTime() - last.getTime() > idleAfterSeconds * 1000)) return 'IDLE';
  // One request a second is the least that can be provisioned.
  return provisioned > 1 && peak < provisioned * minimumUse ? 'OVERSIZED' : 'USED';
}
