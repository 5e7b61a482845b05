/**
 * Where what lies in the data bucket. The layout is that of the AWS solution "Maintaining Personalized Experiences with Machine
 * Learning" (v1.5.0), whose folders work here unchanged.
 */

/** Parameter files, and beside them the csv that they import. */
export const TRAIN = 'train/';
/** Where batch jobs read their input and write their output. */
export const BATCH = 'batch/';

/** Where Personalize writes reports of metric attributions. */
export const ATTRIBUTION = 'attribution/';

/** Csv of users whose data Personalize is to delete: `delete/<dataset group>/**.csv`. */
export const DELETE = 'delete/';

export const PARAMETER_FILE_SUFFIX = '.json';
const CSV_SUFFIX = '.csv';

/** `train/**.json`: what else lies in the bucket is data. */
export function isParameterFile({ key }: { readonly key: string }): boolean {
  return key.startsWith(TRAIN) && key.endsWith(PARAMETER_FILE_SUFFIX);
}

/** The dataset group whose users an object names for deletion; undefined if it is not such a csv. */
export function groupOfDeletion(key: string): string | undefined {
  return key.startsWith(DELETE) ? /^([^/]+)\/.*\.csv$/s.exec(key.slice(DELETE.length))?.[1] : undefined;
}

/** Csv of users of a dataset group. */
export function deletionFolder(datasetGroup: string): string {
  return `${DELETE}${datasetGroup}/`;
}

/**
 * Key of the copy that a data deletion job reads, in a bucket of its own: what was checked stays as it is, whatever is uploaded meanwhile.
 * @param run id of the run that deletes
 */
export function deletionCopyKey(datasetGroup: string, run: string): string {
  return `${datasetGroup}/${run}${CSV_SUFFIX}`;
}

/** Default key of a dataset group's parameter file. */
export function usualParameterFileKey(datasetGroup: string): string {
  return `${TRAIN}${datasetGroup}/config.json`;
}

/** The folder of a parameter file, in which its csv lie: `train/eu/shop/config.json` has `train/eu/shop/`. */
export function folderOf(parameterFileKey: string): string {
  return parameterFileKey.slice(0, parameterFileKey.lastIndexOf('/') + 1);
}

/** True if a key is that of a csv file of the dataset: `<folder><csvName>.csv`, or `<folder><csvName>/<any>.csv`. */
export function isCsvOf(folder: string, csvName: string, key: string): boolean {
  const place = `${folder}${csvName}`;
  return key.startsWith(place) && /^(\/[^/]*)?\.csv$/s.test(key.slice(place.length));
}

/** Input and output of all batch jobs of a dataset group. */
export function batchFolder(datasetGroup: string): string {
  return `${BATCH}${datasetGroup}/`;
}

/** Input of the batch jobs of a solution, in Personalize's JSON Lines. */
export function batchInputKey(datasetGroup: string, solution: string): string {
  return `${batchFolder(datasetGroup)}${solution}/job_config.json`;
}

/** @param stamp of the job, which has a folder of its own: `YYYY_MM_DD_HH_MM_SS`, in UTC */
export function batchOutputFolder(datasetGroup: string, solution: string, stamp: string): string {
  return `${batchFolder(datasetGroup)}${solution}/${solution}_${stamp}/`;
}

/** Reports of a dataset group's metric attribution. */
export function attributionFolder(datasetGroup: string): string {
  return `${ATTRIBUTION}${datasetGroup}/`;
}

/** What objects are tagged with that a batch job has written. */
export const BATCH_OUTPUT_TAG = { Key: 'personalize-mlops:content', Value: 'batch-output' };

/**
 * Metadata of an uploaded parameter file: key of the file in force whose place it takes, as `encodeURIComponent` writes it. S3 stores
 * metadata as US-ASCII (S3 user guide, "Working with object metadata", 2026-11).
 */
export const REPLACES_METADATA = 'replaces';
