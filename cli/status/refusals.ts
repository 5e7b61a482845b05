import { folderOf } from '../../aws/data-bucket-layout';
import type { AcceptedFile } from '../../record-table/accepted-files';
import { type RefusedPlace, refusedUnder } from '../../record-table/refused-files';
import type { Run } from '../../record-table/runs';
import type { DeployedAws } from '../aws';

import { recentRuns } from '../runs';

/**
 * The newest runs of a dataset group, and the refusals of files that name it, or that are in the folder of its parameter file.
 * For a name without a parameter file, also the refusals in the folder of that name.
 * @param file the group's accepted file, if any
 */
export async function runsAndRefusals(
  aws: DeployedAws,
  datasetGroup: string,
  { file, places }: { readonly file: AcceptedFile | undefined; readonly places: readonly RefusedPlace[] },
  limit: number,
): Promise<readonly Run[]> {
  const folder = file && `s3://${file.bucket}/${folderOf(file.key)}`;
  const isOurs = (run: Run) =>
    run.namedGroup === datasetGroup ||
    // A dataset group with the folder's name has its own runs in this partition.
    (folder === undefined ? run.datasetGroup === datasetGroup : folderOf(run.file) === folder);
  const filed = new Set([
    datasetGroup,
    ...(file === undefined ? [] : [refusedUnder(file.key)]),
    ...places.filter(({ namedGroup }) => namedGroup === datasetGroup).map(({ filedUnder }) => filedUnder),
  ]);
  const found: Run[] = [];
  for (const partition of filed) {
    const runs = await recentRuns(aws, partition, limit);
    found.push(...runs.filter((run) => (run.status === 'REFUSED' ? isOurs(run) : partition === datasetGroup)));
  }
  return found.sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1)).slice(0, limit);
}
