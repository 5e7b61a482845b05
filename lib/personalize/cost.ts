import type { BilledUse, PriceName } from './billing';

/** Prices of Amazon Personalize in one region, each for one unit. */
export interface Prices {
  readonly currency: string;
  readonly prices: Readonly<Partial<Record<PriceName, number>>>;
  /** Source of the prices, worded to follow "Cost by": `AWS's Price List (US East (N. Virginia))`. */
  readonly source: string;
}

/** Cost of several uses, as far as their amounts and prices are known. */
export interface Cost {
  readonly currency: string;
  readonly amount: number;
  readonly source: string;
  /** Names of uses whose amount is not known, or only partly known. */
  readonly unknown: readonly string[];
  /** Prices that are needed but not known. */
  readonly unpriced: readonly PriceName[];
}

/** Cost of some uses, or the reason why the cost is not known. Both members are absent if no prices were requested. */
export interface Costed {
  readonly cost?: Cost;
  readonly withoutCost?: string;
}

/**
 * Uses with the cost of each, and their total cost.
 * @param prices prices, or the reason why there are none
 */
export function costed<Use extends BilledUse>(
  uses: readonly Use[],
  prices: Prices | string,
): Costed & { readonly uses: readonly Use[] } {
  if (typeof prices === 'string') return { uses, withoutCost: prices };
  const cost = costOf(uses, prices);
  // Without a known cost, only the reason is returned: a cost of 0 would read as if the uses were free.
  if (typeof cost === 'string') return { uses, withoutCost: cost };
  return { uses: uses.map((use) => withCost(use, prices)), cost };
}

function withCost<Use extends BilledUse>(use: Use, prices: Prices): Use {
  const cost = costOfAmount(use.price, use.amount, prices);
  return cost === undefined ? use : { ...use, cost };
}

/** Cost of an amount; undefined if the amount or its price is not known. */
export function costOfAmount(name: PriceName, amount: number | undefined, { prices }: Prices): number | undefined {
  const { [name]: price } = prices;
  return price === undefined || amount === undefined ? undefined : price * amount;
}

/** Text such as `1,234.50 USD`. */
export function money(amount: number, currency: string): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${amount.toLocaleString('en-US', digits)} ${currency}`;
}

/** The cost or, if there are billed uses and none of them has a known cost, the reason, worded to follow `No cost:`. */
function costOf(uses: readonly BilledUse[], { currency, prices, source }: Prices): Cost | string {
  let amount = 0;
  const unknown: string[] = [];
  const unpriced = new Set<PriceName>();
  const billed = uses.filter((each) => each.amount !== 0 || each.unknown !== undefined);
  for (const use of billed) {
    const price = prices[use.price];
    if (price === undefined) unpriced.add(use.price);
    if (use.amount === undefined || use.unknown !== undefined) unknown.push(use.what);
    amount += (price ?? 0) * (use.amount ?? 0);
  }
  const isPriced = billed.some((use) => use.amount && !unpriced.has(use.price));
  if (billed.length > 0 && !isPriced) {
    const noAmount = billed.every(({ price }) => unpriced.has(price))
      ? []
      : ['the amounts of all uses that have a price are unknown'];
    const noPrice = unpriced.size === 0 ? [] : [`there is no price of ${[...unpriced].join(', ')} in ${source}`];
    return `${[...noAmount, ...noPrice].join(', and ')}.`;
  }
  return { currency, amount, source, unknown, unpriced: [...unpriced] };
}

/** Lines such as `Cost by the given prices: 12.34 USD, without batchJobs (no price).`; no lines if no prices were requested. */
export function costLines({ cost, withoutCost }: Costed): readonly string[] {
  if (withoutCost !== undefined) return [`No cost: ${withoutCost}`];
  if (cost === undefined) return [];
  const { currency, amount, source, unknown, unpriced } = cost;
  const missing = [
    ...(unknown.length === 0 ? [] : ['unknown amounts']),
    ...unpriced.map((name) => `${name} (no price)`),
  ];
  const without = missing.length === 0 ? '' : `, without ${missing.join(', ')}`;
  return [`Cost by ${source}: ${money(amount, currency)}${without}.`];
}
