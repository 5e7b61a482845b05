import { printable } from '../../text/format';
import { folded, headerFaults } from './header-faults';
import { type Bytes, type CsvReading, readCsv } from './read-csv';
import { USER_COLUMN } from './users-in-csv';

/**
 * Result of checking a csv of users: the number of rows with a user, or the problem for which Personalize cannot use
 * the csv. A user may have several rows. The text of a problem contains no user ids, because it reaches logs and mails.
 */
export type CheckedUsers = { readonly users: number } | { readonly problem: string };

/**
 * Maximum size of a csv of users, in bytes. "The maximum total size of your data deletion input file or files is 100 MB." Source:
 * https://docs.aws.amazon.com/personalize/latest/dg/delete-records.html, November 2026. To be safe, this project counts a megabyte as
 * 1,000,000 bytes.
 */
const MAX_BYTES = 100_000_000;

/** Maximum length of a user id in characters. Datasets have the same limit (developer guide, "Schema data types", November 2026). */
const LONGEST_ID = 256;

/** Explains why a csv of users with `size` bytes is too large; undefined if Personalize accepts this size. */
export function sizeProblem(size: number): string | undefined {
  if (size <= MAX_BYTES) return undefined;
  return `it has ${size} bytes; it must have at most ${MAX_BYTES}: split it into several files.`;
}

/**
 * Checks that the csv has one column, USER_ID, and an id in each row: "Create a CSV file that lists the userIds of the users to delete".
 * Source: https://docs.aws.amazon.com/personalize/latest/dg/delete-records.html, November 2026.
 */
export async function checkUsers(open: () => Bytes): Promise<CheckedUsers> {
  const { reading, failure } = await readCsv(open, () => new UsersReading());
  const { users, problem = failure && `line ${failure.line}: ${failure.fault.message}` } = reading;
  if (problem !== undefined) return { problem };
  if (users === undefined) return { problem: `it is empty: its first line must be ${USER_COLUMN}.` };
  return users === 0 ? { problem: 'it names no user.' } : { users };
}

class UsersReading implements CsvReading {
  /** Number of rows with a user; undefined until the header is read. */
  users: number | undefined;
  problem: string | undefined;

  readonly visit = (row: readonly string[], line: number, beginning: string): boolean => {
    this.problem = this.users === undefined ? problemOfHeader(row, beginning) : problemOfRow(row, line);
    this.users = this.users === undefined ? 0 : this.users + 1;
    return this.problem === undefined;
  };
}

function problemOfRow(row: readonly string[], line: number): string | undefined {
  const [id = ''] = row;
  if (row.length === 1 && id.trim() !== '' && id.length <= LONGEST_ID) return undefined;
  return `line ${line}: each line must have one user id of 1 to ${LONGEST_ID} characters.`;
}

/**
 * Explains why the first line is not the header; undefined if it is. The first line may be a user id, so the message shows this
 * line only if it is the header in another spelling.
 */
function problemOfHeader(header: readonly string[], beginning: string): string | undefined {
  const [fault] = headerFaults(header, [USER_COLUMN], beginning);
  if (fault === undefined) return undefined;
  const rule = `line 1 must be ${USER_COLUMN}, and nothing else`;
  const [name = ''] = header;
  if (header.length > 1) return `${rule}; it has ${header.length} columns.`;
  if (name !== USER_COLUMN && folded(name) === folded(USER_COLUMN)) return `${rule}; it is ${printable(name)}.`;
  return name === USER_COLUMN ? `${rule}. ${fault.message}` : `${rule}.`;
}
