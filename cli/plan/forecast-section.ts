import { BUDGET_MEMBERS } from '../../lib/parameter-file/budget';
import { BY_UPLOAD, type ForecastUse } from '../../lib/parameter-file/forecast/forecast-use';
import { HIGH_MINIMUM } from '../../lib/parameter-file/rules/capacity-rules';
import { joined, type Quantity, quantities, totalText } from '../../lib/personalize/billed-quantity';
import type { BillingUnit } from '../../lib/personalize/billing';
import { costLines, money } from '../../lib/personalize/cost';
import { UNKNOWN_HOURS } from '../../lib/reconciler/budget/estimate';
import { leftText, type UnitUse } from '../../lib/reconciler/budget/month-use';
import { exceededText } from '../../lib/reconciler/plan/exceeded-limits';
import type { PlannedForecast, PlannedUse } from '../../lib/reconciler/plan/planned-forecast';
import type { PlanLine, PlanSection } from './section';

/**
 * The forecast of billed use for thirty days.
 * @param budget how much of each limit is used in the month of the upload. A line about a use has no warnings if a
 * limit applies to this use
 * @param isUploading true if an upload of the dataset group is in progress. That upload may still create resources that
 * are no longer in this file
 */
export function forecastSection(
  { uses, ended, exceeded = [], ...cost }: PlannedForecast,
  budget: readonly UnitUse[] = [],
  { isUploading = false }: { readonly isUploading?: boolean } = {},
): PlanSection {
  const limited = new Set<BillingUnit>(budget.map(({ unit }) => unit));
  const totals = [totalText(uses), ...costLines(cost)];
  return {
    title: 'Billed use in the 30 days after this upload',
    lines: [
      ...uses.map((use) => useLine(use, limited.has(use.unit), cost.cost?.currency)),
      ...ended.map((use) => endedLine(use, isUploading)),
      ...totals.filter((text) => text !== '').map(plain),
      ...budget
        .filter(({ unit }) => exceeded.every((each) => each.unit !== unit))
        .flatMap((use) => unjudged(use, uses)),
      ...exceeded.map((limit): PlanLine => ({ symbol: '?', text: `warning ${exceededText(limit)}` })),
    ],
    isInformative: true,
  };
}

const plain = (text: string): PlanLine => ({ symbol: ' ', text });

/** A line about a limit that cannot be checked completely, because the amount of some use is not known. */
function unjudged(limited: UnitUse, uses: readonly PlannedUse[]): readonly PlanLine[] {
  const { unit, left } = limited;
  const unknown = uses.filter((use) => use.unit === unit && use.amount === undefined);
  if (unknown.length === 0) return [];
  // Only a later training needs more hours: the hours of a training that this upload begins are reserved already.
  const isNextExpected = unit === 'trainingHours' && unknown.some(({ by }) => by !== BY_UPLOAD);
  const needed = isNextExpected ? UNKNOWN_HOURS : 0;
  const member = BUDGET_MEMBERS[unit];
  if (left >= needed) return [plain(`It is not known yet whether ${member} is enough.`)];
  const next =
    left < 0 ? '' : `, and a further training is expected to take ${joined(quantities({ unit, amount: needed }))}`;
  return [
    { symbol: '?', text: `warning ${member} leaves nothing for more work this month: ${leftText(left)}${next}.` },
  ];
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
  const warnings = isLimited ? [] : warningsOf(use);
  const change = before?.amount === 0 ? '+' : '~';
  return {
    symbol: warnings.length > 0 ? '?' : isChanged ? change : ' ',
    text: `${what}: ${atMost}${amount}${costText(use, currency)} (${[by, values].join(' ').trim()}${place})`,
    ...(warnings.length > 0 && { details: warnings }),
  };
}

/** A rise of use by this factor or more is probably a mistake, such as one zero too many. */
const STEEP = 10;

/** Warnings about a use to which no limit of a budget applies. */
function warningsOf({ unit, amount = 0, before, by, value }: PlannedUse): readonly string[] {
  const earlier = before?.amount ?? 0;
  const isHigh = unit === 'provisionedTpsHours' && Number(value) > HIGH_MINIMUM;
  return [
    ...(earlier > 0 && amount >= STEEP * earlier
      ? [`warning at least ${STEEP} times the forecast of the file in force.`]
      : []),
    ...(isHigh
      ? [
          `warning ${by} above ${HIGH_MINIMUM}: ${joined(quantities({ unit, amount }))} are billed, whether requests come or not.`,
        ]
      : []),
  ];
}

/**
 * Text with the cost of a use. If the cost with the file in force is different, the text has both costs. Empty if the
 * cost is not known.
 */
function costText({ cost, before }: PlannedUse, currency: string): string {
  if (cost === undefined) return '';
  const [was, now] = [money(before?.cost ?? cost, currency), money(cost, currency)];
  return was === now ? `, ${now}` : `, ${was} -> ${now}`;
}

function endedLine(use: ForecastUse, isUploading: boolean): PlanLine {
  const begun = isUploading ? '; the upload in progress may still create it' : '';
  return { symbol: '-', text: `${use.what}: ${joined(quantities(use))} before, not in the file any more${begun}` };
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
