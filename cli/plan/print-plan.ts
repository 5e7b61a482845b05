import { plural, show } from '../../personalize/text';
import { label } from '../inventory';
import type { Output } from '../output';
import { type Action, count, type Plan, type PlannedChange } from './plan';

const SYMBOLS: Readonly<Record<Action, string>> = {
  create: '+',
  update: '~',
  delete: '-',
  conflict: '!',
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
    unchanged: (text) => text,
  };
  output.line(`${colors.bold(plan.file)} for dataset group '${plan.datasetGroup}':`);
  for (const change of plan.changes.filter(({ action }) => action !== 'unchanged')) {
    const note = change.note === undefined ? '' : ` (${change.note})`;
    output.line(`  ${paint[change.action](SYMBOLS[change.action])} ${change.action} ${change.label}${note}`);
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

function detailsOf({ differences = [], resolution }: PlannedChange): readonly string[] {
  return [
    ...differences.map(({ member, actual, desired }) => `${member}: ${show(actual)} -> ${show(desired)}`),
    ...(resolution === undefined ? [] : [resolution]),
  ];
}

function summary(plan: Plan): string {
  const [created, updated, deleted, conflicts, unchanged] = (
    ['create', 'update', 'delete', 'conflict', 'unchanged'] as const
  ).map((action) => count(plan, action));
  if (!created && !updated && !deleted && !conflicts) return `Nothing to do: ${unchanged} unchanged.`;
  const gone = deleted ? `, ${deleted} to delete` : '';
  return `Plan: ${created} to create, ${updated} to update${gone}, ${plural(conflicts ?? 0, 'conflict')} (${unchanged} unchanged).`;
}
