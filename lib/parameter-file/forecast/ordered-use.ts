import { type BilledUse, PRICE_NAMES, type PriceName } from '../../personalize/billing';

/** A billed use of Amazon Personalize that a parameter file causes. */
export interface OrderedUse extends BilledUse {
  /** True if it is done only where data have changed since the last time. */
  readonly isAtMost?: true;
  /** True if the upload creates the campaign or recommender that is billed. */
  readonly isNew?: true;
  /** JSON pointer to the member that causes it. */
  readonly pointer: string;
  /** Name of that member, or `this upload`. */
  readonly by: string;
  /** The member's value, or its default, as text; `''` if it needs none. */
  readonly value: string;
}

/** The member that causes a use. */
type Order = Pick<OrderedUse, 'pointer' | 'by' | 'value'>;

/** The cause of what an upload does once for the resource at the pointer. */
export const byUpload = (pointer: string): Order => ({ pointer, by: 'this upload', value: '' });

/** @param each units of each training, import or job; undefined if they are not known */
export function repeated(
  price: PriceName,
  what: string,
  order: Order,
  times: number,
  each: number | undefined,
): OrderedUse {
  const amount = times === 0 ? 0 : each === undefined ? undefined : times * each;
  return { what, unit: PRICE_NAMES[price], price, times, ...(amount !== undefined && { amount }), ...order };
}

export function continuous(price: PriceName, what: string, order: Order, amount: number): OrderedUse {
  return { what, unit: PRICE_NAMES[price], price, amount, ...order };
}
