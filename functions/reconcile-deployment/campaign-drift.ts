import type { Logger } from '@aws-lambda-powertools/logger';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import { PROMOTION_WORKFLOW } from '../../lib/parameter-file/workflows';
import { type DriftSetting, driftOf } from '../../lib/reconciler/campaign-drift';
import type { Step } from '../../lib/reconciler/step';
import type { FileReference } from '../../lib/record-table/file-reference';
import type { RunHistory } from '../../lib/record-table/run-history';
import { DRIFT_TRIGGER } from '../../lib/record-table/run-request';
import { executionName, type RunStarter } from '../shared/run-starter';

interface Dependencies extends Pick<Step, 'scope' | 'personalize' | 'decisions'> {
  readonly setting: DriftSetting;
  readonly logger: Pick<Logger, 'warn'>;
  readonly runs: Pick<RunHistory, 'begunBefore'>;
  readonly starter: Pick<RunStarter, 'start'>;
}

/**
 * Starts a run for each solution whose campaigns do not serve the recorded version, at most once a day for the same
 * reason. Starts no run while another run of the dataset group is in progress, because that run may move the campaigns
 * itself.
 * @returns names of the solutions whose campaigns do not serve the recorded version
 */
export async function correctCampaigns(
  state: DesiredState,
  file: FileReference,
  now: Date,
  deps: Dependencies,
): Promise<readonly string[]> {
  const { name: datasetGroup } = state.datasetGroup;
  const moved: string[] = [];
  for (const { name: solution, version: resource } of state.solutions) {
    const choice = await driftOf({ ...deps, state, resource }, deps.setting);
    if (choice === undefined) continue;
    moved.push(solution);
    deps.logger.warn('Campaigns do not serve the recorded version', { datasetGroup, solution, choice });
    // Runs are read only if there is drift, which is rare.
    if ((await deps.runs.begunBefore(datasetGroup, now)).length > 0) continue;
    const name = executionName(solution, [JSON.stringify(choice), now.toISOString().slice(0, 'YYYY-MM-DD'.length)]);
    const request = { datasetGroup, workflow: PROMOTION_WORKFLOW, trigger: DRIFT_TRIGGER, file, solution, choice };
    await deps.starter.start(name, request);
  }
  return moved;
}
