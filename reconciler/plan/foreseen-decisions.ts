import type { Decisions, RecordedServing, Serving, VersionDecision } from '../../record-table/version-decisions';

/** Decisions as an upload would take them. Records nothing. */
export class ForeseenDecisions implements Decisions {
  /** Oldest first. */
  readonly foreseen: VersionDecision[] = [];
  private readonly servings = new Map<string, RecordedServing>();

  constructor(private readonly recorded: Decisions) {}

  async serving(datasetGroup: string, solution: string): Promise<RecordedServing | undefined> {
    return this.servings.get(solution) ?? this.recorded.serving(datasetGroup, solution);
  }

  async record(
    _datasetGroup: string,
    decisions: readonly VersionDecision[],
    before: RecordedServing | undefined,
    after: Serving,
  ): Promise<boolean> {
    this.foreseen.push(...decisions);
    for (const { solution } of decisions)
      this.servings.set(solution, { ...after, revision: (before?.revision ?? 0) + 1 });
    return true;
  }
}
