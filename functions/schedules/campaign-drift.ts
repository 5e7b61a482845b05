import type { DesiredState } from '../../parameter-file/desired-state';
import { PROMOTION_WORKFLOW } from '../../parameter-file/workflows';
import { type Drift, type DriftSetting, driftOf } from '../../reconciler/promotion/campaign-drift';
import { type FileReference, referenceOf } from '../../record-table/file-reference';
import { DRIFT_TRIGGER } from '../../record-table/run-request';
import type { RunHistory } from '../../record-table/runs';
import { executionName, type RunStarter } from '../shared/run-starter';

interface Dependencies {
  readonly runs: Pick<RunHistory, 'begunBefore'>;
  readonly starter: Pick<RunStarter, 'start'>;
  readonly account: Parameters<typeof driftOf>[2];
}

/**
 * Starts a run for each solution of the dataset group whose campaigns do not serve what is recorded: at most once a day for the same
 * version, and not while a run is in progress, which may be about to move them.
 */
export async function correctDrift(
  accepted: FileReference,
  state: DesiredState,
  setting: DriftSetting,
  now: Date,
  { runs, starter, account }: Dependencies,
): Promise<readonly Drift[]> {
  const datasetGroup = state.datasetGroup.name;
  const file = referenceOf(accepted);
  const drifts: (readonly [solution: string, drift: Drift])[] = [];
  for (const solution of state.solutions) {
    const drift = await driftOf(state, solution, account, setting);
    if (drift !== undefined) drifts.push([solution.name, drift]);
  }
  // Asked last: nearly every night, nothing is found.
  if (drifts.length === 0 || (await runs.begunBefore(datasetGroup, now)).length > 0) return [];
  for (const [name, { found, choice }] of drifts) {
    await starter.start(executionName(name, [name, found, now.toISOString().slice(0, 'YYYY-MM-DD'.length)]), {
      ...{ datasetGroup, workflow: PROMOTION_WORKFLOW, trigger: DRIFT_TRIGGER, file, solution: name, choice },
    });
  }
  return drifts.map(([, drift]) => drift);
}
