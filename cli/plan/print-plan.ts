import type { Plan } from '../../lib/reconciler/plan/plan';
import { printable } from '../../lib/text/format';
import { describeDeployment } from '../deployment-names';
import type { Output } from '../output';
import type { PreparedUpload } from '../prepare-upload';
import { WITHOUT_FILE_TITLE } from './groups-without-file';
import type { PlanSymbol } from './section';
import { sectionsOf, summaryOf } from './sections';

/**
 * Prints a line with the deployment, region and account, and below it the plans of all files. Then prints the lines about
 * dataset groups whose file is not in the folder.
 */
export function printPlans({ aws, plans, parameterFiles, withoutFile }: PreparedUpload, output: Output): void {
  output.line(`Plan for ${describeDeployment(aws)}:`);
  for (const [index, plan] of plans.entries()) printPlan(plan, parameterFiles[index]?.key ?? '', output);
  if (withoutFile.length > 0) output.section([WITHOUT_FILE_TITLE, ...withoutFile.map(printable)]);
}

/** @param key key of the parameter file in the data bucket. It is not shown if the file's path ends with the key */
export function printPlan(plan: Plan, key: string, output: Output): void {
  const { colors } = output;
  const symbols: Readonly<Record<PlanSymbol, string>> = {
    '+': colors.green('+'),
    '~': colors.yellow('~'),
    '-': colors.red('-'),
    '!': colors.bold(colors.red('!')),
    '?': colors.yellow('?'),
    ' ': ' ',
  };
  const as = plan.file.endsWith(key) ? '' : ` (key ${printable(key)})`;
  output.line(`${colors.bold(printable(plan.file))}${as} for dataset group '${plan.datasetGroup}':`);
  for (const { title, lines } of sectionsOf(plan)) {
    if (title !== undefined) {
      output.line();
      output.line(`  ${title}:`);
    }
    for (const { symbol, text, details = [] } of lines) {
      output.line(text && `  ${symbols[symbol]} ${printable(text)}`);
      for (const detail of details) output.line(`      ${printable(detail)}`);
    }
  }
  output.line();
  output.line(colors.bold(summaryOf(plan)));
}
