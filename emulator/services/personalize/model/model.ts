/** An event of the user in the query. */
export interface PastEvent {
  /** Id of an item or an action. */
  readonly item: string;
  readonly weight: number;
}

/** Query to a model. The recipe decides which members it needs. */
export interface Query {
  readonly userId?: string;
  /** Events of the user, the oldest first. */
  readonly history: readonly PastEvent[];
  readonly itemId?: string;
  /** Items to rank. */
  readonly inputList?: readonly string[];
  /** Returns true for items of the segment. */
  readonly isInSegment?: (itemId: string) => boolean;
}

/** An item, an action or, in segments, a user. */
export interface Candidate {
  readonly id: string;
  /** Score; absent if the recipe has none. */
  readonly score?: number;
}

export interface Model {
  /** Yields everything that the model can recommend for a query, the best first, without duplicates. */
  rank(query: Query): Iterable<Candidate>;
  /**
   * True for an id that the model was trained with. Only models of user personalization and personalized ranking, of actions, and of item
   * affinity have this function.
   */
  knows?(id: string): boolean;
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
