import type { Existing } from '../reconciler/inventory';
import { isOpen } from '../reconciler/promotion/decision-lines';
import { type VersionDecision, VersionDecisions } from '../record-table/version-decisions';
import type { DeployedAws } from './aws';

export interface ServingStatus {
  readonly solution: string;
  /** ARN of the version that campaigns and batch jobs are to use; empty if none is promoted. */
  readonly serves: readonly string[];
  /** Held versions and candidates that are newer than that. */
  readonly open: readonly Pick<VersionDecision, 'version' | 'decision'>[];
}

/** Of the solutions on whose versions something was decided. */
export async function servingsOf(
  aws: DeployedAws,
  datasetGroup: string,
  resources: readonly Existing[],
): Promise<readonly ServingStatus[]> {
  const decisions = new VersionDecisions(aws.records);
  const createdAt = new Map(resources.map(({ arn, summary }) => [arn, summary.creationDateTime?.toISOString() ?? '']));
  const found: ServingStatus[] = [];
  for (const { name } of resources.filter(({ type }) => type === 'solution')) {
    const serving = await decisions.serving(datasetGroup, name);
    if (serving === undefined) continue;
    const serves = [serving.version ?? []].flat();
    const since = createdAt.get(serving.version ?? '') ?? '';
    const newer = (await decisions.ofSolution(datasetGroup, name)).filter(
      (decision) => isOpen(decision) && (createdAt.get(decision.version) ?? '') > since,
    );
    found.push({ solution: name, serves, open: newer.map(({ version, decision }) => ({ version, decision })) });
  }
  return found;
}
