import type { Verdict, VersionDecision } from '../../record-table/version-decisions';
import { printable } from '../../text/format';

/** True if an operator is asked to decide. */
export function isOpen({ decision }: VersionDecision): boolean {
  return decision === 'CANDIDATE' || decision === 'HELD';
}

/**
 * Open decisions on versions newer than the serving one.
 * @param decisions of a solution, newest version first
 */
export function awaitedDecisions(decisions: readonly VersionDecision[], serving?: string): readonly VersionDecision[] {
  const served = decisions.findIndex(({ version }) => version === serving);
  return decisions.slice(0, served === -1 ? undefined : served).filter(isOpen);
}

/**
 * Decisions on solution versions as text: each with its rules and, if it is open, what can be done.
 * @param newest decisions on the same versions
 */
export function decisionLines(decisions: readonly VersionDecision[], newest = decisions): readonly string[] {
  return decisions.flatMap((decided) => {
    const since = newest.find((each) => each.version === decided.version) ?? decided;
    const { version, solution, comparedWith, verdicts, decidedBy, reason, decision } = decided;
    const title = `${decision}${decision === 'CANDIDATE' ? ', waits for approval' : ''}`;
    const next = isOpen(since)
      ? [
          `To let it serve: personalize-mlops versions promote ${version} --reason TEXT`,
          `To reject it: personalize-mlops versions reject ${version} --reason TEXT`,
        ]
      : [`Since then: ${since.decision} by ${printable(since.decidedBy)}, ${since.decidedAt}`];
    return [
      ...['', `${title}: version ${version} of solution '${solution}'`],
      (comparedWith || verdicts.length > 0) && `Compared with: ${comparedWith ?? 'nothing, since no version served'}`,
      decidedBy !== 'rules' && `Decided by: ${printable(decidedBy)}`,
      reason && `Reason: ${printable(reason)}`,
      ...table(verdicts),
      ...(isOpen(decided) ? next : []),
    ].filter((line) => typeof line === 'string');
  });
}

function table(verdicts: readonly Verdict[]): readonly string[] {
  if (verdicts.length === 0) return [];
  const rows = [['metric', 'serving', 'candidate', 'change', 'rule', 'verdict'], ...verdicts.map(cellsOf)];
  const widthOf = (column: number) => Math.max(...rows.map(({ [column]: cell = '' }) => cell.length));
  const padded = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widthOf(column))).join('  ');
  return rows.map((row) => padded(row).trimEnd());
}

function cellsOf({ metric, serving, candidate, rule, passed }: Verdict): readonly string[] {
  const verdict = `${candidate === undefined ? 'not reported: ' : ''}${passed ? 'passed' : 'failed'}`;
  return [metric, String(serving ?? '-'), String(candidate ?? '-'), changeText(serving, candidate), rule, verdict];
}

/** The change, also in percent of the serving version's value, unless that is 0. */
export function changeText(serving: number | undefined, candidate: number | undefined): string {
  if (serving === undefined || candidate === undefined) return '-';
  const change = candidate - serving;
  const sign = change < 0 ? '' : '+';
  const percent = ((change / Math.abs(serving)) * 100).toFixed(1);
  return `${sign}${Number(change.toFixed(4))}${serving === 0 ? '' : ` (${sign}${percent}%)`}`;
}
