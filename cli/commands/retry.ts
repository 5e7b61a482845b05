import { UPLOAD_WORKFLOW } from '../../lib/parameter-file/workflows';
import { knownRefusal, refusedAgain, unfitItems } from '../../lib/reconciler/resource-types/known-refusals';
import { referenceOf, uriOf } from '../../lib/record-table/file-reference';
import { RETRY_TRIGGER, type RunRequest } from '../../lib/record-table/run-request';
import { printable } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import { fileInForce } from '../file-in-force';
import { isApplied } from '../follow/follow';
import type { AwsOptions, FollowOptions } from '../options';
import { Output } from '../output';
import { checksInForce } from '../recorded-checks';
import { type StartedRun, startRun } from '../start-run';

/**
 * Starts a run of the parameter file in force, as if the file were uploaded again. Follows the run, unless `--no-wait`
 * is given.
 * @returns exit status: 1 if the run fails, or an upload supersedes it
 * @throws CliFailure if the dataset group has no file in force, or the run does not begin
 */
export async function retry(datasetGroup: string, options: AwsOptions & FollowOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const file = referenceOf(await fileInForce(aws, datasetGroup));
  const request: RunRequest = { datasetGroup, workflow: UPLOAD_WORKFLOW, trigger: RETRY_TRIGGER, file };
  for (const line of await refusals(aws, datasetGroup)) output.line(`${output.colors.yellow('warning')} ${line}`);
  const what = `The parameter file in force, ${printable(uriOf(file))}, version ${file.versionId},`;
  const print = (started: StartedRun) => output.document({ datasetGroup, file, ...started });
  const runs = await startRun(aws, request, what, options, output, print);
  return runs.every(isApplied) ? 0 : 1;
}

/**
 * Warnings about data that the run would refuse: data that an earlier check has refused, and new csv of items, if too
 * many interactions are with items that these csv lack.
 */
async function refusals(aws: DeployedAws, datasetGroup: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { dataset, step, checks } of (await checksInForce(aws, datasetGroup))?.datasets ?? []) {
    const check = await knownRefusal(step, checks);
    if (check !== undefined) lines.push(`${dataset.csvName}: ${refusedAgain(datasetGroup, dataset.csvName, check)}.`);
    const unfit = await unfitItems(step);
    if (unfit !== undefined) lines.push(unfit);
  }
  return lines;
}
