import { stripVTControlCharacters } from 'node:util';
import { beginning } from '../lib/text/format';

/** Spaces between columns. */
const GAP = 2;
/** Minimum width, in characters, to which the cells of a column are cut. Narrower cells would be useless. */
const NARROWEST = 12;

/**
 * Cuts the cells of the widest flexible columns until the rows fit into the terminal.
 * @param rows the head, then the other rows, all with the same number of cells
 * @param flexible indices of columns whose cells may be cut; the other columns are colored, or have values that users copy
 * @param width columns of the terminal
 * @returns undefined if even the cut rows do not fit
 */
export function fitted(
  rows: readonly (readonly string[])[],
  flexible: readonly number[],
  width: number,
): readonly (readonly string[])[] | undefined {
  const lengths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column]))));
  const widest = () => flexible.reduce((one, other) => ((lengths[other] ?? 0) > (lengths[one] ?? 0) ? other : one), -1);
  const total = () => lengths.reduce((sum, length) => sum + length, GAP * (lengths.length - 1));
  while (total() > width) {
    const column = widest();
    const length = lengths[column] ?? 0;
    if (length <= NARROWEST) return undefined;
    lengths[column] = length - 1;
  }
  return rows.map((row) =>
    row.map((cell, column) => (flexible.includes(column) ? cut(cell, lengths[column] ?? 0) : cell)),
  );
}

function lengthOf(cell = ''): number {
  return stripVTControlCharacters(cell).length;
}

/**
 * Cuts a text to a length. A sentence is cut at its end. A name or key is cut in its middle, because similar names
 * often have the same beginning.
 */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  if (text.includes(' ') && !/^\S+\//.test(text)) return `${beginning(text, length - 1).trimEnd()}…`;
  const end = Math.floor((length - 1) / 2);
  return `${beginning(text, length - 1 - end)}…${text.slice(-end)}`;
}
