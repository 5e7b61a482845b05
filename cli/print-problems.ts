import type { Problem } from '../lib/parameter-file/problem';
import { plural, printable, UNPRINTABLE } from '../lib/text/format';
import type { CheckedDataset } from './check-data';
import type { Output } from './output';

/** Number of lines shown before and after the line with the problem. */
const CONTEXT = 1;
/** Maximum number of characters that are shown of a line: a parameter file may be one long line. */
const WIDTH = 100;

/** The lines around a problem, with a caret under its column. */
function codeFrame(content: Uint8Array, { line, column }: Problem): string {
  const lines = new TextDecoder().decode(content).split(/\r\n|\r|\n/);
  const first = Math.max(1, line - CONTEXT);
  const last = Math.min(lines.length, line + CONTEXT);
  const gutter = String(last).length;
  const start = Math.max(0, column - 1 - WIDTH / 2);
  const rows: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const text = (lines[number - 1] ?? '')
      .slice(start, start + WIDTH)
      .replaceAll('\t', ' ')
      .replace(UNPRINTABLE, '\uFFFD');
    rows.push(`${number === line ? '>' : ' '} ${String(number).padStart(gutter)} | ${text}`.trimEnd());
    if (number === line) rows.push(`  ${' '.repeat(gutter)} | ${' '.repeat(column - 1 - start)}^`);
  }
  return rows.join('\n');
}

/**
 * Prints each problem with its place, such as `file:line:column`, and the lines around it. Terminals and editors show
 * such a place as a link.
 */
export function printProblems(output: Output, file: string, content: Uint8Array, problems: readonly Problem[]): void {
  const { colors } = output;
  for (const problem of problems) {
    const { severity, line, column, path, rule, message, hint } = problem;
    const paint = severity === 'error' ? colors.red : colors.yellow;
    const place = colors.bold(`${printable(file)}:${line}:${column}`);
    output.line(`${place} ${paint(severity)} ${message} ${colors.dim(`(${rule})`)}`);
    output.line(codeFrame(content, problem));
    if (path !== '') output.line(colors.dim(`  at ${printable(path)}`));
    if (hint !== undefined) output.line(`  ${colors.cyan('hint')} ${hint}`);
    output.line();
  }
}

interface Checked {
  readonly problems: readonly Problem[];
  /** The checked csv of the parameter file; absent if the csv was not read. */
  readonly data?: readonly CheckedDataset[];
  /** True if warnings make the file invalid. */
  readonly strict?: boolean;
}

/**
 * Prints the verdict on a parameter file and its csv, such as `shop/config.json and its csv are invalid: 12 errors, 1 warning`.
 * @returns true if the parameter file and its csv are valid
 */
export function printVerdict(output: Output, file: string, { problems, data = [], strict = false }: Checked): boolean {
  const found = [...problems.map(({ severity }) => ({ severity, count: 1 })), ...data.flatMap(countedViolations)];
  const [errors = 0, warnings = 0] = (['error', 'warning'] as const).map((wanted) =>
    found.reduce((sum, { severity, count }) => (severity === wanted ? sum + count : sum), 0),
  );
  const isValid = errors === 0 && !(strict && warnings > 0);
  const subject = data.length > 0 ? `${printable(file)} and its csv are` : `${printable(file)} is`;
  const verdict = isValid ? output.colors.green('valid') : output.colors.red('invalid');
  const because = errors === 0 && !isValid ? ' because of --strict' : '';
  const counts = [errors > 0 && plural(errors, 'error'), warnings > 0 && plural(warnings, 'warning')].filter(Boolean);
  const isPartly = isValid && data.some(({ isComplete }) => !isComplete);
  const extent = isPartly ? ' as far as they were read' : '';
  output.line(`${subject} ${verdict}${extent}${because}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`);
  return isValid;
}

function countedViolations({ violations, counts }: CheckedDataset) {
  return Object.entries(counts).map(([rule, count]) => {
    return { severity: violations.find((violation) => violation.rule === rule)?.severity, count };
  });
}
