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

/** Runs of `apply`: the removal runs that it has started, and all runs that it has followed to their end. */
export interface Ended {
  readonly removals: RemovalRun[];
  readonly runs: FinishedRun[];
}

/** A run that deletes resources. */
export interface RemovalRun extends Omit<StartedRun, 'runs' | 'error'> {
  readonly datasetGroup: string;
  /** ARNs of the resources. */
  readonly resources: readonly string[];
}

/**
 * Maximum number of resources that one run deletes. With this limit, the run's request fits into the input of an
 * execution, which has at most 256 KB.
 */
const AT_ONCE = 1000;

/**
 * Starts the runs that delete the resources and, unless `--no-wait` is given, follows them.
 * @param versions the version of each parameter file that must be in force. It was just sent, or its run was in
 * progress, or it was in force already
 * @param ended this function adds the started runs to `removals` and the ended runs to `runs`
 * @throws CliFailure if a parameter file is no longer in force, or if another version of it is in force
 * @throws FollowFailure if a run is followed, but does not begin or cannot be polled
 */
export async function deleteResources(
  aws: DeployedAws,
  deletions: readonly Deletions[],
  versions: readonly Sent[],
  options: FollowOptions & { readonly by: string },
  { removals, runs }: Ended,
  output: Output,
): Promise<void> {
  for (const { datasetGroup, key, resources } of deletions) {
    const inForce = await aws.filesInForce.find(datasetGroup);
    const version = versions.find((each) => each.key === key)?.versionId;
    if (inForce?.key !== key || inForce.versionId !== version)
      throw new CliFailure(
        `Nothing of dataset group '${datasetGroup}' was deleted: this version of the parameter file is not in force.`,
        'Run `apply` again: it makes a new list of deletions.',
      );
    for (let begun = 0; begun < resources.length; begun += AT_ONCE) {
      const arns = resources.slice(begun, begun + AT_ONCE).map(({ arn }) => arn);
      const request = {
        datasetGroup,
        workflow: REMOVAL_WORKFLOW,
        trigger: PRUNE_TRIGGER,
        file: referenceOf(inForce),
        removal: { resources: arns, by: options.by },
      };
      const what = `The deletion of ${plural(arns.length, 'resource')} of dataset group '${datasetGroup}'`;
      const finished = await startRun(aws, request, what, options, output, ({ run, execution, runs: ended }) => {
        removals.push({ datasetGroup, resources: arns, run, execution });
        runs.push(...ended);
      });
      // After a failure, do not start the next run: its resources, such as solutions, can perhaps be deleted only after
      // the resources of the failed run.
      if (finished.some(({ status }) => status === 'FAILED')) break;
    }
  }
}
