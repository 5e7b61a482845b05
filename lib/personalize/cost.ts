import type { BilledUse, PriceName } from './billing';

/** Prices of Amazon Personalize in one region, each for one unit. */
export interface Prices {
  readonly currency: string;
  readonly prices: Readonly<Partial<Record<PriceName, number>>>;
}

/** Cost of several uses. */
export interface Cost {
  readonly currency: string;
  readonly amount: number;
  /** Uses whose price or amount is not known, which the cost leaves out. */
  readonly leftOut: readonly string[];
}

export function costOf(uses: readonly BilledUse[], { currency, prices }: Prices): Cost {
  let amount = 0;
  const leftOut: string[] = [];
  for (const use of uses) {
    const price = prices[use.price];
    if (price === undefined || use.amount === undefined) leftOut.push(use.what);
    else amount += price * use.amount;
  }
  return { currency, amount, leftOut };
}

/** Text such as `12.34 USD, without batch jobs of solution 'shop'`. */
export function costText({ currency, amount, leftOut }: Cost): string {
  const without = leftOut.length === 0 ? '' : `, without ${leftOut.join(', ')}`;
  return `${amount.toFixed(2)} ${currency}${without}`;
}
