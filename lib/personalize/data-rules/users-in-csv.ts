import { type Bytes, type CsvReading, readCsv } from './read-csv';

/** Column with the user in Personalize's csv files (developer guide, "Schemas" and "Deleting users", November 2026). */
export const USER_COLUMN = 'USER_ID';

/** Passes on the users in a csv's column USER_ID; none if it has no such column. */
export async function forEachUser(open: () => Bytes, note: (user: string) => void): Promise<void> {
  await readCsv(open, (): CsvReading => {
    let column: number | undefined;
    const visit = (row: readonly string[]) => {
      if (column !== undefined) note(row[column] ?? '');
      else column = row.indexOf(USER_COLUMN);
      return column !== -1;
    };
    return { visit };
  });
}
