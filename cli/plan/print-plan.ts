import { plural, show } from '../../personalize/text';
import { label } from '../../reconciler/inventory';
import { type Action, count, type Plan, type PlannedChange } from '../../reconciler/plan/plan';
import type { Output } from '../output';

const SYMBOLS: Readonly<Record<Action, string>> = {
  create: '+',
  update: '~',
  delete: '-',
  conflict: '!',
  blocked: '!',
  unchanged: ' ',
};

/** The plan in Terraform's habit. */
export function printPlan(plan: Plan, output: Output): void {
  const { colors } = output;
  const paint: Readonly<Record<Action, (text: string) => string>> = {
    create: colors.green,
    update: colors.yellow,
    delete: colors.red,
    conflict: (text) => colors.bold(colors.red(text)),
    blocked: (text) => colors.bold(colors.red(text)),
    unchanged: (text) => text,
  };
  output.line(`${colors.bold(plan.file)} for dataset group '${plan.datasetGroup}':`);
  for (const change of plan.changes.filter(({ action }) => action !== 'unchanged')) {
    output.line(
      `  ${paint[change.action](SYMBOLS[change.action])} ${change.action} ${change.label}${noteOf(change)}`,
    );
    for (const line of detailsOf(change)) output.line(`      ${line}`);
  }
  if (plan.unmanaged.length > 0) {
    output.line();
    output.line('  Not named by the file, and left alone:');
    for (const resource of plan.unmanaged) output.line(`    ${label(resource)}`);
  }
  output.line();
  output.line(colors.bold(summary(plan)));
}

/** What is missing has a line of its own. */
function noteOf({ action, note }: PlannedChange): string {
  return note === undefined || action === 'blocked' ? '' : ` (${note})`;
}

function detailsOf({ action, note, differences = [], resolution }: PlannedChange): readonly string[] {
  return [
    ...(action === 'blocked' && note !== undefined ? [note] : []),
    ...differences.map(({ member, actual, desired }) => `${member}: ${show(actual)} -> ${show(desired)}`),
    ...(resolution === undefined ? [] : [resolution]),
  ];
}

function summary(plan: Plan): string {
  const [created, updated, deleted, conflicts, blocked, unchanged] = (
    ['create', 'update', 'delete', 'conflict', 'blocked', 'unchanged'] as const
  ).map((action) => count(plan, action));
  if (!created && !updated && !deleted && !conflicts && !blocked)
    return `Nothing to do: ${unchanged} unchanged.`;
  const gone = deleted ? `, ${deleted} to delete` : '';
  const missing = blocked ? `, ${blocked} blocked` : '';
  return `Plan: ${created} to create, ${updated} to update${gone}, ${plural(conflicts ?? 0, 'conflict')}${missing} (${unchanged} unchanged).`;
}
