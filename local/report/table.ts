import Table from 'cli-table3';
import type { Palette } from './palette';

const NO_LINES_BETWEEN_ROWS = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/** Text in place of a table without rows. */
export const NOTHING = 'none';

/** @param rows cells in the order of the headings */
export function renderTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  colours: Palette,
): string {
  if (rows.length === 0) return NOTHING;
  const table = new Table({
    head: headings.map(colours.heading),
    chars: NO_LINES_BETWEEN_ROWS,
    // Without these empty lists, the library always colors headings and borders.
    style: { head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}
