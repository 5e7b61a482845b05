import { printable } from '../../personalize/text';
import { titleOf, type Verdict, type VersionDecision } from '../../record-table/version-decisions';

/** Whether a person is asked to decide. */
export function isOpen({ decision }: VersionDecision): boolean {
  return decision === 'CANDIDATE' || decision === 'HELD';
}

/**
 * The decisions on solution versions as text: each with its rules and, if it is open, what can be done.
 * @param newest on the same versions
 */
export function decisionLines(decisions: readonly VersionDecision[], newest = decisions): readonly string[] {
  return decisions.flatMap((decided) => {
    const since = newest.find((each) => each.version === decided.version) ?? decided;
    const { version, solution, comparedWith, verdicts, decidedBy, reason, decision } = decided;
    const title = `${titleOf(decision)}${decision === 'CANDIDATE' ? ', waits for approval' : ''}`;
    const head = ['metric', 'serving', 'candidate', 'change', 'rule', 'verdict'];
    const next = isOpen(since)
      ? [
          `To let it serve: personalize-mlops versions promote ${version} --reason TEXT`,
          `To reject it: personalize-mlops versions reject ${version} --reason TEXT`,
        ]
      : [`Since then: ${titleOf(since.decision)} by ${printable(since.decidedBy)}, ${since.decidedAt}`];
    return [
      ...['', `${title}: version ${version} of solution '${solution}'`],
      ...(verdicts.length > 0 || comparedWith
        ? [`Compared with: ${comparedWith ?? 'nothing, since no version served'}`]
        : []),
      ...(decidedBy === 'rules' ? [] : [`Decided by: ${printable(decidedBy)}`]),
      ...(reason === undefined ? [] : [`Reason: ${printable(reason)}`]),
      ...(verdicts.length === 0 ? [] : table(head, verdicts)),
      ...(isOpen(decided) ? next : []),
    ];
  });
}

function table(head: readonly string[], verdicts: readonly Verdict[]): readonly string[] {
  const rows = [head, ...verdicts.map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const padded = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
  return rows.map((row) => padded(row).join('  ').trimEnd());
}

function cellsOf({ metric, serving, candidate, rule, passed }: Verdict): readonly string[] {
  const shown = (value: number | undefined) => (value === undefined ? '-' : String(value));
  const verdict = `${candidate === undefined ? 'not reported: ' : ''}${passed ? 'passed' : 'failed'}`;
  return [metric, shown(serving), shown(candidate), changeText(serving, candidate), rule, verdict];
}

/** Also in percent of the serving version's value, unless that is 0. */
export function changeText(serving: number | undefined, candidate: number | undefined): string {
  if (serving === undefined || candidate === undefined) return '-';
  const change = candidate - serving;
  const sign = change < 0 ? '' : '+';
  const percent = ((change / Math.abs(serving)) * 100).toFixed(1);
  return `${sign}${Number(change.toFixed(4))}${serving === 0 ? '' : ` (${sign}${percent}%)`}`;
}
