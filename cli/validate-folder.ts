import { dirname, join } from 'node:path';
import { parseJson } from '../parameter-file/json-document';
import { isJsonObject } from '../parameter-file/json-value';
import type { Finding, Problem } from '../parameter-file/problem';
import { type Validation, validateParameterFile } from '../parameter-file/validate';
import { DATASET_TYPES } from '../personalize/dataset-types';
import { describeTooDeep } from '../resources/data-bucket';
import { filesBelow } from './files-below';

/**
 * Whether a parameter file of this machine can be used, and the csv in its folder, whatever the bytes.
 * @throws Error of the file system if a folder of csv may not be read
 */
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
    const files = await filesBelow(join(dirname(path), csvName));
    const tooDeep = files.filter((file) => file.endsWith('.csv') && file.includes('/'));
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
