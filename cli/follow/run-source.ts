import { type ResourceResult, Results } from '../../lib/record-table/results';
import type { Run } from '../../lib/record-table/runs';
import { type VersionDecision, VersionDecisions } from '../../lib/record-table/version-decisions';
import type { DeployedAws } from '../aws';
import { textsOfWork, workOf } from '../run-work';

export interface FinishedRun extends Run {
  readonly resources: readonly ResourceResult[];
  readonly decisions: readonly VersionDecision[];
}

/** Data that are read about a run while it is followed. */
export interface RunSource {
  /** Milliseconds since 1970 by AWS's clock. */
  now(): number;
  resourcesOf(run: Run): Promise<readonly ResourceResult[]>;
  readonly decisions: Pick<VersionDecisions, 'ofRun' | 'ofSolution'>;
  /**
   * Texts about the run's work in progress and what this work waits for. If it waits for a lock, the text names the
   * lock's holder.
   */
  statesOf(run: Run): Promise<readonly string[]>;
}

export function runSource(aws: DeployedAws): RunSource {
  const results = new Results(aws.records, Number(aws.names.runHistoryDays));
  return {
    now: () => aws.now(),
    resourcesOf: ({ datasetGroup, id }) => results.of(datasetGroup, id),
    decisions: new VersionDecisions(aws.records),
    statesOf: async (run) => textsOfWork(await workOf(aws.records, run)),
  };
}
