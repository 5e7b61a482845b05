import { DATASET_TYPES } from '../../personalize/dataset-types';
import type { Remembered } from '../../record-table/destructions';
import type { DeployedAws } from '../aws';
import type { OwnData } from './data';
import type { LastFile } from './last-file';
import type { Survey } from './survey';

/**
 * @param remembered progress of an interrupted destruction
 * @param last names from the group's parameter file
 */
export async function ownData(
  aws: DeployedAws,
  { datasetGroup, resources }: Survey,
  remembered: Remembered | undefined,
  last: LastFile | undefined,
): Promise<OwnData> {
  const otherFiles: string[] = [];
  for (const other of await aws.datasetGroups.names()) {
    const file = other === datasetGroup ? undefined : await aws.acceptedFiles.find(other);
    if (file !== undefined) otherFiles.push(file.key);
  }
  const file = last?.isAccepted ? last.key : (remembered?.file ?? last?.key);
  const types = new Set(resources.map(({ summary }) => summary.datasetType));
  const named = new Set([...(remembered?.csvNames ?? []), ...(last?.key === file ? (last?.csvNames ?? []) : [])]);
  const csvNames = Object.values(DATASET_TYPES)
    .filter(({ datasetType, csvName }) => types.has(datasetType) || named.has(csvName))
    .map(({ csvName }) => csvName);
  return { datasetGroup, file, csvNames, otherFiles };
}
