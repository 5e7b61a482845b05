import { existsSync, statSync } from 'node:fs';
import type { Problem } from '../../lib/parameter-file/problem';
import { plural } from '../../lib/text/format';
import { assertOneEach } from '../assert-one-each';
import { type CheckedDataset, checkCsvFiles, describeDataset } from '../check-data';
import { WrongUsage } from '../failure';
import { hasFile } from '../files-below';
import type { DataOptions, ValueOptions } from '../options';
import { Output } from '../output';
import { printProblems, printVerdict } from '../print-problems';
import { readLocalFile } from '../read-local-file';
import { assertUsed, mirroredKey, readSource } from '../source';
import { type Reading, validateFolder } from '../validate-folder';

export interface ValidateOptions extends DataOptions, ValueOptions {
  readonly json: boolean;
  readonly strict: boolean;
}

interface Checked {
  readonly file: string;
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  /** Checked csv; only for folders. */
  readonly data?: readonly CheckedDataset[];
}

type LocalFile = Checked & { readonly content: Uint8Array };

/**
 * @param paths parameter files, or folders whose csv files are checked too
 * @returns exit status: 1 if a parameter file or its csv are invalid or, with `strict`, have a warning
 * @throws WrongUsage if a path does not exist or has no parameter file, or if no file uses a given `--value`
 * @throws CliFailure if two parameter files of one folder describe the same dataset group, or use the same name that must
 * be unique
 */
export async function validate(paths: readonly string[], options: ValidateOptions): Promise<number> {
  const output = new Output(options.json);
  const files: LocalFile[] = [];
  for (const path of paths) {
    if (existsSync(path) && statSync(path).isDirectory()) files.push(...(await checkFolder(path, options, output)));
    else files.push(await checkFile(path, options, output));
  }
  assertUsed(options.value, files);
  const checked = files.map(({ content: _, ...file }): Checked => file);
  output.document(checked);
  const invalid = checked.filter(({ valid }) => !valid).length;
  if (checked.length > 1) output.line(`${plural(checked.length - invalid, 'file')} valid, ${invalid} invalid`);
  return invalid === 0 ? 0 : 1;
}

async function checkFolder(folder: string, options: ValidateOptions, output: Output): Promise<readonly LocalFile[]> {
  const source = await readSource(folder, readingOf(options));
  assertOneEach(source.parameterFiles);
  const files: LocalFile[] = [];
  for (const parameterFile of source.parameterFiles) {
    const check = () => checkCsvFiles({ ...source, parameterFiles: [parameterFile] }, options, output);
    files.push(await checkFile(parameterFile.path, options, output, check));
  }
  return files;
}

/** @param check checks the csv of the parameter file. If absent, csv are not checked */
async function checkFile(
  file: string,
  options: ValidateOptions,
  output: Output,
  check?: () => Promise<readonly CheckedDataset[]>,
): Promise<LocalFile> {
  if (!hasFile(file)) throw new WrongUsage(`File '${file}' not found.`);
  const content = await readLocalFile(file);
  mirroredKey(file);
  const { problems } = await validateFolder(file, content, readingOf(options), true);
  printProblems(output, file, content, problems);
  const data = await check?.();
  for (const dataset of data ?? []) output.line(describeDataset(dataset));
  const checked = { problems, ...(data && { data }) };
  return { file, valid: printVerdict(output, file, { ...checked, strict: options.strict }), ...checked, content };
}

/**
 * Values from the command line, and the time by this machine's clock. Nothing is read from AWS, because `validate`
 * works without a deployment.
 */
function readingOf({ value = {} }: ValueOptions): Reading {
  return { values: value, now: new Date() };
}
