import { type Serving, type VersionDecision, VersionDecisions } from '../../record-table/version-decisions';

/** Decisions as an upload would take them. Records nothing. */
export class ForeseenDecisions extends VersionDecisions {
  /** Oldest first. */
  readonly foreseen: VersionDecision[] = [];
  private readonly servings = new Map<string, Serving>();

  override async serving(datasetGroup: string, solution: string): ReturnType<VersionDecisions['serving']> {
    return this.servings.get(solution) ?? super.serving(datasetGroup, solution);
  }

  override async record(_group: string, decisions: readonly VersionDecision[], after: Serving): Promise<boolean> {
    this.foreseen.push(...decisions);
    for (const { solution } of decisions) this.servings.set(solution, { ...after, revision: after.revision + 1 });
    return true;
  }
}
