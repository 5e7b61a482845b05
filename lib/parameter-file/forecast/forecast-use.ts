import { sumOf } from '../../personalize/billed-quantity';
import { type BilledUse, PRICE_NAMES, type PriceName } from '../../personalize/billing';

/** A billed use of Amazon Personalize in the forecast of a parameter file. */
export interface ForecastUse extends BilledUse {
  /** True if the amount is an upper limit, e.g. because work without new data is skipped. */
  readonly isAtMost?: true;
  /** True if the upload creates the campaign or recommender that is billed. */
  readonly isNew?: true;
  /**
   * JSON pointer to the member that causes the use. If the member is left out, or if the upload causes the use, the pointer
   * leads to the resource. `''` if the file no longer has the resource.
   */
  readonly pointer: string;
  /** Name of the member that causes the use; or another cause, such as `this upload` or `not in the file any more`. */
  readonly by: string;
  /** The member's value, or its default, as text; `''` if no value is shown. */
  readonly value: string;
}

/** The member of the parameter file that causes a use. */
type Origin = Pick<ForecastUse, 'pointer' | 'by' | 'value'>;

/** Value of `by` for work that the upload starts once. */
export const BY_UPLOAD = 'this upload';

/** Origin of work that the upload starts once for the resource at `pointer`. */
export const byUpload = (pointer: string): Origin => ({ pointer, by: BY_UPLOAD, value: '' });

/** @param each billed units of one training, import or job; undefined if unknown */
export function repeated(
  price: PriceName,
  what: string,
  origin: Origin,
  times: number,
  each: number | undefined,
): ForecastUse {
  const amount = times === 0 ? 0 : each === undefined ? undefined : sumOf([times * each]);
  return { what, unit: PRICE_NAMES[price], price, times, ...(amount !== undefined && { amount }), ...origin };
}

export function continuous(price: PriceName, what: string, origin: Origin, amount: number): ForecastUse {
  return { what, unit: PRICE_NAMES[price], price, amount: sumOf([amount]), ...origin };
}
