import { readFile } from 'node:fs/promises';
import type { Problem } from '../../parameter-file/problem';
import { plural } from '../../personalize/text';
import { WrongUsage } from '../failure';
import { Output } from '../output';
import { printProblems } from '../print-problems';
import { validateFolderWithCsv } from '../validate-folder';

export interface ValidateOptions {
  readonly json: boolean;
  readonly strict: boolean;
}

/** @returns exit status: 0 if all files are valid; with `strict`, without warnings too */
export async function validate(files: readonly string[], { json, strict }: ValidateOptions): Promise<number> {
  const output = new Output(json);
  const checked: { file: string; valid: boolean; problems: readonly Problem[] }[] = [];
  for (const file of files) {
    const content = await read(file);
    const { valid, problems } = await validateFolderWithCsv(file, content);
    checked.push({ file, valid: valid && !(strict && problems.length > 0), problems });
    printProblems(output, file, content, problems);
  }
  output.document(checked);
  const invalid = checked.filter(({ valid }) => !valid).length;
  if (files.length > 1) output.line(`${plural(files.length - invalid, 'file')} valid, ${invalid} invalid`);
  return invalid === 0 ? 0 : 1;
}

/** @throws WrongUsage if the file does not exist */
async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' || code === 'EISDIR' ? new WrongUsage(`File '${file}' not found.`) : error;
  }
}
