import { type RecordedServing, type VersionDecision, VersionDecisions } from '../../record-table/version-decisions';

/** Decisions as an upload would take them. Records nothing. */
export class ForeseenDecisions extends VersionDecisions {
  /** Oldest first. */
  readonly foreseen: VersionDecision[] = [];
  private readonly servings = new Map<string, RecordedServing>();

  override async serving(datasetGroup: string, solution: string): ReturnType<VersionDecisions['serving']> {
    return this.servings.get(solution) ?? super.serving(datasetGroup, solution);
  }

  override async record(...[, decisions, before, after]: Parameters<VersionDecisions['record']>): Promise<boolean> {
    this.foreseen.push(...decisions);
    const revision = (before?.revision ?? 0) + 1;
    for (const { solution } of decisions) this.servings.set(solution, { ...after, revision });
    return true;
  }
}
