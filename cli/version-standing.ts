import type { Existing } from '../reconciler/inventory';
import { isOpen } from '../reconciler/promotion/decision-lines';
import { type Decision, VersionDecisions } from '../record-table/version-decisions';
import type { DeployedAws } from './aws';

/** SERVES: campaigns and batch jobs are to use it. HELD or CANDIDATE: waits for a decision, and is newer than the one that serves. */
export type Standing = Decision | 'SERVES';

/** Of solution versions, by ARN; of solutions on whose versions something was decided. */
export async function standingsOf(aws: DeployedAws, datasetGroup: string, resources: readonly Existing[]) {
  const decisions = new VersionDecisions(aws.records);
  const found = new Map<string, Standing>();
  for (const { name } of resources.filter(({ type }) => type === 'solution')) {
    const serving = await decisions.serving(datasetGroup, name);
    if (serving === undefined) continue;
    for (const decided of await decisions.ofSolution(datasetGroup, name)) {
      if (decided.version === serving.version) break;
      if (isOpen(decided)) found.set(decided.version, decided.decision);
    }
    if (serving.version !== undefined) found.set(serving.version, 'SERVES');
  }
  return found;
}
