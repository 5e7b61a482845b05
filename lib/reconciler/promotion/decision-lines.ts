import type { Verdict, VersionDecision } from '../../record-table/version-decisions';
import { printable } from '../../text/format';

/** True if an operator still has to decide on the version. */
export function isOpen({ decision }: VersionDecision): boolean {
  return decision === 'CANDIDATE' || decision === 'HELD';
}

/**
 * Open decisions on versions that are newer than the serving version.
 * @param decisions decisions on the versions of a solution, newest version first
 */
export function awaitedDecisions(decisions: readonly VersionDecision[], serving?: string): readonly VersionDecision[] {
  const served = decisions.findIndex(({ version }) => version === serving);
  return decisions.slice(0, served === -1 ? undefined : served).filter(isOpen);
}

/**
 * Lines of text about decisions on solution versions, with the verdicts of the rules. After an open decision come the
 * commands that decide on the version. If the newest decision on the version is not open, that decision comes instead.
 * @param newest the newest decisions on the same versions
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
      ...baselineLines(decided),
      ...table(verdicts),
      ...(isOpen(decided) ? next : []),
    ].filter((line) => typeof line === 'string');
  });
}

/** Lines that name each baseline, and say if an import ended between the creation of the version and of its baseline. */
function baselineLines({ createdAt, verdicts }: VersionDecision): readonly string[] {
  const lines = verdicts.flatMap(({ baseline }) => {
    if (baseline === undefined) return [];
    const { solution, version, importedAt } = baseline;
    if (version === undefined) return `Baseline: none, since solution '${solution}' has no ACTIVE version`;
    const between =
      importedAt === undefined
        ? 'No import ended in between.'
        : `Not compared: an import ended in between, at ${importedAt}.`;
    return `Baseline: ${version}, created ${baseline.createdAt}. The version above was created ${createdAt}. ${between}`;
  });
  return [...new Set(lines)];
}

const COLUMNS: readonly (readonly [title: string, cellOf: (verdict: Verdict) => string])[] = [
  ['metric', ({ metric }) => metric],
  ['serving', ({ serving }) => String(serving ?? '-')],
  ['baseline', ({ baseline }) => String(baseline?.value ?? '-')],
  ['candidate', ({ candidate }) => String(candidate ?? '-')],
  ['change', ({ serving, baseline, candidate }) => changeText(baseline ? baseline.value : serving, candidate)],
  ['rule', ({ rule }) => rule],
  ['verdict', (verdict) => `${verdict.passed ? 'passed' : 'failed'}${missingText(verdict)}`],
];

function table(verdicts: readonly Verdict[]): readonly string[] {
  if (verdicts.length === 0) return [];
  const hasBaseline = verdicts.some(({ baseline }) => baseline !== undefined);
  const columns = COLUMNS.filter(([title]) => hasBaseline || title !== 'baseline').map(([title, cellOf]) => [
    title,
    ...verdicts.map(cellOf),
  ]);
  const widths = columns.map((cells) => Math.max(...cells.map(({ length }) => length)));
  return ['', ...verdicts].map((_, row) =>
    columns
      .map(({ [row]: cell = '' }, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function missingText({ candidate, baseline }: Verdict): string {
  if (candidate === undefined) return ' (metric not reported)';
  const isCompared = baseline === undefined || (baseline.value !== undefined && baseline.importedAt === undefined);
  return isCompared ? '' : ' (not compared)';
}

/**
 * Difference of the candidate's value from the compared version's value, e.g. `+0.02 (+4.0%)`. The text has no percentage
 * if the compared value is 0.
 */
export function changeText(serving: number | undefined, candidate: number | undefined): string {
  if (serving === undefined || candidate === undefined) return '-';
  const change = candidate - serving;
  const sign = change < 0 ? '' : '+';
  const percent = ((change / Math.abs(serving)) * 100).toFixed(1);
  return `${sign}${Number(change.toFixed(4))}${serving === 0 ? '' : ` (${sign}${percent}%)`}`;
}
