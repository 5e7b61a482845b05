/** An event of the user who asks. */
export interface PastEvent {
  /** An item, or an action. */
  readonly item: string;
  readonly weight: number;
}

/** What is asked for. Which members a model needs depends on its recipe. */
export interface Query {
  readonly userId?: string;
  /** The user's events, the oldest first. */
  readonly history: readonly PastEvent[];
  readonly itemId?: string;
  /** Items to be ranked. */
  readonly inputList?: readonly string[];
  /** Says which items a segment is about. */
  readonly isMeant?: (itemId: string) => boolean;
}

/** An item, an action or, in segments, a user. */
export interface Candidate {
  readonly id: string;
  /** Absent if the recipe has no scores. */
  readonly score?: number;
}

/** A trained model. */
export interface Model {
  /** Everything that it can recommend for a query, the best first and none twice. */
  rank(query: Query): Iterable<Candidate>;
  /** True for what it was trained with. */
  knows(id: string): boolean;
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
