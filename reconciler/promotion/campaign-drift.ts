import type { DesiredSolution, DesiredState } from '../../parameter-file/desired-state';
import { campaignArn, type Scope, solutionArn, solutionOfVersion } from '../../personalize/arn';
import { isActive, isPending } from '../../personalize/statuses';
import type { VersionChoice } from '../../record-table/run-request';
import type { VersionDecisions } from '../../record-table/version-decisions';
import { latestUpdate } from '../resource-types/assess';
import { campaign, isSynced } from '../resource-types/campaign';
import type { Description, Personalize } from '../resource-types/personalize-api';

/** By value of the Terraform variable `campaign_drift`: the record is right, or the campaign. */
export type DriftSetting = 'restore' | 'adopt';

interface Known {
  readonly scope: Scope;
  readonly personalize: Pick<Personalize, 'describe'>;
  readonly decisions: Pick<VersionDecisions, 'serving' | 'ofSolution'>;
}

/** Campaigns of a solution that serve another version than is recorded. */
export interface Drift {
  /** ARN of the version that the campaign serves which was changed last. */
  readonly found: string;
  /** What follows. */
  readonly choice: VersionChoice;
}

/**
 * Compares a solution's campaigns with the record; not those that Personalize itself moves, or that are being changed.
 * @returns undefined if they agree, or if nothing is recorded
 */
export async function driftOf(
  state: DesiredState,
  solution: DesiredSolution,
  { scope, personalize, decisions }: Known,
  setting: DriftSetting,
): Promise<Drift | undefined> {
  const group = state.datasetGroup.name;
  if (solution.campaigns.length === 0) return undefined;
  const serving = (await decisions.serving(group, solution.name))?.version;
  if (serving === undefined) return undefined;
  const drifted: { readonly name: string; readonly version: string; readonly changedAt: string }[] = [];
  for (const resource of solution.campaigns) {
    const description = await personalize.describe('campaign', campaignArn(scope, resource.name));
    if (description === undefined || !isSettled(description) || isSynced({ state, resource }, description)) continue;
    const version = String(description.solutionVersionArn);
    const changedAt = description.lastUpdatedDateTime?.toISOString() ?? '';
    if (version !== serving && solutionOfVersion(version) === solutionArn(scope, solution.name))
      drifted.push({ name: resource.name, version, changedAt });
  }
  const [latest] = drifted.sort((one, other) => other.changedAt.localeCompare(one.changedAt));
  if (latest === undefined) return undefined;
  const { name, version: found, changedAt } = latest;
  const decided = (await decisions.ofSolution(group, solution.name)).find(({ version }) => version === serving);
  // What a run that was stopped has left behind is not what anybody wants to serve.
  const isAdopted = setting === 'adopt' && changedAt > (decided?.decidedAt ?? '');
  if (isAdopted) {
    const reason = `campaign '${name}' was moved to it`;
    return { found, choice: { action: 'PROMOTE', version: found, from: serving, by: 'console', reason } };
  }
  const reason = `campaign '${name}' served ${found}`;
  return { found, choice: { action: 'RESTORE', version: serving, by: 'reconciliation', reason } };
}

function isSettled(description: Description): boolean {
  const { status = '' } = description;
  return isActive(status) && !isPending(latestUpdate(campaign, description)?.status ?? '');
}
