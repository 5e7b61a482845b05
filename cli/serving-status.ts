import type { Existing } from '../reconciler/inventory';
import { isOpen } from '../reconciler/promotion/decision-lines';
import { type VersionDecision, VersionDecisions } from '../record-table/version-decisions';
import type { DeployedAws } from './aws';

export interface ServingStatus {
  readonly solution: string;
  /** ARNs of the versions that its campaigns use. */
  readonly serves: readonly string[];
  /** Held versions and candidates that are newer than those. */
  readonly open: readonly Pick<VersionDecision, 'version' | 'decision'>[];
}

/** Of the solutions on whose versions something was decided. */
export async function servingsOf(
  aws: DeployedAws,
  datasetGroup: string,
  resources: readonly Existing[],
): Promise<readonly ServingStatus[]> {
  const recorded = new VersionDecisions(aws.records);
  const createdAt = new Map(resources.map(({ arn, summary }) => [arn, summary.creationDateTime?.toISOString() ?? '']));
  const found: ServingStatus[] = [];
  let used: readonly string[] | undefined;
  for (const { arn, name } of resources.filter(({ type }) => type === 'solution')) {
    const decisions = await recorded.ofSolution(datasetGroup, name);
    if (decisions.length === 0) continue;
    used ??= await versionsInUse(aws, resources);
    const serves = used.filter((version) => version.startsWith(`${arn}/`));
    const isNewer = (time: string) => serves.every((version) => time > (createdAt.get(version) ?? ''));
    const open = decisions
      .filter((decision) => isOpen(decision) && createdAt.has(decision.version) && isNewer(decision.createdAt))
      .map(({ version, decision }) => ({ version, decision }));
    found.push({ solution: name, serves, open });
  }
  return found;
}

/** By campaigns, each once. */
async function versionsInUse(aws: DeployedAws, resources: readonly Existing[]): Promise<readonly string[]> {
  const used = new Set<string>();
  for (const { arn } of resources.filter(({ type }) => type === 'campaign'))
    used.add(String((await aws.personalize.describe('campaign', arn))?.solutionVersionArn));
  return [...used];
}
