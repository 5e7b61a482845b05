import { CsvTooDeep } from '../../aws/data-bucket';
import { folderOf } from '../../aws/data-bucket-layout';
import { ForeseenBucket } from '../../reconciler/plan/foreseen-bucket';
import type { DeployedAws } from '../aws';
import type { DigestedFile } from '../changed-files';
import type { AcceptedFile } from '../prepare-upload';

/**
 * Datasets whose import will fail because they have no csv file, neither on this machine nor in the data bucket.
 * @param uploads data that is sent before the parameter files
 * @returns keys of the parameter files, and what is missing, where, and what to do
 */
export async function missingCsv(aws: DeployedAws, files: readonly AcceptedFile[], uploads: readonly DigestedFile[]) {
  const bucket = new ForeseenBucket(aws.s3, aws.names.dataBucket, uploads, new Date(aws.now()));
  const missing: { key: string; dataset: string; message: string }[] = [];
  for (const { key, state } of files) {
    const folder = folderOf(key);
    for (const { csvName, dataset } of state.datasets) {
      const problem = await problemOf(bucket, folder, csvName);
      if (problem === undefined) continue;
      const message = `The ${csvName} dataset '${dataset.name}' of dataset group '${state.datasetGroup.name}': ${problem}`;
      missing.push({ key, dataset: dataset.name, message });
    }
  }
  return missing;
}

/** @returns undefined if the dataset has csv files */
async function problemOf(bucket: ForeseenBucket, folder: string, csvName: string): Promise<string | undefined> {
  try {
    if ((await bucket.csv(folder, csvName)) !== undefined) return undefined;
    return `no csv found on this machine or in the data bucket; expected ${bucket.csvPlaces(folder, csvName)}. Its import will fail. Put ${csvName}.csv beside the parameter file and upload again, or remove the dataset from the file.`;
  } catch (error) {
    if (!(error instanceof CsvTooDeep)) throw error;
    return `${error.message} Its import will fail. Move them up, or remove them.`;
  }
}
