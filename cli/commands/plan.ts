import { hasChanges, isImpossible } from '../../lib/reconciler/plan/plan';
import type { AwsOptions, DataOptions, ValueOptions } from '../options';
import { Output } from '../output';
import { prepareUpload } from '../prepare-upload';

interface PlanOptions extends AwsOptions, DataOptions, ValueOptions {
  readonly detailedExitcode: boolean;
}

/** Exit status of `--detailed-exitcode` if there are changes, as in Terraform. */
const CHANGES = 2;

/** @returns exit status: 1 if a file is invalid or its run would fail */
export async function plan(path: string, options: PlanOptions): Promise<number> {
  const output = new Output(options.json);
  const prepared = await prepareUpload(path, options, output, false);
  if (prepared === undefined) return 1;
  const { plans } = prepared;
  output.document(plans);
  if (plans.some(isImpossible)) return 1;
  return options.detailedExitcode && plans.some(hasChanges) ? CHANGES : 0;
}
