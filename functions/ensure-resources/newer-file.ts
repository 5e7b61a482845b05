import type { DesiredState } from '../../lib/parameter-file/desired-state';
import type { FileReference } from '../../lib/record-table/file-reference';
import { type FilesInForce, isSameVersion } from '../../lib/record-table/files-in-force';
import type { Records } from '../shared/records';
import { loadIfReadable } from './load-if-readable';

/**
 * @returns the state of the file in force; undefined if no file is in force, if the run's own file is in force, or if
 * the file in force cannot be read
 */
export async function newerFile(
  datasetGroup: string,
  file: FileReference,
  filesInForce: FilesInForce,
  load: (file: FileReference) => Promise<DesiredState>,
): Promise<DesiredState | undefined> {
  const inForce = await filesInForce.find(datasetGroup);
  return inForce === undefined || isSameVersion(inForce, file) ? undefined : loadIfReadable(inForce, load);
}

/** True if the run's file is not in force, or if an upload waits to replace it. */
export async function isSuperseded(
  { datasetGroup, file }: { readonly datasetGroup: string; readonly file: FileReference },
  { filesInForce, waitingUploads }: Pick<Records, 'filesInForce' | 'waitingUploads'>,
): Promise<boolean> {
  const inForce = await filesInForce.find(datasetGroup);
  if (inForce === undefined || !isSameVersion(inForce, file)) return true;
  return (await waitingUploads.find(datasetGroup, inForce)) !== undefined;
}
