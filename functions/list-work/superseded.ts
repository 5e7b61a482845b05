import type { AcceptedFiles } from '../../record-table/accepted-files';
import type { FileReference } from '../../record-table/file-reference';

/**
 * Whether a newer upload has superseded a file. Uploads of a dataset group run one after the other, but not always in their
 * order. A superseded one has nothing to do: the newer one does the work, and must not be undone.
 */
export async function isSuperseded(
  records: AcceptedFiles,
  datasetGroup: string,
  file: FileReference,
): Promise<boolean> {
  const latest = await records.find(datasetGroup);
  return latest !== undefined && (latest.key !== file.key || latest.versionId !== file.versionId);
}
