/** List of items or actions that an answer recommended. */
export interface GivenList {
  /** ARN of the campaign or recommender that gave the answer. */
  readonly source: string;
  readonly ids: readonly string[];
}

/** Maximum number of lists that are stored. AWS does not document how long Personalize keeps a `recommendationId`. */
const MAX_LISTS = 10_000;

/** The newest recommended lists, by `recommendationId`. */
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
