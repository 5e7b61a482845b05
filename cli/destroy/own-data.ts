import { DATASET_TYPES } from '../../personalize/dataset-types';
import { AcceptedFileRecords } from '../../records/accepted-file';
import type { DeployedAws } from '../aws';
import type { OwnData } from './data';
import type { Remembered } from './destruction-record';
import type { Survey } from './survey';

/** @param remembered what an interrupted destruction has noted */
export async function ownData(
  aws: DeployedAws,
  { datasetGroup, resources }: Survey,
  remembered: Remembered | undefined,
): Promise<OwnData> {
  const files = new AcceptedFileRecords(aws.dynamodb, aws.names.recordTable);
  const otherFiles: string[] = [];
  for (const other of await aws.tasks.datasetGroups()) {
    const file = other === datasetGroup ? undefined : await files.find(other);
    if (file !== undefined) otherFiles.push(file.key);
  }
  const types = new Set(resources.map(({ summary }) => summary.datasetType));
  const csvNames = Object.values(DATASET_TYPES)
    .filter(({ datasetType, csvName }) => types.has(datasetType) || remembered?.csvNames.includes(csvName))
    .map(({ csvName }) => csvName);
  return {
    datasetGroup,
    file: (await files.find(datasetGroup))?.key ?? remembered?.file,
    csvNames,
    otherFiles,
  };
}
