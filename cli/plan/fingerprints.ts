import { createHash } from 'node:crypto';
import { CsvTooDeep, DataBucketReader, type DataLocation } from '../../lib/aws/data-bucket';
import { folderOf } from '../../lib/aws/data-bucket-layout';
import { undefinedOn } from '../../lib/aws/undefined-on';
import { cutText } from '../../lib/text/format';
import packageJson from '../../package.json';
import type { DeployedAws } from '../aws';
import type { FileChanges } from '../changed-files';
import type { ValidFile } from '../source';

/** Maximum number of characters of a fingerprint in a message. */
const SHOWN = 40;

/** Inputs from which plans are made. */
export interface PlanInputs {
  readonly aws: DeployedAws;
  readonly parameterFiles: readonly ValidFile[];
  /** The same parameter files, compared with the bucket. */
  readonly files: FileChanges;
  /** Csv files and input files of batch jobs, compared with the bucket. */
  readonly data: FileChanges;
}

/** Fingerprints by the name of the input. A fingerprint is a text that changes when the input changes. */
export type Fingerprints = Readonly<Record<string, string>>;

/**
 * Fingerprints of the inputs of a plan. Resources of Personalize have none: a saved plan has lines about them instead,
 * which `apply` compares.
 */
export async function fingerprintsOf({ aws, parameterFiles, files, data }: PlanInputs): Promise<Fingerprints> {
  const bucket = aws.names.dataBucket;
  const local = [files, data].flatMap(({ changed, unchanged }) => [...changed, ...unchanged]);
  const reader = new DataBucketReader(aws.s3, bucket);
  const prints: Record<string, string> = {
    'the release of the command': packageJson.version,
    ...(aws.names.release && { 'the release of the deployment': aws.names.release }),
  };
  for (const { path, sha256 } of local) prints[`the file ${path}`] = sha256;
  for (const { key, condition } of [...files.changed, ...files.unchanged])
    prints[`s3://${bucket}/${key}`] = condition.IfMatch ?? 'missing';
  for (const file of parameterFiles) {
    const group = file.state.datasetGroup.name;
    const inForce = await aws.filesInForce.find(group);
    if (inForce) prints[`the file in force of dataset group '${group}'`] = `${inForce.key} ${inForce.versionId}`;
    // Only a digest is kept, because values of placeholders may be confidential.
    if (file.values) prints[`the values of placeholders in ${file.path}`] = digestOf(file.values);
    for (const location of await locationsOf(file, reader))
      for (const [key, etag] of location?.contents ?? []) prints[`s3://${bucket}/${key}`] = etag;
  }
  return prints;
}

/** One line of text for each difference between two sets of fingerprints. */
export function differencesOf(before: Fingerprints, after: Fingerprints): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => differenceOf(name, before[name], after[name]));
}

function differenceOf(name: string, before: string | undefined, after: string | undefined): readonly string[] {
  if (before === after) return [];
  if (before === undefined) return [`${name} is new`];
  if (after === undefined) return [`${name} is gone`];
  return [`${name} has changed: ${cutText(before, SHOWN)} -> ${cutText(after, SHOWN)}`];
}

function digestOf(values: object): string {
  const sorted = Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

/**
 * Locations in the bucket from which jobs of the parameter file read. Undefined for a location without objects, and for
 * a dataset with csv in sub-folders.
 */
function locationsOf(
  { key, state }: ValidFile,
  bucket: DataBucketReader,
): Promise<readonly (DataLocation | undefined)[]> {
  const group = state.datasetGroup.name;
  const withJobs = state.solutions.filter(
    ({ batchInferenceJobs, batchSegmentJobs }) => batchInferenceJobs.length + batchSegmentJobs.length > 0,
  );
  return Promise.all([
    // A dataset with csv in sub-folders is ignored here, because the plan itself reports such csv.
    ...state.datasets.map(({ csvName }) => undefinedOn(bucket.csv(folderOf(key), csvName), CsvTooDeep)),
    ...withJobs.map(({ solution }) => bucket.batchInput(group, solution.name)),
  ]);
}
