import { paginateQuery } from '@aws-sdk/client-dynamodb';
import { folderOf } from '../../aws/data-bucket-layout';
import type { AcceptedFile } from '../../record-table/accepted-file';
import { DESTROYED_GROUPS, type DestroyedGroup, destroyedGroupOf } from '../../record-table/destroyed-group';
import {
  REFUSED_FILES,
  type RefusedPlace,
  refusedPlaceOf,
  refusedUnder,
} from '../../record-table/refused-file';
import type { DeployedAws } from '../aws';
import { type Run, recentRuns } from '../runs';

/** Where files were refused, as far as the history goes back. */
export async function refusedPlaces(aws: DeployedAws): Promise<readonly RefusedPlace[]> {
  return (await listed(aws, REFUSED_FILES)).map(refusedPlaceOf);
}

/** Dataset groups that were destroyed, as far as the history goes back. */
export async function destroyedGroups(aws: DeployedAws): Promise<readonly DestroyedGroup[]> {
  return (await listed(aws, DESTROYED_GROUPS)).map(destroyedGroupOf);
}

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

async function listed(aws: DeployedAws, partition: string) {
  const pages = paginateQuery(
    { client: aws.dynamodb },
    {
      TableName: aws.names.recordTable,
      ConsistentRead: true,
      KeyConditionExpression: '#group = :group',
      ExpressionAttributeNames: { '#group': 'datasetGroup' },
      ExpressionAttributeValues: { ':group': { S: partition } },
    },
  );
  const items = [];
  for await (const { Items: page = [] } of pages) items.push(...page);
  return items;
}
