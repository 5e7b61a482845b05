import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { parseJson } from '../parameter-file/json-document';
import { isJsonObject } from '../parameter-file/json-value';
import type { Finding, Problem } from '../parameter-file/problem';
import { type Validation, validateParameterFile } from '../parameter-file/validate';
import { DATASET_TYPES } from '../personalize/dataset-types';
import { describeTooDeep } from '../resources/data-bucket';

/** Whether a parameter file of this machine can be used, and the csv in its folder. Never throws, whatever the bytes. */
export async function validateFolder(path: string, content: Uint8Array): Promise<Validation> {
  const validation = validateParameterFile(content);
  const misplaced = await misplacedCsv(path, content);
  if (misplaced.length === 0) return validation;
  const problems = [...validation.problems, ...misplaced].sort(
    (one, other) => one.line - other.line || one.column - other.column,
  );
  return { valid: false, problems };
}

/** csv that an import would leave out: each dataset's as one error. */
async function misplacedCsv(path: string, content: Uint8Array): Promise<readonly Problem[]> {
  const { document } = parseJson(content);
  if (document === undefined || !isJsonObject(document.value)) return [];
  const { datasets } = document.value;
  const problems: Problem[] = [];
  for (const { section, csvName } of Object.values(DATASET_TYPES)) {
    if (!isJsonObject(datasets) || !(section in datasets)) continue;
    const tooDeep = await csvInSubFolders(join(dirname(path), csvName));
    if (tooDeep.length > 0) problems.push(document.place(finding(section, csvName, tooDeep)));
  }
  return problems;
}

function finding(section: string, csvName: string, tooDeep: readonly string[]): Finding {
  return {
    severity: 'error',
    path: `/datasets/${section}`,
    atKey: true,
    value: undefined,
    rule: 'csv-in-sub-folder',
    message: describeTooDeep(`${csvName}/`, tooDeep),
    hint: 'move them up, or remove them',
  };
}

/** Paths relative to `folder`, in order. */
async function csvInSubFolders(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  // Entries of Node.js 20.9 do not say in which folder they are (`parentPath` came with 20.12): paths do.
  const paths = await readdir(folder, { recursive: true });
  return paths
    .filter((path) => path.endsWith('.csv') && path.includes(sep) && statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join('/'))
    .sort();
}
