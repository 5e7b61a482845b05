import type { Plan } from '../../lib/reconciler/plan/plan';
import type { Output } from '../output';
import type { PlanSymbol } from './section';
import { sectionsOf, summaryOf } from './sections';

export function printPlan(plan: Plan, output: Output): void {
  const { colors } = output;
  const symbols: Readonly<Record<PlanSymbol, string>> = {
    '+': colors.green('+'),
    '~': colors.yellow('~'),
    '-': colors.red('-'),
    '!': colors.bold(colors.red('!')),
    '?': colors.yellow('?'),
    ' ': ' ',
  };
  output.line(`${colors.bold(plan.file)} for dataset group '${plan.datasetGroup}':`);
  for (const { title, lines } of sectionsOf(plan)) {
    if (title !== undefined) {
      output.line();
      output.line(`  ${title}:`);
    }
    for (const { symbol, text, details = [] } of lines) {
      output.line(text && `  ${symbols[symbol]} ${text}`);
      for (const detail of details) output.line(`      ${detail}`);
    }
  }
  output.line();
  output.line(colors.bold(summaryOf(plan)));
}
