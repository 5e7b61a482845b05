import { folderOf, isCsvOf } from '../../lib/aws/data-bucket-layout';
import type { Bytes } from '../../lib/personalize/data-rules/read-csv';
import { forEachUser, rowsOfUsers, USER_COLUMN, type UserRows } from '../../lib/personalize/data-rules/users-in-csv';
import { DATASET_TYPES } from '../../lib/personalize/dataset-types';

/**
 * JSON members of batch input and output that have ids of users. Source: developer guide, "Batch input and output JSON
 * examples", November 2026.
 */
const MEMBERS: ReadonlySet<string> = new Set(['userId', 'usersList']);

/**
 * Base names of the csv of datasets without users. {@link usersIn} avoids a search in the text of these csv, because
 * numbers and words in the text may be equal to ids of users by chance.
 */
const WITHOUT_USERS = Object.values(DATASET_TYPES)
  .filter(({ fields }) => fields.CUSTOM.required.every(({ name }) => name !== USER_COLUMN))
  .map(({ csvName }) => csvName);

/** Number of characters after which a line is read in parts, so that memory stays bounded. */
const MAX_LINE = 1 << 20;
const SEPARATORS = [' ', '\t', '\r', ',', ';', '"'];

/** The users that a search has found in an object. */
export interface FoundUsers {
  readonly users: ReadonlySet<string>;
  /** Rows of the found users. Absent if the object was searched line by line: it is not a csv, or is an unreadable csv. */
  readonly csv?: UserRows;
  /**
   * Reason why a csv could not be read with certainty, and was searched as plain text instead. The reason has no values
   * from the csv.
   */
  readonly problem?: string;
}

/** The users in a csv's column USER_ID. */
export async function usersOf(open: () => Bytes): Promise<ReadonlySet<string>> {
  const users = new Set<string>();
  await forEachUser(open, (user) => users.add(user));
  return users;
}

/**
 * Searches an object for users. In a csv, the column USER_ID is searched. Other files and unreadable csv are searched
 * line by line. In a line of JSON, the members with ids of users are searched; in other lines, all words. There is one
 * exception: an unreadable csv of a dataset without users, such as items, is searched line by line only if its column
 * USER_ID has one of the users.
 */
export async function usersIn(key: string, open: () => Bytes, users: ReadonlySet<string>): Promise<FoundUsers> {
  const csv = key.endsWith('.csv') ? await rowsOfUsers(open, users) : undefined;
  if (csv !== undefined && (csv.problem === undefined || (csv.found.size === 0 && isWithoutUsers(key))))
    return { users: csv.found, csv };
  const found = new Set(csv?.found);
  for await (const line of linesOf(open())) for (const user of usersInLine(line)) if (users.has(user)) found.add(user);
  return csv?.problem === undefined ? { users: found } : { users: found, problem: csv.problem };
}

function isWithoutUsers(key: string): boolean {
  const folder = folderOf(key);
  const folders = [folder, folderOf(folder.slice(0, -1))];
  return WITHOUT_USERS.some((name) => folders.some((each) => isCsvOf(each, name, key)));
}

/**
 * Splits bytes into lines. A line that continues after {@link MAX_LINE} characters is split: after its last separator or,
 * if it has none, anywhere.
 */
async function* linesOf(bytes: Bytes): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length <= MAX_LINE) continue;
    const end = Math.max(...SEPARATORS.map((each) => rest.lastIndexOf(each))) + 1 || rest.length;
    yield rest.slice(0, end);
    rest = rest.slice(end);
  }
  yield rest;
}

/**
 * Possible ids of users in a line: in a line of JSON, the ids of users; in any other line, all words. A line that is
 * only a number or a quoted text is not treated as JSON.
 */
function usersInLine(line: string): readonly string[] {
  const value = parsed(line);
  return typeof value === 'object' ? usersInJson(value) : line.split(/[\s,;"]+/);
}

/** @returns undefined if the line is no JSON */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Ids of users in JSON. The function is not recursive, because the nesting may be deeper than the stack. */
function usersInJson(value: unknown): readonly string[] {
  const found: string[] = [];
  const left: { readonly value: unknown; readonly isUser: boolean }[] = [{ value, isUser: false }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, isUser } = next;
    if (typeof value === 'string' && isUser) found.push(value);
    if (Array.isArray(value)) for (const each of value) left.push({ value: each, isUser });
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) left.push({ value: member, isUser: MEMBERS.has(name) });
  }
  return found;
}
