import type { Serving, VersionDecision, VersionDecisions } from '../../record-table/version-decisions';

/** Decisions as an upload would take them. Records nothing: of what is recorded, it has the readings only. */
export class ForeseenDecisions implements Pick<VersionDecisions, 'serving' | 'record' | 'ofSolution'> {
  /** Oldest first. */
  readonly foreseen: VersionDecision[] = [];
  private readonly servings = new Map<string, Serving>();

  constructor(private readonly recorded: Pick<VersionDecisions, 'serving' | 'ofSolution'>) {}

  async serving(datasetGroup: string, solution: string): Promise<Serving | undefined> {
    return this.servings.get(solution) ?? this.recorded.serving(datasetGroup, solution);
  }

  readonly ofSolution: VersionDecisions['ofSolution'] = (...of) => this.recorded.ofSolution(...of);

  async record(_group: string, decisions: readonly VersionDecision[], after: Serving): Promise<boolean> {
    this.foreseen.push(...decisions);
    for (const { solution } of decisions) this.servings.set(solution, { ...after, revision: after.revision + 1 });
    return true;
  }
}
