import { hasChanges, isImpossible } from '../../lib/reconciler/plan/plan';
import { present } from '../../lib/record-table/item';
import { DeployedAws } from '../aws';
import { describeDeployment } from '../deployment-names';
import { CliFailure } from '../failure';
import type { AwsOptions, DataOptions, PriceOptions, ReplacingOptions, ValueOptions } from '../options';
import { Output } from '../output';
import { markdownOf } from '../plan/markdown';
import { printPlans } from '../plan/print-plan';
import { assertPlanPath, savePlan } from '../plan/saved-plan';
import { prepareUpload } from '../prepare-upload';

interface PlanOptions extends AwsOptions, DataOptions, ValueOptions, ReplacingOptions, PriceOptions {
  readonly detailedExitcode: boolean;
  readonly format: 'text' | 'markdown';
  /** File to which the plan is saved, for `apply`. */
  readonly out?: string;
}

/** Exit status of `--detailed-exitcode` if there are changes, as in Terraform. */
const CHANGES = 2;
const RESOLVE = 'Resolve what is marked with ! first.';

/**
 * @returns exit status: 1 if a file is invalid, or if the run of a file would fail or be refused. Otherwise, with
 * `--detailed-exitcode`: 2 if there are changes
 * @throws CliFailure if `--out` is given for a plan that cannot be applied
 * @throws WrongUsage if `--out` is not allowed: see {@link assertPlanPath}
 */
export async function plan(path: string, options: PlanOptions): Promise<number> {
  const output = new Output(options.json);
  const { out, replaces } = options;
  if (out !== undefined) await assertPlanPath(out, path);
  const isMarkdown = options.format === 'markdown';
  let checks = '';
  const collector = { write: (text: string) => (checks += text) };
  const aws = await DeployedAws.open(options);
  const checked = isMarkdown ? new Output(false, collector) : output;
  const prepared = await prepareUpload(aws, path, options, checked, out !== undefined);
  const plans = prepared?.plans;
  if (isMarkdown) output.line(markdownOf(describeDeployment(aws), checks, plans, prepared?.withoutFile));
  else if (prepared !== undefined) printPlans(prepared, output);
  if (prepared === undefined || plans === undefined) return 1;
  output.document(plans);
  const isPossible = !plans.some(isImpossible);
  if (out !== undefined && !isPossible)
    throw new CliFailure(`The plan was not saved to ${out}, since it cannot be applied.`, RESOLVE);
  if (out !== undefined) await savePlan(out, { path, ...present({ replaces }) }, prepared);
  if (!isPossible) return 1;
  return options.detailedExitcode && plans.some(hasChanges) ? CHANGES : 0;
}
