import { grouped } from '../text/format';
import { BILLING_UNITS, type BilledUse, type BillingUnit } from './billing';

/** A number as text, and the word for what is counted: `['4', 'trainings']`. */
export type Quantity = readonly [number: string, counted: string];

/**
 * Word for the work that uses a unit, in the singular. The number of times is shown before the amount: `4 trainings`,
 * then `12.8 training hours`.
 */
const REPEATED: Readonly<Partial<Record<BillingUnit, string>>> = {
  trainingHours: 'training',
  trainingInteractions: 'training',
  importGigabytes: 'import',
};

/**
 * Quantities of a use: `4 trainings` and `12.8 training hours`.
 * @param why text that explains an unknown amount, by unit
 */
export function quantities(
  { unit, times, amount }: Pick<BilledUse, 'unit' | 'times' | 'amount'>,
  why: Readonly<Partial<Record<BillingUnit, string>>> = {},
): readonly Quantity[] {
  const { one, many } = BILLING_UNITS[unit];
  const units: Quantity =
    amount === undefined
      ? ['unknown', [many, why[unit]].join(' ').trim()]
      : [grouped(amount), amount === 1 ? one : many];
  const repeated = REPEATED[unit];
  if (times === undefined || repeated === undefined) return [units];
  return [[grouped(times), times === 1 ? repeated : `${repeated}s`], ...(times === 0 ? [] : [units])];
}

export function joined(quantities: readonly Quantity[]): string {
  return quantities.map((each) => each.join(' ')).join(', ');
}

/** Sum of billed units, rounded to a billionth, because sums of decimal fractions are not exact. */
export function sumOf(amounts: readonly number[]): number {
  return Number(amounts.reduce((sum, each) => sum + each, 0).toFixed(9));
}

/** Text with the sum of each unit: `In all: 13.8 training hours, at most 720 TPS-hours.` The text is empty if there are no uses. */
export function totalText(uses: readonly (BilledUse & { readonly isAtMost?: true })[]): string {
  const totals = (Object.keys(BILLING_UNITS) as BillingUnit[]).flatMap((unit) => {
    const own = uses.filter((use) => use.unit === unit);
    if (own.length === 0) return [];
    const known = own.flatMap(({ amount }) => amount ?? []);
    // Without a known amount, the text says `unknown`: a sum of 0 would read as if the uses were free.
    if (known.length === 0) return [joined(quantities({ unit }))];
    const isComplete = own.every(({ amount, unknown }) => amount !== undefined && unknown === undefined);
    const atMost = own.some(({ isAtMost, amount = 0 }) => isAtMost && amount > 0) ? 'at most ' : '';
    const sum = `${atMost}${joined(quantities({ unit, amount: sumOf(known) }))}`;
    return [isComplete ? sum : `${sum} plus an unknown amount`];
  });
  return totals.length === 0 ? '' : `In all: ${totals.join(', ')}.`;
}
