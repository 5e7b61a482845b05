import { foreseenFiles } from '../../reconciler/plan/foreseen-bucket';
import { makePlan } from '../../reconciler/plan/make-plan';
import { count, type Plan } from '../../reconciler/plan/plan';
import { DeployedAws } from '../aws';
import type { AwsOptions } from '../options';
import { Output } from '../output';
import { printPlan } from '../plan/print-plan';
import { changesOf } from '../upload/changes';
import { refuseInvalid } from '../upload/refuse-invalid';
import { readSource } from '../upload/source';

/** Exit status of `--detailed-exitcode` when there is something to do; Terraform's. */
const CHANGES = 2;

/** @returns exit status: 1 if a file is invalid or an upload would fail */
export async function plan(
  path: string,
  options: AwsOptions & { readonly detailedExitcode: boolean },
): Promise<number> {
  const output = new Output(options.json);
  const source = await readSource(path);
  const accepted = refuseInvalid(source, output);
  if (accepted === undefined) return 1;
  const aws = await DeployedAws.open(options);
  const { changed } = await changesOf(aws.s3, aws.names.dataBucket, source.data);
  const uploads = foreseenFiles(changed, aws.now());
  const plans: Plan[] = [];
  for (const file of accepted) plans.push(await makePlan(file, aws, uploads));
  for (const made of plans) printPlan(made, output);
  output.document(plans);
  const total = (action: Parameters<typeof count>[1]) =>
    plans.reduce((sum, made) => sum + count(made, action), 0);
  if (total('conflict') + total('blocked') > 0) return 1;
  const changes = total('create') + total('update') + total('delete');
  return options.detailedExitcode && changes > 0 ? CHANGES : 0;
}
