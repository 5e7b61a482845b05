import type { FileInForce } from '../lib/record-table/files-in-force';
import type { DeployedAws } from './aws';
import { CliFailure } from './failure';

/** @throws CliFailure if the dataset group has no parameter file in force */
export async function fileInForce(aws: DeployedAws, datasetGroup: string): Promise<FileInForce> {
  const file = await aws.filesInForce.find(datasetGroup);
  if (file === undefined) throw noFileInForce(datasetGroup);
  return file;
}

/** Failure for a file in force that cannot be read. */
export function unreadable({ key }: FileInForce, datasetGroup: string): CliFailure {
  return new CliFailure(
    `${key}, in force for dataset group '${datasetGroup}', cannot be read: this version was deleted, or is invalid in this release.`,
    'Upload the file again: personalize-mlops apply FOLDER',
  );
}

export function noFileInForce(datasetGroup: string): CliFailure {
  return new CliFailure(
    `Dataset group '${datasetGroup}' has no parameter file in force.`,
    'Send one: `personalize-mlops apply`. `personalize-mlops status` lists the dataset groups.',
  );
}
