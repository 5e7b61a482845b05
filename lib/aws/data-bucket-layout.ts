/**
 * Layout of the data bucket. Its folders `train/` and `batch/` are those of the AWS solution "Maintaining Personalized Experiences with
 * Machine Learning" (v1.5.0), so the files of that solution work here unchanged.
 */

/** Folder of parameter files and of the csv that they import. */
export const TRAIN = 'train/';
/** Folder of the input and output of batch jobs. */
export const BATCH = 'batch/';

/** Folder in which Personalize writes reports of metric attributions. */
export const ATTRIBUTION = 'attribution/';

/** Folder of csv with users whose data Personalize deletes: `delete/<dataset group>/**.csv`. */
export const DELETE = 'delete/';

export const PARAMETER_FILE_SUFFIX = '.json';
const CSV_SUFFIX = '.csv';

/** True for `train/**.json`. Everything else in the bucket is data. */
export function isParameterFile({ key }: { readonly key: string }): boolean {
  return key.startsWith(TRAIN) && key.endsWith(PARAMETER_FILE_SUFFIX);
}

/**
 * True for a key whose suffix is a misspelled `.json` (in `train/`) or `.csv` (in `delete/`): `train/shop/config.JSON`,
 * `delete/shop/users.csv.txt`. Such an object starts no run.
 */
export function isMisnamed(key: string): boolean {
  if (key.startsWith(TRAIN)) return /\.(?:jsn|json[c5]?(?:\.txt)?)$/i.test(key) && !key.endsWith(PARAMETER_FILE_SUFFIX);
  return key.startsWith(DELETE) && /\.csv(?:\.txt)?$/i.test(key) && !key.endsWith(CSV_SUFFIX);
}

/** Dataset group of a csv of users to delete; undefined unless the key is `delete/<dataset group>/**.csv`. */
export function groupOfDataDeletion(key: string): string | undefined {
  return key.startsWith(DELETE) ? /^([^/]+)\/.*\.csv$/s.exec(key.slice(DELETE.length))?.[1] : undefined;
}

/** Folder for csv of users to delete from a dataset group. */
export function dataDeletionFolder(datasetGroup: string): string {
  return `${DELETE}${datasetGroup}/`;
}

/**
 * Key of the copy of a checked csv, in the bucket for data deletions. The data deletion job reads the copy, so later uploads do not matter.
 * @param run id of the run that deletes
 */
export function dataDeletionCopyKey(datasetGroup: string, run: string): string {
  return `${datasetGroup}/${run}${CSV_SUFFIX}`;
}

/** Default key of a dataset group's parameter file. */
export function usualParameterFileKey(datasetGroup: string): string {
  return `${TRAIN}${datasetGroup}/config.json`;
}

/** The folder of a parameter file and its csv: `train/eu/shop/` for `train/eu/shop/config.json`. */
export function folderOf(parameterFileKey: string): string {
  return parameterFileKey.slice(0, parameterFileKey.lastIndexOf('/') + 1);
}

/** True for the key of a csv file of the dataset: `<folder><csvName>.csv`, or `<folder><csvName>/<any>.csv`. */
export function isCsvOf(folder: string, csvName: string, key: string): boolean {
  const place = `${folder}${csvName}`;
  return key.startsWith(place) && /^(\/[^/]*)?\.csv$/s.test(key.slice(place.length));
}

/** Folder with the input and output of all batch jobs of a dataset group. */
export function batchFolder(datasetGroup: string): string {
  return `${BATCH}${datasetGroup}/`;
}

/** Key of the input of a solution's batch jobs, in Personalize's JSON Lines. */
export function batchInputKey(datasetGroup: string, solution: string): string {
  return `${batchFolder(datasetGroup)}${solution}/job_config.json`;
}

/**
 * Folder of a batch job's output.
 * @param stamp time of the job as `YYYY_MM_DD_HH_MM_SS`, in UTC
 */
export function batchOutputFolder(datasetGroup: string, solution: string, stamp: string): string {
  return `${batchFolder(datasetGroup)}${solution}/${solution}_${stamp}/`;
}

/** Folder of reports of a dataset group's metric attribution. */
export function attributionFolder(datasetGroup: string): string {
  return `${ATTRIBUTION}${datasetGroup}/`;
}

/** Tag of objects that a batch job has written. */
export const BATCH_OUTPUT_TAG = { Key: 'personalize-mlops:content', Value: 'batch-output' };

/**
 * Name of metadata on an uploaded parameter file. The value is the key of the parameter file that the upload replaces, encoded by
 * `encodeURIComponent`, because S3 stores metadata as US-ASCII (S3 user guide, "Working with object metadata", 2026-11).
 */
export const REPLACES_METADATA = 'replaces';
