import type { Existing } from '../lib/reconciler/inventory';
import { awaitedDecisions } from '../lib/reconciler/promotion/decision-lines';
import { present } from '../lib/record-table/item';
import { type Decision, VersionDecisions } from '../lib/record-table/version-decisions';
import type { DeployedAws } from './aws';

export interface Standing {
  /** PROMOTED: campaigns and batch jobs are to use it. HELD or CANDIDATE: waits for a decision, and is newer than that one. */
  readonly standing?: Decision;
  /** ISO time since when the version, which serves, has recommended no new items or actions, as a newer one exists. */
  readonly frozenSince?: string;
  /** Names of the campaigns that use it now. */
  readonly serves?: readonly string[];
}

/** Standing of solution versions by ARN, in dataset groups with decisions on versions. */
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
