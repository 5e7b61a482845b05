import type { BilledUse } from '../../personalize/billing';

/** What a dataset group used. */
export interface Use extends BilledUse {
  /** Requests of a campaign or recommender; absent if CloudWatch does not know them. */
  readonly requests?: number;
  /** True if there was no request in the whole period. */
  readonly isUnused?: true;
  /** Trainings or imports whose units are not known, and are not part of `amount`. */
  readonly unknown?: number;
}
