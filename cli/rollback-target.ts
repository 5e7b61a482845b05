import type { Version } from '../lib/reconciler/promotion/active-versions';
import type { VersionDecision } from '../lib/record-table/version-decisions';

/**
 * The version that served before: the last one that was promoted or, from before the first decision, trained.
 * A version that was held, rejected or rolled back serves again only if it is named.
 * @param active versions, newest first
 * @param serving ARN of the version that serves, if there is one
 * @returns its ARN, if there is one
 */
export function rollbackTarget(active: readonly Version[], decisions: readonly VersionDecision[], serving?: string) {
  const decided = new Map(decisions.map((decision) => [decision.version, decision]));
  const [first] = active.flatMap(({ version }) => decided.get(version)?.decidedAt ?? []).sort();
  const served = active.flatMap(({ version, createdAt }) => {
    const { decision = undefined, decidedAt = createdAt } = decided.get(version) ?? {};
    // From the first decision on, each version that serves is recorded.
    const isUnrecorded = decision === undefined && (first === undefined || createdAt < first);
    return decision === 'PROMOTED' || isUnrecorded ? [{ version, since: decidedAt }] : [];
  });
  const newestFirst = served.sort((one, other) => other.since.localeCompare(one.since));
  return newestFirst[newestFirst.findIndex(({ version }) => version === serving) + 1]?.version;
}
