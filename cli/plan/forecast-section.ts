import { BUDGET_MEMBERS, BUDGET_UNITS } from '../../lib/parameter-file/budget';
import type { ForecastUse } from '../../lib/parameter-file/forecast/forecast-use';
import { joined, type Quantity, quantities, totalText } from '../../lib/personalize/billed-quantity';
import type { BillingUnit } from '../../lib/personalize/billing';
import { costLines, money } from '../../lib/personalize/cost';
import { exceededText } from '../../lib/reconciler/plan/exceeded-limits';
import type { PlannedForecast, PlannedUse } from '../../lib/reconciler/plan/planned-forecast';
import type { PlanLine, PlanSection } from './section';

/**
 * The forecast of billed use for thirty days.
 * @param limited units with a budget, for which steep changes give no warning
 */
export function forecastSection(
  { uses, ended, exceeded = [], ...cost }: PlannedForecast,
  limited: ReadonlySet<BillingUnit> = new Set(),
): PlanSection {
  const totals = [totalText(uses), ...costLines(cost)];
  return {
    title: 'Billed use in the 30 days after this upload',
    lines: [
      ...uses.map((use) => useLine(use, limited.has(use.unit), cost.cost?.currency)),
      ...ended.map(endedLine),
      ...totals.filter((text) => text !== '').map(plain),
      ...unjudged(uses, limited).map(plain),
      ...exceeded.map((limit): PlanLine => ({ symbol: '?', text: `warning ${exceededText(limit)}` })),
    ],
    isInformative: true,
  };
}

const plain = (text: string): PlanLine => ({ symbol: ' ', text });

/** A sentence for each limit that cannot be checked, because the amount of a use is not known. */
function unjudged(uses: readonly PlannedUse[], limited: ReadonlySet<BillingUnit>): readonly string[] {
  const units = new Set(uses.filter(({ amount }) => amount === undefined).map(({ unit }) => unit));
  return BUDGET_UNITS.filter((unit) => limited.has(unit) && units.has(unit)).map(
    (unit) => `Whether ${BUDGET_MEMBERS[unit]} is enough is not known yet.`,
  );
}

function useLine(use: PlannedUse, isLimited: boolean, currency = ''): PlanLine {
  const { what, by, value, before, line } = use;
  const now = quantities(use, UNKNOWN);
  const was = before && quantities({ unit: use.unit, ...before }, UNKNOWN);
  const isChanged = was !== undefined && (joined(was) !== joined(now) || before?.value !== value);
  const values = isChanged && before?.value !== value ? `${before?.value} -> ${value}` : value;
  const amount = isChanged ? now.map((part, index) => changed(was[index], part)).join(', ') : joined(now);
  const place = line === undefined ? '' : `, line ${line}`;
  const atMost = use.isAtMost ? 'at most ' : '';
  const { amount: earlier = 0 } = before ?? {};
  const isSteep = !isLimited && earlier > 0 && use.amount !== undefined && use.amount > STEEP * earlier;
  return {
    symbol: isSteep ? '?' : isChanged ? '~' : ' ',
    text: `${what}: ${atMost}${amount}${costText(use, currency)} (${[by, values].join(' ').trim()}${place})`,
    ...(isSteep && {
      details: [`warning more than ${STEEP} times the forecast of the file in force.`],
    }),
  };
}

/** The cost, after the cost in the file in force if it differs; `''` if it is not known. */
function costText({ cost, before }: PlannedUse, currency: string): string {
  if (cost === undefined) return '';
  const [was, now] = [money(before?.cost ?? cost, currency), money(cost, currency)];
  return was === now ? `, ${now}` : `, ${was} -> ${now}`;
}

/** A change of use by more than this factor is likely a mistake. */
const STEEP = 10;

function endedLine(use: ForecastUse): PlanLine {
  return { symbol: '-', text: `${use.what}: ${joined(quantities(use, UNKNOWN))} before, not in the file any more` };
}

function changed(was: Quantity | undefined, [number, counted]: Quantity): string {
  return was === undefined || was[0] === number ? `${number} ${counted}` : `${was[0]} -> ${number} ${counted}`;
}

/** Why an amount is not known. */
const UNKNOWN: Readonly<Partial<Record<BillingUnit, string>>> = {
  trainingHours: 'before the first training',
  trainingInteractions: 'as no rows were counted',
  importGigabytes: 'as there is no csv',
};
