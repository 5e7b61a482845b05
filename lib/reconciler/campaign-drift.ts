import { solutionOfVersion } from '../personalize/arn';
import { isActive, isFailed, isPending } from '../personalize/statuses';
import type { VersionChoice } from '../record-table/run-request';
import { campaignsOf } from './account/existing-campaigns';
import type { PromotionStep } from './promotion/decision';
import { latestUpdate } from './resource-types/assess';
import { campaign, isSynced } from './resource-types/campaign';
import { solutionArnOf, solutionOf } from './step';

/**
 * Values of the Terraform variable `drift`. The value decides what happens if a campaign serves another version than the
 * recorded version. `adopt` records the campaign's version if the campaign changed after the decision on the recorded
 * version. In all other cases, the campaign is moved back. `restore` also restores missing and different resources
 * (functions/reconcile-deployment/resource-drift.ts).
 */
export type DriftSetting = 'notify' | 'restore' | 'adopt';

type DriftStep = Omit<PromotionStep, 'now' | 'runId'>;

/**
 * Compares the campaigns of the step's solution with the recorded serving version. Leaves out campaigns that are not
 * ACTIVE, that are being updated, that serve a version of another solution, or that Personalize moves to new versions
 * automatically.
 * @returns the decision to take if a campaign serves another version than the recorded version; undefined if all compared
 * campaigns serve the recorded version, or if no version is recorded
 */
export async function driftOf(step: DriftStep, setting: DriftSetting): Promise<VersionChoice | undefined> {
  const { name: solution, campaigns } = solutionOf(step);
  const group = step.state.datasetGroup.name;
  const serving = campaigns.length === 0 ? undefined : (await step.decisions.serving(group, solution))?.version;
  if (serving === undefined) return undefined;
  const drifted: { readonly name: string; readonly version: string; readonly changedAt: string }[] = [];
  for (const { resource, description } of await campaignsOf(step)) {
    if (isSynced({ ...step, resource })) continue;
    const { status = '', lastUpdatedDateTime } = description;
    const update = latestUpdate(campaign, description)?.status ?? '';
    const isSettled = isActive(status) && !isPending(update);
    // After a failed update, `lastUpdatedDateTime` does not say when the version changed: the failed update changes it too.
    const changedAt = isFailed(update) ? '' : (lastUpdatedDateTime?.toISOString() ?? '');
    const version = String(description.solutionVersionArn);
    if (isSettled && version !== serving && solutionOfVersion(version) === solutionArnOf(step))
      drifted.push({ name: resource.name, version, changedAt });
  }
  const [latest] = drifted.sort((one, other) => other.changedAt.localeCompare(one.changedAt));
  if (latest === undefined) return undefined;
  const { name, version, changedAt } = latest;
  const moved = `campaign '${name}' was moved to this version${campaigns.length > 1 ? '; the other campaigns follow' : ''}`;
  const decided = (await step.decisions.ofSolution(group, solution)).find((each) => each.version === serving);
  // If a run was stopped or an update failed, a campaign may still serve the version from before the decision. This
  // version is not adopted.
  return setting === 'adopt' && changedAt > (decided?.decidedAt ?? '')
    ? { action: 'PROMOTE', version, from: serving, by: 'console', reason: moved }
    : { action: 'RESTORE', version: serving, by: 'reconciliation', reason: `campaign '${name}' served ${version}` };
}
