import type { DesiredState } from '../../parameter-file/desired-state';
import { type ForecastFacts, forecast } from '../../parameter-file/forecast/forecast';
import type { ForecastUse } from '../../parameter-file/forecast/forecast-use';
import { sumOf } from '../../personalize/billed-quantity';
import { forecastPeriod } from '../../personalize/billing-month';

/** Forecast of a parameter file's TPS-hours in thirty days. */
export interface Provisioned {
  /** The campaigns and recommenders of the file. */
  readonly uses: readonly ForecastUse[];
  readonly sum: number;
}

/** @param facts time zone for tasks that name no time zone, and the resources that do not exist yet */
export function provisionedBy(
  state: DesiredState,
  now: Date,
  facts: Pick<ForecastFacts, 'timeZone' | 'created'>,
): Provisioned {
  const uses = forecast(state, forecastPeriod(now.getTime()), facts).filter(
    ({ unit }) => unit === 'provisionedTpsHours',
  );
  return { uses, sum: sumOf(uses.map(({ amount = 0 }) => amount)) };
}
