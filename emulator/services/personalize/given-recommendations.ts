/** A list that was recommended. */
export interface GivenList {
  /** ARN of the campaign or recommender. */
  readonly source: string;
  readonly ids: readonly string[];
}

/** Maximum number of lists that are kept. How long Personalize knows a `recommendationId` is not documented. */
const MAX_LISTS = 10_000;

/** The newest lists that were recommended, by `recommendationId`. */
export class GivenRecommendations {
  private readonly lists = new Map<string, GivenList>();

  add(recommendationId: string, list: GivenList): void {
    this.lists.set(recommendationId, list);
    if (this.lists.size > MAX_LISTS) this.lists.delete(this.lists.keys().next().value ?? '');
  }

  find(recommendationId: string | null | undefined): GivenList | undefined {
    return this.lists.get(recommendationId ?? '');
  }
}
