import { readFile } from 'node:fs/promises';
import type { Problem } from '../../parameter-file/problem';
import { plural, printable } from '../../personalize/text';
import { codeFrame } from '../code-frame';
import { WrongUsage } from '../failure';
import { Output } from '../output';
import { validateFolderWithCsv } from '../validate-folder';

export interface ValidateOptions {
  readonly json: boolean;
  readonly strict: boolean;
}

interface Checked {
  readonly file: string;
  readonly valid: boolean;
  readonly problems: readonly Problem[];
}

/** @returns exit status: 0 if all files are valid; with `strict`, without warnings too */
export async function validate(files: readonly string[], { json, strict }: ValidateOptions): Promise<number> {
  const output = new Output(json);
  const checked: Checked[] = [];
  for (const file of files) {
    const content = await read(file);
    const { valid, problems } = await validateFolderWithCsv(file, content);
    const acceptable = valid && !(strict && problems.length > 0);
    checked.push({ file, valid: acceptable, problems });
    tell(output, file, content, problems);
  }
  output.document(checked);
  const invalid = checked.filter(({ valid }) => !valid).length;
  if (files.length > 1) {
    output.line(`${plural(files.length - invalid, 'file')} valid, ${invalid} invalid`);
  }
  return invalid === 0 ? 0 : 1;
}

/** @throws WrongUsage if there is no such file */
async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' || code === 'EISDIR' ? new WrongUsage(`There is no file '${file}'.`) : error;
  }
}

/** Problems as `file:line:column`, which terminals and editors turn into links, each with the lines around it. */
export function tell(output: Output, file: string, content: Uint8Array, problems: readonly Problem[]): void {
  const { colors } = output;
  for (const problem of problems) {
    const { severity, line, column, path, rule, message, hint } = problem;
    const paint = severity === 'error' ? colors.red : colors.yellow;
    output.line(
      `${colors.bold(`${printable(file)}:${line}:${column}`)} ${paint(severity)} ${message} ${colors.dim(`(${rule})`)}`,
    );
    output.line(codeFrame(content, problem));
    if (path !== '') output.line(colors.dim(`  at ${printable(path)}`));
    if (hint !== undefined) output.line(`  ${colors.cyan('hint')} ${hint}`);
    output.line();
  }
  const count = (wanted: Problem['severity']) =>
    problems.filter(({ severity }) => severity === wanted).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const verdict = errors > 0 ? colors.red('invalid') : colors.green('valid');
  const counts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  output.line(`${printable(file)} is ${verdict}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`);
}
