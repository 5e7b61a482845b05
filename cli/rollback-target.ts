import { isPending } from '../lib/personalize/statuses';
import { campaignsOf } from '../lib/reconciler/account/existing-campaigns';
import type { Version } from '../lib/reconciler/promotion/active-versions';
import type { PromotionStep } from '../lib/reconciler/promotion/decision';
import { latestUpdate } from '../lib/reconciler/resource-types/assess';
import { campaign } from '../lib/reconciler/resource-types/campaign';
import { solutionOf } from '../lib/reconciler/step';
import type { VersionDecision } from '../lib/record-table/version-decisions';

/**
 * Finds the version that was promoted most recently before the serving version. If no version serves, or the serving
 * version was not promoted, finds the version that was promoted last. Undecided versions count as promoted when their
 * training began, if they are older than the first decision or there is no decision. Held, rejected and rolled-back
 * versions are left out.
 * @param active versions, newest first
 * @param serving ARN of the serving version, if there is one
 * @param knownSince ISO time since which all decisions are known. Older undecided versions may have been held, so they are left out.
 * @returns ARN of the found version, if there is one
 */
export function rollbackTarget(
  active: readonly Version[],
  decisions: readonly VersionDecision[],
  serving?: string,
  knownSince = '',
) {
  const decided = new Map(decisions.map((decision) => [decision.version, decision]));
  const [first] = active.flatMap(({ version }) => decided.get(version)?.decidedAt ?? []).sort();
  const served = active.flatMap(({ version, createdAt }) => {
    const { decision = undefined, decidedAt = createdAt } = decided.get(version) ?? {};
    // Since the first decision, no version serves without a decision. So an undecided version can have served only if
    // it is older than the first decision.
    const isBeforeFirst = first === undefined || createdAt < first;
    const isUnrecorded = decision === undefined && isBeforeFirst && createdAt >= knownSince;
    return decision === 'PROMOTED' || isUnrecorded ? [{ version, since: decidedAt }] : [];
  });
  const newestFirst = served.sort((one, other) => other.since.localeCompare(one.since));
  return newestFirst[newestFirst.findIndex(({ version }) => version === serving) + 1]?.version;
}

/**
 * The version that serves now, even if newer versions wait for a decision: the recorded version or, if none of the
 * active versions is recorded, the newest version that a campaign uses or is being moved to.
 * @param active versions, newest first
 * @returns ARN of the version, if there is one
 */
export async function versionServingNow(step: PromotionStep, active: readonly Version[]): Promise<string | undefined> {
  const recorded = await step.decisions.serving(step.state.datasetGroup.name, solutionOf(step).name);
  const used = (await campaignsOf(step)).flatMap(({ description }) => {
    const { status = '', solutionVersionArn } = latestUpdate(campaign, description) ?? {};
    return [description.solutionVersionArn, ...(isPending(status) ? [solutionVersionArn] : [])];
  });
  const arns = active.map(({ version }) => version);
  return arns.find((arn) => arn === recorded?.version) ?? arns.find((arn) => used.includes(arn));
}
