import { PROMOTION_WORKFLOW } from '../../parameter-file/workflows';
import { type Drift, type DriftSetting, driftOf } from '../../reconciler/promotion/campaign-drift';
import type { AcceptedFiles } from '../../record-table/accepted-files';
import { referenceOf } from '../../record-table/file-reference';
import { DRIFT_TRIGGER } from '../../record-table/run-request';
import type { RunHistory } from '../../record-table/runs';
import type { ParameterFileStore } from '../shared/parameter-file-store';
import { executionName, type RunStarter } from '../shared/run-starter';

interface Dependencies {
  readonly acceptedFiles: Pick<AcceptedFiles, 'find'>;
  readonly files: Pick<ParameterFileStore, 'load'>;
  readonly runs: Pick<RunHistory, 'begunBefore'>;
  readonly starter: Pick<RunStarter, 'start'>;
  readonly account: Parameters<typeof driftOf>[2];
}

/**
 * Starts a run for each solution of the dataset group whose campaigns do not serve what is recorded: at most once a day for the same
 * version, and not while a run is in progress, which may be about to move them.
 */
export async function correctDrift(
  datasetGroup: string,
  setting: DriftSetting,
  now: Date,
  { acceptedFiles, files, runs, starter, account }: Dependencies,
): Promise<readonly Drift[]> {
  const accepted = await acceptedFiles.find(datasetGroup);
  if (accepted === undefined || (await runs.begunBefore(datasetGroup, now)).length > 0) return [];
  const file = referenceOf(accepted);
  const state = await files.load(file);
  const found: Drift[] = [];
  for (const solution of state.solutions) {
    const drift = await driftOf(state, solution, account, setting);
    if (drift === undefined) continue;
    found.push(drift);
    const { name } = solution;
    await starter.start(executionName(name, [name, drift.found, now.toISOString().slice(0, 'YYYY-MM-DD'.length)]), {
      ...{ datasetGroup, workflow: PROMOTION_WORKFLOW, trigger: DRIFT_TRIGGER, file, solution: name },
      choice: drift.choice,
    });
  }
  return found;
}
