import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeTooDeep } from '../aws/data-bucket';
import { parseJson } from '../parameter-file/json-document';
import { isJsonObject } from '../parameter-file/json-value';
import type { Finding, Problem } from '../parameter-file/problem';
import { type Validation, validateParameterFile } from '../parameter-file/validate';
import { DATASET_TYPES, type DatasetTypeInfo } from '../personalize/dataset-types';
import { filesBelow, isFile } from './files-below';

/** The command's rules for the folder of a parameter file, by name; one sentence each, for the reference. */
export const FOLDER_RULES = {
  'csv-in-sub-folder': {
    severity: 'error',
    demands: 'The csv files of a dataset are in its folder, not below it.',
  },
  'missing-csv': {
    severity: 'warning',
    demands: 'If one dataset has csv files beside the file, all have.',
  },
} as const;

/**
 * Validates a parameter file on this machine and the csv files in its folder, whatever the bytes.
 * @throws Error of the file system if a folder of csv files cannot be read
 */
export async function validateFolder(path: string, content: Uint8Array): Promise<Validation> {
  return withProblems(validateParameterFile(content), await csvProblems(path, content, misplacedCsv));
}

/**
 * The same, with a warning for each dataset without csv files if other datasets have theirs beside the file. A file without
 * any is fine: its data may come from elsewhere.
 */
export async function validateFolderWithCsv(path: string, content: Uint8Array): Promise<Validation> {
  const validation = await validateFolder(path, content);
  if (!(await hasCsv(dirname(path)))) return validation;
  return withProblems(validation, await csvProblems(path, content, absentCsv));
}

function withProblems(validation: Validation, more: readonly Problem[]): Validation {
  if (more.length === 0) return validation;
  const problems = [...validation.problems, ...more].sort((a, b) => a.line - b.line || a.column - b.column);
  const valid = problems.every(({ severity }) => severity !== 'error');
  return valid ? { ...validation, problems } : { valid, problems };
}

type CsvCheck = (folder: string, dataset: DatasetTypeInfo) => Promise<Finding | undefined>;

async function csvProblems(path: string, content: Uint8Array, check: CsvCheck): Promise<readonly Problem[]> {
  const { document } = parseJson(content);
  if (document === undefined || !isJsonObject(document.value)) return [];
  const { datasets } = document.value;
  const problems: Problem[] = [];
  for (const dataset of Object.values(DATASET_TYPES)) {
    if (!isJsonObject(datasets) || !(dataset.section in datasets)) continue;
    const finding = await check(dirname(path), dataset);
    if (finding !== undefined) problems.push(document.place(finding));
  }
  return problems;
}

/** csv files that an import would ignore. */
async function misplacedCsv(folder: string, { section, csvName }: DatasetTypeInfo): Promise<Finding | undefined> {
  const tooDeep = (await csvBelow(folder, csvName)).filter((file) => file.includes('/'));
  if (tooDeep.length === 0) return undefined;
  return {
    ...folderFinding('csv-in-sub-folder', section),
    message: describeTooDeep(`${csvName}/`, tooDeep),
    hint: 'move them up, or remove them',
  };
}

async function absentCsv(folder: string, { section, csvName }: DatasetTypeInfo): Promise<Finding | undefined> {
  if (isFile(join(folder, `${csvName}.csv`)) || (await csvBelow(folder, csvName)).length > 0) return undefined;
  return {
    ...folderFinding('missing-csv', section),
    message: `Neither ${csvName}.csv nor ${csvName}/*.csv exists beside the file: unless the data bucket has one, the import will fail.`,
    hint: `Put ${csvName}.csv beside the file, or remove datasets.${section}.`,
  };
}

function folderFinding(rule: keyof typeof FOLDER_RULES, section: string) {
  const { severity } = FOLDER_RULES[rule];
  return { severity, path: `/datasets/${section}`, atKey: true, value: undefined, rule };
}

async function hasCsv(folder: string): Promise<boolean> {
  if ((await readdir(folder)).some((name) => name.endsWith('.csv'))) return true;
  for (const { csvName } of Object.values(DATASET_TYPES)) if ((await csvBelow(folder, csvName)).length > 0) return true;
  return false;
}

/** Paths relative to the dataset's folder. */
async function csvBelow(folder: string, csvName: string): Promise<readonly string[]> {
  return (await filesBelow(join(folder, csvName))).filter((file) => file.endsWith('.csv'));
}
