import type { Existing } from '../lib/reconciler/inventory';
import { awaitedDecisions } from '../lib/reconciler/promotion/decision-lines';
import { present } from '../lib/record-table/item';
import { type Decision, VersionDecisions } from '../lib/record-table/version-decisions';
import type { DeployedAws } from './aws';

export interface Standing {
  /**
   * PROMOTED: campaigns and batch jobs use the version, or soon will. HELD or CANDIDATE: the version is newer than the promoted one, and
   * waits for a decision.
   */
  readonly standing?: Decision;
  /** ISO time. Since then, the serving version has recommended no new items or actions, because a newer version exists. */
  readonly frozenSince?: string;
  /** Names of the campaigns that use the version now. */
  readonly serves?: readonly string[];
}

/** Standings of a dataset group's solution versions, by ARN. Empty if no decision on a version is recorded. */
export async function standingsOf(aws: DeployedAws, datasetGroup: string, resources: readonly Existing[]) {
  const decisions = new VersionDecisions(aws.records);
  const found = new Map<string, Standing>();
  for (const { name } of resources.filter(({ type }) => type === 'solution')) {
    const { version: serving, frozenSince } = (await decisions.serving(datasetGroup, name)) ?? {};
    for (const { version, decision } of awaitedDecisions(await decisions.ofSolution(datasetGroup, name), serving))
      found.set(version, { standing: decision });
    if (serving !== undefined) found.set(serving, { standing: 'PROMOTED', ...present({ frozenSince }) });
  }
  for (const { arn, name } of found.size === 0 ? [] : resources.filter(({ type }) => type === 'campaign')) {
    const version = String((await aws.personalize.describe('campaign', arn))?.solutionVersionArn);
    found.set(version, { ...found.get(version), serves: [...(found.get(version)?.serves ?? []), name] });
  }
  return found;
}
