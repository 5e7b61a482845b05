import { readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describeTooDeep } from '../lib/aws/data-bucket';
import { BATCH, batchInputKey, isCsvOf, TRAIN } from '../lib/aws/data-bucket-layout';
import { type DesiredState, desiredState } from '../lib/parameter-file/desired-state';
import { parseJson } from '../lib/parameter-file/json-document';
import { isJsonObject, type JsonValue, member } from '../lib/parameter-file/json-value';
import type { Values } from '../lib/parameter-file/placeholders';
import type { Finding } from '../lib/parameter-file/problem';
import { type ContentInForce, type Validation, validateUpload } from '../lib/parameter-file/validate';
import { COMPRESSED } from '../lib/personalize/data-rules/rules';
import { DATASET_TYPES } from '../lib/personalize/dataset-types';
import { printable } from '../lib/text/format';
import { filesBelow, hasFile, isFile } from './files-below';

/**
 * Rules for the folder of a parameter file, by name. Only the command checks these rules. `demands` is one sentence for
 * docs/parameter-file.md.
 */
export const FOLDER_RULES = {
  'csv-in-sub-folder': {
    severity: 'error',
    demands: 'Csv files are not in sub-folders: Personalize does not import from those.',
  },
  'compressed-csv': {
    severity: 'error',
    demands: 'Files are not compressed: Personalize does not read compressed files.',
  },
  'missing-csv': {
    severity: 'warning',
    demands: 'Either all datasets have csv beside the parameter file, or none has.',
  },
  'stray-csv': {
    severity: 'warning',
    demands: 'Each csv file beside the parameter file has the name of one of its datasets.',
  },
  'incremental-csv': {
    severity: 'warning',
    demands: 'With importMode INCREMENTAL, the folder of a dataset has one csv: each import adds the rows of all.',
  },
  'missing-batch-input': {
    severity: 'error',
    demands: `If a folder \`${TRAIN}\` has csv, the folder \`${BATCH}\` beside it has the input of batch jobs.`,
  },
} as const;

/** Inputs for reading parameter files. */
export interface Reading {
  /** Values of placeholders. Default: none. */
  readonly values?: Values;
  /** Current time. A schedule that never runs after this time is reported. */
  readonly now: Date;
  /**
   * Finds the file in force of a dataset group. A parameter file with the same content is valid, even if new rules
   * would refuse it. Default: finds no file.
   */
  readonly inForce?: (datasetGroup: string) => Promise<ContentInForce | undefined>;
}

/**
 * Validates a parameter file on this machine, and the names and places of the csv files in its folder.
 * @param expectsData true to report missing csv files and batch input, unless the folder has no csv at all
 * @throws Error of the file system if a folder of csv files cannot be read
 * @throws CliFailure if something has the name of a csv but is not a file
 */
export async function validateFolder(
  path: string,
  content: Uint8Array,
  { values = {}, now, inForce = async () => undefined }: Reading,
  expectsData = false,
): Promise<Validation> {
  const validation = await validateUpload(content, values, now, inForce);
  const { document } = parseJson(content);
  const datasets = member(document?.value, 'datasets');
  if (document === undefined || !isJsonObject(datasets)) return validation;
  const folder = dirname(resolve(path));
  const isComplete = expectsData && (await hasCsv(folder));
  // In the document, importMode may be a placeholder; in a valid file, the placeholder is replaced by its value.
  const importConfig = validation.file?.datasets?.serviceConfig ?? member(datasets, 'serviceConfig');
  const problems = [...validation.problems];
  for (const { section, csvName } of Object.values(DATASET_TYPES)) {
    if (!(section in datasets)) continue;
    const files = await csvBelow(folder, csvName);
    const tooDeep = files.filter((file) => file.includes('/'));
    if (tooDeep.length > 0) problems.push(document.place(misplacedCsv(section, csvName, tooDeep)));
    const count = files.length - tooDeep.length;
    if (isIncremental(importConfig) && count > 1) problems.push(document.place(repeatedCsv(section, csvName, count)));
    const isMissing = files.length === 0 && !hasFile(join(folder, `${csvName}.csv`));
    const compressed = await compressedOf(folder, csvName, isMissing);
    if (compressed.length > 0) problems.push(document.place(compressedCsv(section, compressed)));
    if (isComplete && isMissing) problems.push(document.place(missingCsv(section, csvName)));
  }
  const stray = await strayCsv(folder, Object.keys(datasets));
  if (stray !== undefined) problems.push(document.place(stray));
  if (isComplete && validation.file !== undefined)
    problems.push(
      ...missingBatchInput(folder, desiredState(validation.file)).map((finding) => document.place(finding)),
    );
  problems.sort((one, other) => one.line - other.line || one.column - other.column);
  const valid = problems.every(({ severity }) => severity !== 'error');
  return valid ? { ...validation, problems } : { valid, problems };
}

/** @param files csv files in sub-folders, which Personalize ignores */
function misplacedCsv(section: string, csvName: string, files: readonly string[]): Finding {
  return {
    ...folderFinding('csv-in-sub-folder', section),
    message: printable(describeTooDeep(`${csvName}/`, files)),
    hint: 'move them up, or remove them',
  };
}

