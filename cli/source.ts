import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import {
  BATCH,
  batchFolder,
  folderOf,
  isMisnamed,
  isParameterFile,
  PARAMETER_FILE_SUFFIX,
  TRAIN,
  usualParameterFileKey,
} from '../lib/aws/data-bucket-layout';
import { type DesiredState, desiredState } from '../lib/parameter-file/desired-state';
import type { Values } from '../lib/parameter-file/placeholders';
import type { Problem } from '../lib/parameter-file/problem';
import { unusedValue } from '../lib/parameter-file/unused-values';
import { WrongUsage } from './failure';
import { filesBelow, hasFile } from './files-below';
import { planIn } from './plan/plan-in';
import { readLocalFile } from './read-local-file';
import { mirrorAbove, type Reading, validateFolder } from './validate-folder';

/** A file on this machine, and its key in the data bucket. */
export interface LocalFile {
  readonly path: string;
  readonly key: string;
  /** Content of the file. Absent for files that may be large. */
  readonly content?: Uint8Array;
}

export interface LocalParameterFile extends LocalFile {
  readonly content: Uint8Array;
  readonly problems: readonly Problem[];
  /** Desired state that the file describes. Absent if the file is invalid. */
  readonly state?: DesiredState;
  /** Values that the file's placeholders use. Absent if the file has no placeholders. */
  readonly values?: Values;
}

export type ValidFile = LocalParameterFile & { readonly state: DesiredState };

export interface Source {
  /** Current time. Times in parameter files and csv are compared with it. */
  readonly now: Date;
  readonly data: readonly LocalFile[];
  readonly parameterFiles: readonly LocalParameterFile[];
  /**
   * True for a folder that mirrors the data bucket, with a folder `train/`. False for one parameter file, given by its
   * path or by the path of its folder (without `train/`).
   */
  readonly isMirror: boolean;
}

const EXPECTED =
  'Give a folder that mirrors the data bucket (train/<folder>/config.json), or the path of one parameter file.';

/**
 * Finds the parameter files at a path and their data files, and reads the parameter files.
 * @param path a folder that mirrors the data bucket, or a parameter file (or its folder) with its csv beside it
 * @param reading values and clock. Default: no values, and this machine's clock
 * @throws WrongUsage if the path does not exist, has no parameter file, has several parameter files but no folder
 * `train/`, or has a file with a wrong name
 */
export async function readSource(path: string, reading: Reading = { now: new Date() }): Promise<Source> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new WrongUsage(`File or folder '${path}' not found.`, EXPECTED) : error;
  });
  if (found.isFile()) return fileSource(path, reading);
  if (existsSync(join(path, TRAIN))) return mirrorSource(path, reading);
  const names = (await readdir(path)).filter((name) => name.endsWith(PARAMETER_FILE_SUFFIX) && !name.startsWith('.'));
  const files = names.map((name) => join(path, name)).filter(hasFile);
  // The folder may also have a saved plan, which is JSON but not a parameter file.
  const plans = await Promise.all(files.map(planIn));
  const [file, ...more] = files.filter((_, index) => plans[index] === undefined);
  if (file === undefined || more.length > 0) {
    throw new WrongUsage(
      `${path} has no folder train/ and ${file === undefined ? 'no' : 'more than one'} parameter file (*.json).`,
      EXPECTED,
    );
  }
  return fileSource(file, reading);
}

/** @throws WrongUsage for a value that no placeholder of the files uses */
export function assertUsed(values: Values = {}, files: readonly Pick<LocalParameterFile, 'content'>[]): void {
  const contents = files.map(({ content }) => content);
  const wrong = unusedValue(values, contents);
  if (wrong !== undefined) throw new WrongUsage(wrong.message, wrong.hint);
}

async function mirrorSource(folder: string, reading: Reading): Promise<Source> {
  const files = [...(await filesIn(folder, TRAIN)), ...(await filesIn(folder, BATCH))];
  const misnamed = files.filter(({ key }) => isMisnamed(key)).map(({ path }) => path);
  if (misnamed.length > 0) {
    const hint = `Rename them to end in ${PARAMETER_FILE_SUFFIX}, or move them out of ${join(folder, TRAIN)}.`;
    throw new WrongUsage(`These files would be ignored because of their names: ${misnamed.join(', ')}.`, hint);
  }
  const parameterFiles = await Promise.all(
    files.filter(isParameterFile).map((file) => readParameterFile(file, reading)),
  );
  if (parameterFiles.length === 0) {
    throw new WrongUsage(`${folder} has no parameter file: *.json not found under ${join(folder, TRAIN)}.`, EXPECTED);
  }
  return { now: reading.now, data: files.filter((file) => !isParameterFile(file)), parameterFiles, isMirror: true };
}

/**
 * Key of a parameter file: the part of its path that begins with the last folder `train/`. Undefined for a file whose
 * path from the working directory has no such folder.
 * @throws WrongUsage if an upload of the file would start no run
 */
export function mirroredKey(path: string): string | undefined {
  const root = mirrorAbove(dirname(resolve(path)));
  if (root === undefined) return undefined;
  const key = relative(root, resolve(path)).split(sep).join('/');
  if (isParameterFile({ key })) return key;
  throw new WrongUsage(
    `The upload of '${path}' would start no run, because of its name.`,
    `Rename it to end in ${PARAMETER_FILE_SUFFIX}.`,
  );
}

/**
 * Source of one parameter file. A file that is not below a folder `train/` gets a key in a folder with the name of its dataset group.
 * @throws WrongUsage if an upload of the file would start no run
 */
async function fileSource(path: string, reading: Reading): Promise<Source> {
  const folder = dirname(resolve(path));
  const root = mirrorAbove(folder);
  const mirrored = mirroredKey(path);
  const file = await readParameterFile({ path, key: '' }, reading);
  const group = file.state?.datasetGroup.name ?? '';
  const key = mirrored ?? usualParameterFileKey(group);
  const csv: LocalFile[] = [];
  for (const { csvName } of file.state?.datasets ?? []) {
    const name = `${csvName}.csv`;
    if (hasFile(join(folder, name))) csv.push({ path: join(folder, name), key: name });
    csv.push(...(await filesIn(folder, `${csvName}/`)).filter((found) => found.key.endsWith('.csv')));
  }
  const data = csv.map((found) => ({ ...found, key: `${folderOf(key)}${found.key}` }));
  const batch = root === undefined || group === '' ? [] : await filesIn(root, batchFolder(group));
  return { now: reading.now, data: [...data, ...batch], parameterFiles: [{ ...file, key }], isMirror: false };
}

async function readParameterFile(file: LocalFile, reading: Reading): Promise<LocalParameterFile> {
  const content = await readLocalFile(file.path);
  const { file: accepted, problems, values } = await validateFolder(file.path, content, reading);
  return {
    ...file,
    content,
    problems,
    ...(accepted && { state: desiredState(accepted) }),
    ...(values && { values }),
  };
}

/**
 * Files with keys relative to the folder, in the order of the keys.
 * @param subfolder ends with a slash; it need not exist
 */
async function filesIn(folder: string, subfolder: string): Promise<readonly LocalFile[]> {
  const files = await filesBelow(join(folder, subfolder));
  return files.map((file) => ({ path: join(folder, subfolder, file), key: `${subfolder}${file}` }));
}
