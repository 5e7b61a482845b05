import type { Version } from '../reconciler/promotion/active-versions';
import type { VersionDecision } from '../record-table/version-decisions';

/**
 * The version that served before: the one that was promoted last, or without decisions the one trained before.
 * @param active versions, newest first @param serving ARN of the version that serves
 * @returns its ARN; undefined if there is none
 */
export function rollbackTarget(
  active: readonly Version[],
  decisions: readonly VersionDecision[],
  serving: string,
): string | undefined {
  const usable = new Set(active.map(({ version }) => version));
  const [promoted] = decisions
    .filter(({ version, decision }) => decision === 'PROMOTED' && version !== serving && usable.has(version))
    .sort((one, other) => (one.decidedAt < other.decidedAt ? 1 : -1));
  if (promoted !== undefined) return promoted.version;
  // A version that was held, rejected or rolled back serves only if it is named.
  const decided = new Set(decisions.map(({ version }) => version));
  const older = active.slice(active.findIndex(({ version }) => version === serving) + 1);
  return older.find(({ version }) => !decided.has(version))?.version;
}
