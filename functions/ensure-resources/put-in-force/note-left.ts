import type { DesiredState } from '../../../lib/parameter-file/desired-state';
import { isDeleting } from '../../../lib/personalize/statuses';
import { label } from '../../../lib/reconciler/inventory';
import type { DeployedAccount } from '../../../lib/reconciler/plan/left-resources';
import { findOwn, isInFile, onRemovalIn } from '../../../lib/reconciler/removal/own-in-account';
import type { OwnResources } from '../../../lib/record-table/own-resources';

export interface LeftServices extends Omit<DeployedAccount, 'records'> {
  readonly ownResources: OwnResources;
}

/**
 * Records the `onRemoval` of each resource that leaves the file, and clears it for resources that the new file has. Called before the new
 * file is put in force, so that an interruption loses nothing.
 * @param before the file in force; undefined if there is none, or if this release cannot read it
 * @returns a line for users about each existing resource that leaves the file
 */
export async function noteLeft(
  datasetGroup: string,
  before: DesiredState | undefined,
  after: DesiredState,
  { ownResources, mayDelete, ...account }: LeftServices,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const own of await ownResources.of(datasetGroup)) {
    if (own.removedBy !== undefined) continue;
    const leaves = before !== undefined && isInFile(before, own) && !isInFile(after, own);
    const onRemoval = isInFile(after, own) ? undefined : leaves ? onRemovalIn(before, own) : own.onRemoval;
    if (onRemoval !== own.onRemoval) await ownResources.noteOnRemoval(datasetGroup, own, onRemoval);
    const found = leaves ? await findOwn(own, account) : undefined;
    if (found === undefined || isDeleting(found.status ?? '')) continue;
    const what =
      mayDelete && onRemoval === 'delete' ? 'it is deleted once all else is ready, unless a campaign uses it' : KEPT;
    lines.push(`${label(own)} has left the file: ${what}`);
  }
  return lines;
}

const KEPT = 'it is kept; `personalize-mlops apply --prune` deletes it';
