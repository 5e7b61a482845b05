import { hasNeverWorked, isBeingCreated } from '../lib/personalize/statuses';
import type { Existing } from '../lib/reconciler/inventory';
import type { PromotionStep } from '../lib/reconciler/promotion/decision';
import { awaitedDecisions } from '../lib/reconciler/promotion/decision-lines';
import { present } from '../lib/record-table/item';
import { type Decision, VersionDecisions } from '../lib/record-table/version-decisions';
import type { DeployedAws } from './aws';

export interface Standing {
  /**
   * PROMOTED: campaigns and batch jobs use the version, or will use it soon. HELD or CANDIDATE: the version waits for a
   * decision, and is newer than the promoted version, if there is one.
   */
  readonly standing?: Decision;
  /**
   * ISO time since which the serving version has taken in no new items or actions, because Personalize adds them only
   * to a solution's newest version. Absent if the version still takes in new items and actions, or never does.
   */
  readonly frozenSince?: string;
  /** Names of the campaigns that serve the version now. */
  readonly serves?: readonly string[];
}

/** Standings of a dataset group's solution versions, by ARN. Empty if no version is recorded as serving or waiting for a decision. */
export async function standingsOf(aws: DeployedAws, datasetGroup: string, resources: readonly Existing[]) {
  const decisions = new VersionDecisions(aws.records);
  const found = new Map<string, Standing>();
  for (const { name } of resources.filter(({ type }) => type === 'solution')) {
    const { version: serving, frozenSince } = (await decisions.serving(datasetGroup, name)) ?? {};
    for (const { version, decision } of awaitedDecisions(await decisions.ofSolution(datasetGroup, name), serving))
      found.set(version, { standing: decision });
    if (serving !== undefined) found.set(serving, { standing: 'PROMOTED', ...present({ frozenSince }) });
  }
  const campaigns = found.size === 0 ? [] : resources.filter(({ type }) => type === 'campaign');
  for (const [version, serves] of await campaignsByVersion(aws.personalize, campaigns))
    found.set(version, { ...found.get(version), serves });
  return found;
}

/**
 * Names of the campaigns that serve a version, by the ARN of the version. A campaign whose creation has not succeeded
 * serves no version.
 */
export async function campaignsByVersion(
  personalize: PromotionStep['personalize'],
  campaigns: readonly Pick<Existing, 'arn' | 'name'>[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const { arn, name } of campaigns) {
    const { status = '', solutionVersionArn } = (await personalize.describe('campaign', arn)) ?? {};
    const version = String(solutionVersionArn);
    if (!isBeingCreated(status) && !hasNeverWorked(status)) found.set(version, [...(found.get(version) ?? []), name]);
  }
  return found;
}
