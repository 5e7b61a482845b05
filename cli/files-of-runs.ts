import { objectVersions } from '../lib/aws/object-versions';
import { DELETION_WORKFLOW } from '../lib/parameter-file/workflows';
import { fileOf } from '../lib/record-table/file-reference';
import { present } from '../lib/record-table/item';
import { REFUSED_FILE } from '../lib/record-table/progress';
import { UPLOAD_TRIGGER } from '../lib/record-table/run-request';
import type { Run } from '../lib/record-table/runs';
import type { DeployedAws } from './aws';
import { recentRuns } from './runs';

/** True if an upload was refused after its run had begun, so that its file was never in force. */
function wasRefused({ trigger, error }: Run): boolean {
  return trigger === UPLOAD_TRIGGER && REFUSED_FILE.includes(error ?? '');
}

/**
 * Parameter files of the runs of a dataset group, newest run first. `isRefused` is true for the file of an upload that was
 * refused after its run had begun.
 */
export async function filesOfRuns(aws: DeployedAws, datasetGroup: string) {
  // The file of a run that deletes users is a csv, not a parameter file.
  const runs = await recentRuns(
    aws,
    datasetGroup,
    Number.POSITIVE_INFINITY,
    ({ status, workflow }) => status !== 'REFUSED' && workflow !== DELETION_WORKFLOW,
  );
  return runs.flatMap((run) => {
    const file = fileOf(run.file, run.fileVersion, present({ values: run.values }));
    return file?.bucket === aws.names.dataBucket ? [{ ...file, isRefused: wasRefused(run) }] : [];
  });
}

/**
 * True if the object has a version, and no run of the dataset group has used the newest version. Delete markers do not
 * count as versions.
 * @param own ids of the object versions that runs of the dataset group have used
 */
export async function isUnusedByRuns(aws: DeployedAws, key: string, own: ReadonlySet<string>): Promise<boolean> {
  const versionId = await newestVersion(aws, key);
  return versionId !== undefined && !own.has(versionId);
}

/**
 * Id of the newest version of the object. Delete markers do not count as versions. Undefined if the object has no
 * version.
 */
export async function newestVersion({ s3, names }: DeployedAws, key: string): Promise<string | undefined> {
  for await (const version of objectVersions(s3, names.dataBucket, key))
    if (version.key === key && version.etag !== undefined) return version.versionId;
  return undefined;
}
