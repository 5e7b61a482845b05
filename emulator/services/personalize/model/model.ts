/** Earlier event of the user in a query. */
export interface PastEvent {
  /** Id of an item or an action. */
  readonly item: string;
  readonly weight: number;
}

/** Query to a model. Each recipe needs some of the members. */
export interface Query {
  readonly userId?: string;
  /** Events of the user, the oldest first. */
  readonly history: readonly PastEvent[];
  readonly itemId?: string;
  /** Items to rank. */
  readonly inputList?: readonly string[];
  /** True if an item belongs to the items that the query describes, for example all items of a genre. */
  readonly isInSegment?: (itemId: string) => boolean;
}

/** Candidate for a recommendation: an item or an action; for recipes of user segments, a user. */
export interface Candidate {
  readonly id: string;
  /** Score; absent if the recipe has none. */
  readonly score?: number;
}

export interface Model {
  /** Yields all candidates that the model can recommend for a query, the best first, without duplicates. */
  rank(query: Query): Iterable<Candidate>;
  /**
   * True if the model was trained with this id. Only four groups of models have this function: user personalization, personalized ranking,
   * next best action and item affinity.
   */
  knows?(id: string): boolean;
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
