import Table from 'cli-table3';
import type { Assessment, Unused } from './assess';
import type { Granted } from './granted';

/** Renders an assessment for a terminal: grants are counted by role or policy, and those with a reason by reason; everything else is listed. */
export function renderAssessment(assessment: Assessment): string {
  const { grants, unused, stale, denied } = assessment;
  const unexplained = unused.filter(({ reason }) => reason === undefined);
  return [
    renderHolders(grants),
    `Granted but never used, with a reason:\n${renderExplained(unused)}`,
    ...list('Not granted, but needed', denied),
    ...list('Never used, and without a reason', unexplained.map(nameOf)),
    ...list('Reasons for grants that are used or do not exist', stale),
    `${grants.length} grants, ${grants.length - unused.length} used, ${unused.length - unexplained.length} with a reason, ${unexplained.length} without.`,
  ].join('\n\n');
}

function nameOf({ holder, action, resource }: Granted): string {
  return `${holder}: ${action} on ${resource}`;
}

function renderHolders(grants: readonly Granted[]): string {
  const holders = [...new Set(grants.map(({ holder }) => holder))];
  const rows = holders.map((holder) => {
    const own = grants.filter((grant) => grant.holder === holder);
    const used = own.filter(({ uses }) => uses > 0).length;
    return [holder, own.length, used, own.length - used, own.reduce((sum, { uses }) => sum + uses, 0)];
  });
  return table(['Role or policy', 'Granted', 'Used', 'Never used', 'Calls'], rows);
}

function renderExplained(unused: readonly Unused[]): string {
  const reasons = new Set(unused.flatMap(({ reason }) => reason ?? []));
  const rows = [...reasons].map((reason) => {
    const { holders, actions, because } = reason;
    const grants = unused.filter((each) => each.reason === reason).length;
    return [holders, grants, actions.join('\n'), because];
  });
  return table(['Role or policy', 'Grants', 'Actions', 'Why'], rows);
}

function table(head: string[], rows: readonly (readonly (string | number)[])[]): string {
  const printed = new Table({
    head,
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: widths(head),
  });
  printed.push(...rows.map((row) => row.map(String)));
  return printed.toString();
}

/** Widths of columns. Reasons are sentences, so they are wrapped. */
function widths(head: readonly string[]): (number | null)[] {
  return head.map((heading) => (heading === 'Why' ? 50 : null));
}

function list(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}:\n${lines.map((line) => `- ${line}`).join('\n')}`];
}
