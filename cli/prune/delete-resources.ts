import { REMOVAL_WORKFLOW } from '../../lib/parameter-file/workflows';
import { referenceOf } from '../../lib/record-table/file-reference';
import { PRUNE_TRIGGER } from '../../lib/record-table/run-request';
import { plural } from '../../lib/text/format';
import type { DeployedAws } from '../aws';
import { CliFailure } from '../failure';
import type { FinishedRun } from '../follow/run-source';
import type { FollowOptions } from '../options';
import type { Output } from '../output';
import { type StartedRun, startRun } from '../start-run';
import type { Sent } from '../upload/send';
import type { Deletions } from './deletions';

/** A run that deletes resources. */
export interface RemovalRun extends Omit<StartedRun, 'runs'> {
  readonly datasetGroup: string;
  /** ARNs of the resources. */
  readonly resources: readonly string[];
}

/**
 * Starts the runs that delete the resources and, unless `--no-wait` is given, follows them.
 * @param versions version of each parameter file for which the deletions were approved: sent, in progress, or in force already
 * @throws CliFailure if a parameter file is no longer in force, or not in this version
 */
export async function deleteResources(
  aws: DeployedAws,
  deletions: readonly Deletions[],
  versions: readonly Sent[],
  options: FollowOptions & { readonly by: string },
  output: Output,
): Promise<{ readonly removals: readonly RemovalRun[]; readonly runs: readonly FinishedRun[] }> {
  const removals: RemovalRun[] = [];
  const runs: FinishedRun[] = [];
  for (const { datasetGroup, key, resources } of deletions) {
    const inForce = await aws.filesInForce.find(datasetGroup);
    const version = versions.find((each) => each.key === key)?.versionId;
    if (inForce?.key !== key || inForce.versionId !== version)
      throw new CliFailure(
        `Nothing of dataset group '${datasetGroup}' was deleted: this version of the parameter file is not in force.`,
        'Run `apply` again: it makes a new list of deletions.',
      );
    const arns = resources.map(({ arn }) => arn);
    const request = {
      datasetGroup,
      workflow: REMOVAL_WORKFLOW,
      trigger: PRUNE_TRIGGER,
      file: referenceOf(inForce),
      removal: { resources: arns, by: options.by },
    };
    const what = `The deletion of ${plural(arns.length, 'resource')} of dataset group '${datasetGroup}'`;
    const { runs: ended, ...started } = await startRun(aws, request, what, options, output);
    removals.push({ datasetGroup, resources: arns, ...started });
    runs.push(...ended);
  }
  return { removals, runs };
}
