import type { Capacity } from '../../lib/parameter-file/capacity';
import { isActive, isInactive } from '../../lib/personalize/statuses';
import type { Requests } from '../../lib/reconciler/usage/requests';
import type { ServingResource } from '../../lib/reconciler/usage/serving';
import { hoursOf, type ServingServices, updateIn } from '../../lib/reconciler/usage/serving-use';
import type { CapacityStatus, MeasuredCapacity } from '../../lib/record-table/capacity-reports';

/** Limits and period for one dataset group. */
interface Check extends Capacity, Pick<ServingServices, 'switchesOf'> {
  /** The lookback period. */
  readonly from: Date;
  readonly to: Date;
  /**
   * Names of recommenders that a schedule stops. Such a recommender is idle only if the whole lookback period had no request.
   * `idleAfterSeconds` does not apply to it.
   */
  readonly stoppedBySchedule: ReadonlySet<string | undefined>;
}

/** @returns undefined if the resource is being created, started, stopped or deleted, or has failed */
export function assess(serving: ServingResource, requests: Requests, check: Check): MeasuredCapacity | undefined {
  const { type, name, arn, status, provisioned } = serving;
  if (!isActive(status) && !isInactive(status)) return undefined;
  const hours = hoursOf(serving, { from: check.from.getTime(), to: check.to.getTime() }, check);
  const usedTpsHours = requests.count / 3600;
  return {
    type,
    name,
    arn,
    provisioned,
    peak: requests.peak,
    usedTpsHours,
    status: statusOf(serving, requests, check, hours),
    average: hours === 0 ? 0 : usedTpsHours / hours,
    provisionedTpsHours: provisioned * hours,
    ...updateIn({ from: check.from.getTime() }, serving),
    ...(requests.last && { lastRequestAt: requests.last.toISOString() }),
  };
}

function statusOf(
  { type, name, status, createdAt, provisioned, isMeasured }: ServingResource,
  { last, peak }: Requests,
  { from, to, idleAfterSeconds, minimumUse, stoppedBySchedule }: Check,
  hours: number,
): CapacityStatus {
  const rests = type === 'recommender' && stoppedBySchedule.has(name);
  if (isInactive(status) && (!rests || hours === 0)) return 'RESTING';
  if (!isMeasured) return 'UNKNOWN';
  if (createdAt > from) return 'NEW';
  if (last === undefined || (!rests && to.getTime() - last.getTime() > idleAfterSeconds * 1000)) return 'IDLE';
  // One request a second is the lowest capacity that can be provisioned, so it is never oversized.
  return provisioned > 1 && peak < provisioned * minimumUse ? 'OVERSIZED' : 'USED';
}
