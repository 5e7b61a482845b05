import type { DesiredState } from '../../parameter-file/desired-state';
import { forecast } from '../../parameter-file/forecast/forecast';
import type { ForecastUse } from '../../parameter-file/forecast/forecast-use';
import { sumOf } from '../../personalize/billed-quantity';
import { forecastPeriod } from '../../personalize/billing-month';

/** Forecast of a parameter file's TPS-hours in thirty days. */
export interface Provisioned {
  /** The campaigns and recommenders of the file. */
  readonly uses: readonly ForecastUse[];
  readonly sum: number;
}

/** @param timeZone IANA time zone of tasks that name none */
export function provisionedBy(state: DesiredState, now: Date, timeZone: string): Provisioned {
  const uses = forecast(state, forecastPeriod(now.getTime()), { timeZone }).filter(
    ({ unit }) => unit === 'provisionedTpsHours',
  );
  return { uses, sum: sumOf(uses.map(({ amount = 0 }) => amount)) };
}
