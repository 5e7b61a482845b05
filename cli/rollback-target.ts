import type { Version } from '../reconciler/promotion/active-versions';
import type { VersionDecision } from '../record-table/version-decisions';

/**
 * The version that served before: the last one that was promoted, or that was trained where nothing is decided on versions.
 * A version that was held, rejected or rolled back serves again only if it is named.
 * @param active versions, newest first @param serving ARN of the version that serves
 * @returns its ARN; undefined if there is none
 */
export function rollbackTarget(
  active: readonly Version[],
  decisions: readonly VersionDecision[],
  serving: string,
): string | undefined {
  const decided = new Map(decisions.map((decision) => [decision.version, decision]));
  const served = active.flatMap(({ version, createdAt }) => {
    const { decision = 'PROMOTED', decidedAt = createdAt } = decided.get(version) ?? {};
    if (decision === 'PROMOTED') return [{ version, since: decidedAt }];
    // Held, and serves since the rules were removed from the parameter file.
    return version === serving ? [{ version, since: createdAt }] : [];
  });
  const until = served.find(({ version }) => version === serving)?.since ?? '';
  const [before] = served
    .filter(({ version, since }) => version !== serving && since <= until)
    .sort((one, other) => other.since.localeCompare(one.since));
  return before?.version;
}