function compressedCsv(section: string, files: readonly string[]): Finding {
  const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
  const message = `${printable(files[0] ?? '')}${more}: compressed files cannot be imported.`;
  return { ...folderFinding('compressed-csv', section), message, hint: 'unpack them to csv' };
}

/**
 * Compressed files of a dataset.
 * @param isAlone true if the dataset has no csv. Then a compressed file beside the dataset's folder, such as
 * `items.csv.gz`, is included
 */
async function compressedOf(folder: string, csvName: string, isAlone: boolean): Promise<readonly string[]> {
  const inside = (await filesBelow(join(folder, csvName))).map((file) => `${csvName}/${file}`);
  const beside = isAlone ? (await readdir(folder)).filter((name) => name.startsWith(`${csvName}.`)) : [];
  return [...inside, ...beside].filter((file) => COMPRESSED.test(file));
}

function missingCsv(section: string, csvName: string): Finding {
  return {
    ...folderFinding('missing-csv', section),
    message: `Neither ${csvName}.csv nor ${csvName}/*.csv exists beside the file: unless the data bucket has one, the import will fail.`,
    hint: `Put ${csvName}.csv beside the file, or remove datasets.${section}.`,
  };
}

function isIncremental(config: JsonValue | undefined): boolean {
  return isJsonObject(config) && member(config, 'importMode') === 'INCREMENTAL';
}

function repeatedCsv(section: string, csvName: string, count: number): Finding {
  return {
    ...folderFinding('incremental-csv', section),
    message: `${count} csv in ${csvName}/: an import with importMode INCREMENTAL adds the rows of all of them, even of csv that were imported before.`,
    hint: 'Keep only csv with new rows, and delete the others from the data bucket too (`apply` does not delete them); or set importMode to FULL.',
  };
}

/**
 * Finding about csv that no dataset of the parameter file reads.
 * @param sections names of the datasets in the parameter file
 */
async function strayCsv(folder: string, sections: readonly string[]): Promise<Finding | undefined> {
  const types = Object.values(DATASET_TYPES).filter(({ section }) => sections.includes(section));
  const known = types.map(({ csvName }) => `${csvName}.csv`);
  const names = await readdir(folder);
  const folders = names.filter((name) => types.some(({ csvName }) => csvName === name.toLowerCase()));
  const below = await Promise.all(
    folders.map(async (name) => (await filesBelow(join(folder, name))).map((file) => `${name}/${file}`)),
  );
  const isRead = (name: string) => types.some(({ csvName }) => isCsvOf('', csvName, name));
  const stray = [...names, ...below.flat()].filter(
    (name) => /^[^.][^/]*(?:\/[^/]*)?\.csv$/i.test(name) && !isRead(name) && isFile(join(folder, name)),
  );
  if (stray.length === 0) return undefined;
  const message = `${printable(stray.join(', '))}: not read, because the datasets of the file are in ${known.join(', ')}.`;
  return {
    ...folderFinding('stray-csv'),
    message,
    hint: 'Give it one of these names, in lower case, add its dataset to the file, or move it away.',
  };
}

/** Findings about batch jobs whose input is missing in the folder that mirrors the data bucket. */
function missingBatchInput(folder: string, { datasetGroup, solutions }: DesiredState): readonly Finding[] {
  const root = mirrorAbove(folder);
  if (root === undefined) return [];
  return solutions.flatMap(({ name, batchInferenceJobs, batchSegmentJobs }) => {
    const [job] = [...batchInferenceJobs, ...batchSegmentJobs];
    const key = batchInputKey(datasetGroup.name, name);
    if (job === undefined || isFile(join(root, key))) return [];
    const message = `The batch jobs of solution '${name}' have no input: ${key} does not exist.`;
    const hint = `Add it to the folder that has ${TRAIN}, in JSON Lines, or remove the jobs.`;
    return { ...folderFinding('missing-batch-input'), path: job.pointer, message, hint };
  });
}

/**
 * The parent of the nearest folder `train/` that is `folder` or contains it; undefined if there is none. Folders above the
 * working directory do not count, so that the key of a file does not depend on where the repository is checked out.
 */
export function mirrorAbove(folder: string): string | undefined {
  const names = relative('', folder).split(sep);
  const index = names.findLastIndex((name) => `${name}/` === TRAIN);
  return index < 0 ? undefined : resolve(names.slice(0, index).join(sep));
}

function folderFinding(rule: keyof typeof FOLDER_RULES, section?: string) {
  const { severity } = FOLDER_RULES[rule];
  const path = section === undefined ? '/datasets' : `/datasets/${section}`;
  return { severity, path, atKey: true, value: undefined, rule };
}

async function hasCsv(folder: string): Promise<boolean> {
  if ((await readdir(folder)).some((name) => name.endsWith('.csv'))) return true;
  for (const { csvName } of Object.values(DATASET_TYPES)) if ((await csvBelow(folder, csvName)).length > 0) return true;
  return false;
}

/** Paths of the csv below a dataset's folder, relative to this folder. */
async function csvBelow(folder: string, csvName: string): Promise<readonly string[]> {
  return (await filesBelow(join(folder, csvName))).filter((file) => file.endsWith('.csv'));
}
