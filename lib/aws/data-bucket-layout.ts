/**
 * Layout of the data bucket. The AWS solution "Maintaining Personalized Experiences with Machine Learning" (v1.5.0) has the same folders
 * `train/` and `batch/`, so files for that solution work here unchanged.
 */

/** Folder for parameter files and the csv files that they import. */
export const TRAIN = 'train/';
/** Folder for the input and output of batch jobs. */
export const BATCH = 'batch/';

/** Folder in which Personalize writes reports of metric attributions. */
export const ATTRIBUTION = 'attribution/';

/** Folder for csv files that list users whose data Personalize must delete: `delete/<dataset group>/**.csv`. */
export const DELETE = 'delete/';

export const PARAMETER_FILE_SUFFIX = '.json';
const CSV_SUFFIX = '.csv';

/** True for a key of the form `train/**.json`. All other objects in the bucket are data. */
export function isParameterFile({ key }: { readonly key: string }): boolean {
  return key.startsWith(TRAIN) && key.endsWith(PARAMETER_FILE_SUFFIX);
}

/**
 * True for a key that ends in a misspelled `.json` (in `train/`) or a misspelled `.csv` (in `delete/`). Examples: `train/shop/config.JSON`,
 * `delete/shop/users.csv.txt`. An object with such a key starts no run.
 */
export function isMisnamed(key: string): boolean {
  if (key.startsWith(TRAIN)) return /\.(?:jsn|json[c5]?(?:\.txt)?)$/i.test(key) && !key.endsWith(PARAMETER_FILE_SUFFIX);
  return key.startsWith(DELETE) && /\.csv(?:\.txt)?$/i.test(key) && !key.endsWith(CSV_SUFFIX);
}

/**
 * Dataset group in the key of a csv file with users to delete. The key has the form `delete/<dataset group>/**.csv`; any other key gives
 * undefined.
 */
export function groupOfDataDeletion(key: string): string | undefined {
  return key.startsWith(DELETE) ? /^([^/]+)\/.*\.csv$/s.exec(key.slice(DELETE.length))?.[1] : undefined;
}

/** Folder for csv files with users to delete from a dataset group. */
export function dataDeletionFolder(datasetGroup: string): string {
  return `${DELETE}${datasetGroup}/`;
}

/**
 * Key, in the bucket for data deletions, of a copy of a checked csv file. The data deletion job reads this copy, so a later upload of the
 * csv file does not affect the job.
 * @param run id of the run that creates the job
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

/** Key of the input file of a solution's batch jobs. The file is in Personalize's JSON Lines format. */
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

/** Folder with the reports of a dataset group's metric attribution. */
export function attributionFolder(datasetGroup: string): string {
  return `${ATTRIBUTION}${datasetGroup}/`;
}

/** Tag of objects that a batch job has written. */
export const BATCH_OUTPUT_TAG = { Key: 'personalize-mlops:content', Value: 'batch-output' };

/**
 * Name of an S3 metadata entry of an uploaded parameter file. The entry's value is the key of the parameter file that the upload replaces.
 * The key is encoded by `encodeURIComponent`, because S3 stores metadata as US-ASCII (S3 user guide, "Working with object metadata",
 * 2026-11).
 */
export const REPLACES_METADATA = 'replaces';
