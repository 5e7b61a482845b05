import { isDeleting } from '../../lib/personalize/statuses';
import { label } from '../../lib/reconciler/inventory';
import { isKept, type LeftResource, reasonToKeep } from '../../lib/reconciler/plan/left-resources';
import { canAsk, type YesOptions } from '../confirmation';
import type { FollowOptions } from '../options';
import type { Output } from '../output';
import type { PreparedUpload } from '../prepare-upload';

/** Resources of a dataset group to delete after its parameter file was applied. */
export interface Deletions {
  readonly datasetGroup: string;
  /** Key of the parameter file. */
  readonly key: string;
  readonly resources: readonly LeftResource[];
}

export interface PruneOptions extends YesOptions, Pick<FollowOptions, 'wait'> {
  /** True to delete everything that this deployment created and that is no longer in the files. */
  readonly prune: boolean;
  /** Name of the person who confirms deletions. Default: the user name on this machine. */
  readonly by?: string;
}

/**
 * Resources to delete after a confirmation, except those that the uploads delete. With `--prune`, these are all
 * resources removed from the files, including those that are being deleted already. Without `--prune`, they are the
 * resources with `onRemoval: delete`, if the command asks and waits for the runs. Resources that a remaining campaign
 * uses, and resources that wait for a new campaign (`waitsFor`), are left out.
 * @param isReviewed true for a saved plan. With a saved plan, resources are deleted only if `--prune` is given
 */
export function deletionsOf(
  { plans, parameterFiles }: PreparedUpload,
  options: PruneOptions,
  isReviewed: boolean,
): readonly Deletions[] {
  const isAsked = canAsk(options) && !options.yes && options.wait && !isReviewed;
  const deletions = plans.map(({ datasetGroup, notInFile }, index) => {
    const chosen = notInFile.filter(
      (each) =>
        each.isDeletedByUpload ||
        // A resource that waits for a new campaign may still serve in place of this campaign, so the resource is always
        // kept.
        (each.waitsFor === undefined && (options.prune || (isAsked && each.onRemoval === 'delete' && isKept(each)))),
    );
    const resources = chosen.filter((each) => !each.isDeletedByUpload && reasonToKeep(each, chosen) === undefined);
    return { datasetGroup, key: parameterFiles[index]?.key ?? '', resources };
  });
  return deletions.filter(({ resources }) => resources.length > 0);
}

export function printDeletions(deletions: readonly Deletions[], output: Output): void {
  if (deletions.length === 0) return;
  output.line('To be deleted:');
  for (const { resources } of deletions)
    for (const each of resources) {
      const note = isDeleting(each.status) ? ` (${each.status})` : '';
      output.line(`  ${output.colors.red('-')} ${label(each)}${note}`);
    }
}
