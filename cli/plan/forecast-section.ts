import type { OrderedUse } from '../../lib/parameter-file/forecast/ordered-use';
import { BILLING_UNITS, type BillingUnit } from '../../lib/personalize/billing';
import type { PlannedForecast, PlannedUse } from '../../lib/reconciler/plan/planned-forecast';
import { grouped } from '../../lib/text/format';
import type { PlanLine, PlanSection } from './section';

/** The use that a file orders in a month, in billed units, each with its change and its line in the file. */
export function forecastSection({ uses, ended }: PlannedForecast): PlanSection {
  return {
    title: 'Billed use in the 30 days after this upload',
    lines: [...uses.map(useLine), ...ended.map(endedLine), ...totalLines(uses)],
    isInformative: true,
  };
}

function useLine(use: PlannedUse): PlanLine {
  const { what, by, value, before, line } = use;
  const now = quantity(use);
  const was = before && quantity({ unit: use.unit, ...before });
  const isChanged = was !== undefined && (join(was) !== join(now) || before?.value !== value);
  const values = isChanged && before?.value !== value ? `${before?.value} -> ${value}` : value;
  const amount = isChanged ? now.map((part, index) => changed(was[index], part)).join(', ') : join(now);
  const place = line === undefined ? '' : `, line ${line}`;
  const atMost = use.isAtMost ? 'at most ' : '';
  const isSteep = before?.amount !== undefined && use.amount !== undefined && use.amount > STEEP * before.amount;
  return {
    symbol: isSteep ? '?' : isChanged ? '~' : ' ',
    text: `${what}: ${atMost}${amount} (${[by, values].join(' ').trim()}${place})`,
    ...(isSteep && {
      details: [`warning more than ${STEEP} times what the file in force orders.`],
    }),
  };
}

/** A change of use by more than this factor is likely a mistake. */
const STEEP = 10;

function endedLine(use: OrderedUse): PlanLine {
  return { symbol: '-', text: `${use.what}: ${join(quantity(use))} before, no longer ordered` };
}

/** A number, and what it counts. */
type Part = readonly [number: string, counted: string];

const join = (parts: readonly Part[]) => parts.map((part) => part.join(' ')).join(', ');

function changed(was: Part | undefined, [number, counted]: Part): string {
  return was === undefined || was[0] === number ? `${number} ${counted}` : `${was[0]} -> ${number} ${counted}`;
}

/** What is done several times, by its unit. */
const REPEATED: Readonly<Partial<Record<BillingUnit, string>>> = {
  trainingHours: 'training',
  trainingInteractions: 'training',
  importGigabytes: 'import',
};

/** Why an amount is not known. */
const UNKNOWN: Readonly<Partial<Record<BillingUnit, string>>> = {
  trainingHours: 'before the first training',
  trainingInteractions: 'as no rows were counted',
  importGigabytes: 'as there is no csv',
};

function quantity({ unit, times, amount }: Pick<OrderedUse, 'unit' | 'times' | 'amount'>): readonly Part[] {
  const { one, many } = BILLING_UNITS[unit];
  const units: Part =
    amount === undefined ? ['unknown', `${many} ${UNKNOWN[unit]}`] : [grouped(amount), amount === 1 ? one : many];
  const repeated = REPEATED[unit];
  if (times === undefined || repeated === undefined) return [units];
  return [[grouped(times), times === 1 ? repeated : `${repeated}s`], ...(times === 0 ? [] : [units])];
}

/** Sums by unit, of those with several uses. */
function totalLines(uses: readonly OrderedUse[]): readonly PlanLine[] {
  const units = (Object.keys(BILLING_UNITS) as BillingUnit[]).flatMap((unit) => {
    const own = uses.filter((use) => use.unit === unit);
    if (own.length === 0) return [];
    const amount = own.reduce((sum, use) => sum + (use.amount ?? 0), 0);
    const unknown = own.some((use) => use.amount === undefined) ? ' and what is unknown' : '';
    return [`${grouped(amount)} ${amount === 1 ? BILLING_UNITS[unit].one : BILLING_UNITS[unit].many}${unknown}`];
  });
  return units.length === 0 ? [] : [{ symbol: ' ', text: `In all: ${units.join(', ')}.` }];
}
