import type { DesiredState } from '../../parameter-file/desired-state';
import { forecast } from '../../parameter-file/forecast/forecast';
import type { OrderedUse } from '../../parameter-file/forecast/ordered-use';
import { forecastPeriod } from '../../personalize/billing-month';

/** TPS-hours that a parameter file causes in thirty days. */
export interface Provisioned {
  /** The campaigns and recommenders of the file. */
  readonly uses: readonly OrderedUse[];
  readonly sum: number;
}

/** @param timeZone of tasks that name none */
export function provisionedBy(state: DesiredState, now: Date, timeZone: string): Provisioned {
  const uses = forecast(state, forecastPeriod(now.getTime()), { timeZone }).filter(
    ({ unit }) => unit === 'provisionedTpsHours',
  );
  return { uses, sum: uses.reduce((total, { amount = 0 }) => total + amount, 0) };
}
