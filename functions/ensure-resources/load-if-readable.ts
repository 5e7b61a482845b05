import { isGone } from '../../lib/aws/data-bucket';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import type { FileReference } from '../../lib/record-table/file-reference';
import { InvalidParameterFile } from '../shared/errors';

/** @returns undefined if this release cannot read the file, or if the file's version is deleted */
export async function loadIfReadable(
  file: FileReference,
  load: (file: FileReference) => Promise<DesiredState>,
): Promise<DesiredState | undefined> {
  try {
    return await load(file);
  } catch (error) {
    if (error instanceof InvalidParameterFile || isGone(error)) return undefined;
    throw error;
  }
}
