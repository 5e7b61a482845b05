import { folderOf } from '../../aws/data-bucket-layout';
import type { AcceptedFile } from '../../record-table/accepted-files';
import { type RefusedPlace, refusedUnder } from '../../record-table/refused-files';
import type { Run } from '../../record-table/runs';
import type { DeployedAws } from '../aws';
import { recentRuns } from '../runs';

/**
 * The newest runs of a dataset group, and the refusals of files that name it, or that lie in the folder of its parameter file. Of a
 * name without a parameter file, those too that are filed under it.
 * @param file the group's, if one was accepted
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
    // A group of the folder's name has runs of its own there.
    (folder === undefined ? run.datasetGroup === datasetGroup : folderOf(run.file) === folder);
  const filed = new Set([
    datasetGroup,
    ...(file === undefined ? [] : [refusedUnder(file.key)]),
    ...places.filter(({ namedGroup }) => namedGroup === datasetGroup).map(({ filedUnder }) => filedUnder),
  ]);
  const found: Run[] = [];
  for (const partition of filed) {
    const runs = await recentRuns(aws, partition, limit);
    found.push(
      ...runs.filter((run) => (run.status === 'REFUSED' ? isOurs(run) : partition === datasetGroup)),
    );
  }
  return found.sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1)).slice(0, limit);
}
