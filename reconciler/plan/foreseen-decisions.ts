import type { Decisions, RecordedServing, VersionDecision } from '../../record-table/version-decisions';

/** Decisions as an upload would take them. Records nothing. */
export class ForeseenDecisions implements Decisions {
  /** Oldest first. */
  readonly foreseen: VersionDecision[] = [];
  private readonly servings = new Map<string, RecordedServing>();

  readonly ofSolution: Decisions['ofSolution'];

  constructor(private readonly recorded: Decisions) {
    this.ofSolution = (...solution) => recorded.ofSolution(...solution);
  }

  readonly serving: Decisions['serving'] = async (datasetGroup, solution) =>
    this.servings.get(solution) ?? this.recorded.serving(datasetGroup, solution);

  readonly record: Decisions['record'] = async (_datasetGroup, decisions, before, after) => {
    this.foreseen.push(...decisions);
    const revision = (before?.revision ?? 0) + 1;
    for (const { solution } of decisions) this.servings.set(solution, { ...after, revision });
    return true;
  };
}
