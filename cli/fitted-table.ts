import { stripVTControlCharacters } from 'node:util';
import { beginning } from '../lib/text/format';

/** Between columns. */
const GAP = 2;
/** No column is cut below this: what would be left says nothing. */
const NARROWEST = 12;

/**
 * Rows whose widest cells are cut until they fit.
 * @param rows with the head, all of the same length
 * @param flexible columns, by index, whose cells may be cut; the others have what people copy
 * @param width columns of the terminal
 * @returns undefined if they do not fit
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

/** A sentence without its end; a name without its middle, since names of one kind often begin alike. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  if (text.includes(' ')) return `${beginning(text, length - 1).trimEnd()}…`;
  const end = Math.floor((length - 1) / 2);
  return `${beginning(text, length - 1 - end)}…${text.slice(-end)}`;
}
