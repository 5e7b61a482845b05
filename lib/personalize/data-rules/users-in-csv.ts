import { folded } from './header-faults';
import { type Bytes, type CsvReading, readCsv } from './read-csv';

/** Column with the id of the user in Personalize's csv files (developer guide, "Schemas" and "Deleting users", November 2026). */
export const USER_COLUMN = 'USER_ID';

/** Range of bytes. The byte at `from` is included, the byte at `to` is not. */
type ByteRange = readonly [from: number, to: number];

/** Rows of the wanted users in a csv. */
export interface UserRows {
  /** The wanted users that have rows in the csv. */
  readonly found: ReadonlySet<string>;
  /** Number of rows of all users. */
  readonly rows: number;
  /** Number of rows of the wanted users. */
  readonly userRows: number;
  /** Byte ranges of the rows of the wanted users, in ascending order. */
  readonly ranges: readonly ByteRange[];
  /** Reason why the rows are unknown or may be misread, e.g. `it has no column USER_ID.` The reason contains no values of the csv. */
  readonly problem?: string;
}

/**
 * Calls `note` with the user id in each row of a csv, possibly several times, because a csv with faults may be read again. If the csv has no
 * column USER_ID, `note` is not called. Rows after a fault may be missing.
 */
export async function forEachUser(open: () => Bytes, note: (user: string) => void): Promise<void> {
  const reading = () =>
    new UserReading((user) => {
      note(user);
      return false;
    });
  await readCsv(open, reading);
}

/** Finds the rows of some users by the column USER_ID. Other spellings of the column's name, such as `userId`, are accepted. */
export async function rowsOfUsers(open: () => Bytes, users: ReadonlySet<string>): Promise<UserRows> {
  const result = await readCsv(open, () => new UserReading((user) => users.has(user)));
  const { found, rows, userRows, ranges } = result.reading;
  const problem = problemOf(result);
  return { found, rows, userRows, ranges, ...(problem !== undefined && { problem }) };
}

/**
 * Explains why rows are unknown or may be misread; undefined if there is no reason for doubt. Two faults may mean that
 * a quote has joined the rows of several users: a quote that is not escaped, and a row with too many or too few values.
 */
function problemOf({ reading, failure, unescapedQuote, faults }: Awaited<ReturnType<typeof readCsv<UserReading>>>) {
  if (failure !== undefined) return `line ${failure.line}: ${failure.fault.message}`;
  if (!reading.hasColumn) return `it has no column ${USER_COLUMN}.`;
  if (unescapedQuote !== undefined) return `line ${unescapedQuote}: a quote is not escaped.`;
  return faults === 0 ? undefined : `rows without as many values as the header: ${faults}.`;
}

class UserReading implements CsvReading {
  readonly found = new Set<string>();
  readonly ranges: [number, number][] = [];
  rows = 0;
  userRows = 0;
  /** Index of the user column; -1 if the header has no such column, undefined until the header is read. */
  private column: number | undefined;
  private lastEnd = 0;

  constructor(private readonly isWanted: (user: string) => boolean) {}

  /** False once a header without the user column was read. */
  get hasColumn(): boolean {
    return this.column !== -1;
  }

  readonly visit = (row: readonly string[], _line: number, _beginning: string, end: number): boolean => {
    if (this.column === undefined) this.column = row.findIndex((name) => folded(name) === folded(USER_COLUMN));
    else this.addRow(row[this.column] ?? '', end);
    this.lastEnd = end;
    return this.hasColumn;
  };

  private addRow(user: string, end: number): void {
    this.rows += 1;
    if (!this.isWanted(user)) return;
    this.found.add(user);
    this.userRows += 1;
    const last = this.ranges.at(-1);
    if (last?.[1] === this.lastEnd) last[1] = end;
    else this.ranges.push([this.lastEnd, end]);
  }
}

/**
 * The bytes outside of some ranges.
 * @param ranges ranges to leave out, in ascending order and without overlaps
 */
export async function* withoutRanges(bytes: Bytes, ranges: readonly ByteRange[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  let next = 0;
  for await (const chunk of bytes) {
    const end = start + chunk.length;
    let at = start;
    for (let range = ranges[next]; range !== undefined && range[0] < end; range = ranges[next]) {
      const [from, to] = range;
      if (from > at) yield chunk.subarray(at - start, from - start);
      at = Math.min(to, end);
      if (to > end) break;
      next += 1;
    }
    if (at < end) yield chunk.subarray(at - start);
    start = end;
  }
}
