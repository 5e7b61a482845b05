import { label } from '../lib/reconciler/inventory';
import { type Action, count, type Plan, type PlannedChange } from '../lib/reconciler/plan/plan';
import { decisionLines } from '../lib/reconciler/promotion/decision-lines';
import { differenceLines } from '../lib/reconciler/resource-types/difference-lines';
import { warningOfReplaced } from '../lib/record-table/files-in-force';
import { plural, printable } from '../lib/text/format';
import type { Output } from './output';

export function printPlan(plan: Plan, output: Output): void {
  const { colors } = output;
  const symbols: Readonly<Record<Action, string>> = {
    create: colors.green('+'),
    update: colors.yellow('~'),
    delete: colors.red('-'),
    conflict: colors.bold(colors.red('!')),
    blocked: colors.bold(colors.red('!')),
    unchanged: ' ',
  };
  output.line(`${colors.bold(plan.file)} for dataset group '${plan.datasetGroup}':`);
  if (plan.replaces !== undefined)
    output.line(`${colors.yellow('warning')} ${warningOfReplaced(plan.datasetGroup, plan.replaces)}`);
  if (plan.keptFile !== undefined) {
    output.line(
      `  ${symbols.conflict} dataset group '${plan.datasetGroup}' follows ${printable(plan.keptFile)}, which is in the bucket`,
    );
    output.line(`      Delete that object first, or let this file take over: --replaces ${printable(plan.keptFile)}`);
  }
  for (const change of plan.changes.filter(({ action, note }) => action !== 'unchanged' || note !== undefined)) {
    output.line(`  ${symbols[change.action]} ${change.action} ${change.label}${noteOf(change)}`);
    for (const line of detailsOf(change)) output.line(`      ${line}`);
  }
  for (const setting of plan.settings) output.line(`  ${symbols.update} ${setting}`);
  if (plan.decisions !== undefined) {
    output.line();
    output.line('  Decisions on solution versions:');
    for (const line of decisionLines(plan.decisions)) output.line(line && `    ${line}`);
  }
  if (plan.exceededQuotas !== undefined) {
    output.line();
    output.line('  Beyond the quotas of Amazon Personalize:');
    for (const { name, limit, source, note, existing, toCreate, resolution } of plan.exceededQuotas) {
      const symbol = source === 'account' ? symbols.blocked : colors.yellow('?');
      const needed = `${existing + toCreate} needed (${existing} exist, ${toCreate} to create), ${limit} allowed`;
      output.line(`  ${symbol} ${name}: ${needed}${note === undefined ? '.' : ` ${note}`}`);
      output.line(`      ${resolution}`);
    }
  }
  if (plan.unmanaged.length > 0) {
    output.line();
    output.line('  Unmanaged resources, not changed:');
    for (const resource of plan.unmanaged) output.line(`    ${label(resource)}`);
  }
  output.line();
  output.line(colors.bold(summary(plan)));
}

/** The note of a blocked change has a line of its own. */
function noteOf({ action, note }: PlannedChange): string {
  return note === undefined || action === 'blocked' ? '' : ` (${note})`;
}

function detailsOf({ action, note, differences = [], resolution }: PlannedChange): readonly string[] {
  return [
    ...(action === 'blocked' && note !== undefined ? [note] : []),
    ...differences.flatMap(differenceLines),
    ...(resolution === undefined ? [] : [resolution]),
  ];
}

function summary(plan: Plan): string {
  const of = (action: Action) => count(plan, action);
  const settings = plan.settings.length > 0 ? `, ${plural(plan.settings.length, 'setting')} to change` : '';
  if (plan.keptFile !== undefined) return 'Plan: nothing, as another parameter file is in force.';
  if (plan.changes.every(({ action }) => action === 'unchanged') && settings === '')
    return `No changes: ${of('unchanged')} unchanged.`;
  const gone = of('delete') > 0 ? `, ${of('delete')} to delete` : '';
  const missing = of('blocked') > 0 ? `, ${of('blocked')} blocked` : '';
  return `Plan: ${of('create')} to create, ${of('update')} to update${gone}${settings}, ${plural(of('conflict'), 'conflict')}${missing} (${of('unchanged')} unchanged).`;
}
