import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { hoursServed, type Switch } from '../../parameter-file/forecast/scheduled-runs';
import { recommenderTask } from '../../parameter-file/tasks';
import { campaignPrice, PRICE_NAMES } from '../../personalize/billing';
import type { Period } from '../../personalize/billing-month';
import type { RunHistory } from '../../record-table/run-history';
import { taskOfTrigger } from '../../record-table/run-request';
import { type Counts, countsOf } from './requests';
import type { ServingResource } from './serving';
import type { Use } from './use';

export interface ServingServices {
  readonly cloudWatch: CloudWatchClient;
  /** Returns the recorded starts and stops of a recommender. */
  readonly switchesOf: (recommender: string) => readonly Switch[];
  /** Current time in milliseconds since 1970. */
  readonly now: number;
}

const HOUR = 3_600_000;
/** Milliseconds for which CloudWatch keeps five-minute data (API reference, GetMetricData, 2026-11). */
const KEPT = 63 * 24 * HOUR;
/** Length of a billing window in milliseconds. Billing uses the average of the requests in each window: see `provisionedTpsHours` in billing.ts. */
const WINDOWS = { campaign: HOUR / 12, recommender: HOUR } as const;

/**
 * TPS-hours and requests of campaigns and recommenders in a period. TPS-hours are computed with the current minimum. If a
 * resource was updated after the period began, its use has the time of the update.
 */
export async function servingUses(
  serving: readonly ServingResource[],
  period: Period,
  services: ServingServices,
): Promise<readonly Use[]> {
  const isKept = period.from >= services.now - KEPT;
  const measured = isKept ? serving.filter(({ isMeasured }) => isMeasured) : [];
  const range = { from: new Date(period.from), to: new Date(period.to) };
  const counts = await countsOf(services.cloudWatch, measured, range);
  return serving.map((resource) => ({
    ...useOf(resource, counts.get(resource.arn), hoursOf(resource, period, services)),
    ...updateIn(period, resource),
  }));
}

/** Time of the latest update, if the update came after the beginning of the period. */
export function updateIn({ from }: Pick<Period, 'from'>, { updatedAt }: ServingResource): Pick<Use, 'updatedAt'> {
  return updatedAt !== undefined && updatedAt.getTime() > from ? { updatedAt: updatedAt.toISOString() } : {};
}

function useOf(
  { type, name, provisioned, recipeArn = '' }: ServingResource,
  counts: Counts | undefined,
  hours: number,
): Use {
  const price = type === 'recommender' ? 'recommenderTpsHours' : campaignPrice(recipeArn);
  const amount = provisioned * hours + tpsHoursAbove(counts, provisioned, WINDOWS[type]);
  const use = { what: `${type} '${name}'`, unit: PRICE_NAMES[price], price, amount };
  if (counts === undefined) return use;
  const requests = [...counts.values()].reduce((sum, each) => sum + each, 0);
  return { ...use, requests, ...(requests === 0 && hours > 0 && { isUnused: true }) };
}

/** Time before the period, in milliseconds, that is searched for the last start or stop of a recommender. */
const LOOKBACK = 31 * 86_400_000;

/**
 * Starts and stops of recommenders by runs whose records have not expired. Starts and stops after the period are included,
 * because they also show if a recommender served in the period.
 */
export async function recordedSwitches(
  datasetGroup: string,
  { from }: Pick<Period, 'from'>,
  history: Pick<RunHistory, 'ofWorkflow'>,
): Promise<ServingServices['switchesOf']> {
  const runs = await history.ofWorkflow(datasetGroup, 'recommender-operation', new Date(from - LOOKBACK));
  // Only runs with this status have started or stopped the recommender. A run that found nothing to do is UNCHANGED.
  const done = runs.filter(({ status }) => status === 'SUCCEEDED');
  return (recommender) => {
    const starts = recommenderTask('START', recommender);
    const own = [starts, recommenderTask('STOP', recommender)];
    return done
      .map(({ trigger, finishedAt = '' }) => ({ task: taskOfTrigger(trigger) ?? '', time: Date.parse(finishedAt) }))
      .filter(({ task }) => own.includes(task))
      .map(({ task, time }) => ({ time, serves: task === starts }));
  };
}

/** Hours of the period in which the resource existed and was not stopped. A manual stop is known only until the recommender is started again. */
export function hoursOf(
  resource: ServingResource,
  { from, to }: Period,
  { switchesOf }: Pick<ServingServices, 'switchesOf'>,
): number {
  const { type, name, createdAt, stoppedAt } = resource;
  const recorded = type === 'recommender' ? switchesOf(name) : [];
  const own = recorded.filter(({ time }) => time >= createdAt.getTime());
  const stops = stoppedAt === undefined ? [] : [{ time: stoppedAt.getTime(), serves: false }];
  // If the first recorded operation is a start, the recommender was stopped before the operation.
  return hoursServed([...own, ...stops], { from: Math.max(from, createdAt.getTime()), to }, own[0]?.serves !== true);
}

/** TPS-hours of requests above the minimum. Requests are averaged over windows of `window` milliseconds. */
function tpsHoursAbove(counts: Counts = new Map(), minimum: number, window: number): number {
  const byWindow = new Map<number, number>();
  for (const [time, requests] of counts) {
    const start = Math.floor(time / window) * window;
    byWindow.set(start, (byWindow.get(start) ?? 0) + requests);
  }
  const above = [...byWindow.values()].map((requests) => Math.max(0, requests / (window / 1000) - minimum));
  return above.reduce((sum, tps) => sum + (tps * window) / HOUR, 0);
}
