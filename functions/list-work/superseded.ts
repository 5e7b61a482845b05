import type { AcceptedFiles } from '../../record-table/accepted-files';
import type { FileReference } from '../../record-table/file-reference';

/**
 * Whether a newer upload has taken a file's place. Uploads of a dataset group take turns, but not always in their order.
 * One that was superseded has nothing to do: the newer one does everything, and must not be undone.
 */
export async function isSuperseded(
  records: AcceptedFiles,
  datasetGroup: string,
  file: FileReference,
): Promise<boolean> {
  const latest = await records.find(datasetGroup);
  return latest !== undefined && (latest.key !== file.key || latest.versionId !== file.versionId);
}
