import type { Problem } from '../parameter-file/problem';
import { UNPRINTABLE } from '../personalize/text';

/** Lines shown before and after the one with the problem. */
const CONTEXT = 1;
/** Columns of a line that are shown: a parameter file may be one long line. */
const WIDTH = 100;

/** The lines around a problem, with a caret under its column. */
export function codeFrame(content: Uint8Array, { line, column }: Pick<Problem, 'line' | 'column'>): string {
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
