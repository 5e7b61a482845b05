import type { Bytes } from '../../lib/personalize/data-rules/read-csv';
import { forEachUser, rowsOfUsers } from '../../lib/personalize/data-rules/users-in-csv';

/** Members of batch input and output with ids of users. Source: developer guide, "Batch input and output JSON examples", November 2026. */
const MEMBERS: ReadonlySet<string> = new Set(['userId', 'usersList']);

/** The users in a csv's column USER_ID. */
export async function usersOf(open: () => Bytes): Promise<ReadonlySet<string>> {
  const users = new Set<string>();
  await forEachUser(open, (user) => users.add(user));
  return users;
}

/**
 * Number of these users that an object still contains: in the column USER_ID of csv; in other files, and csv that cannot be read to their
 * end, in lines of JSON, else as words of a line. The object is read as a stream.
 */
export async function countUsersIn(key: string, open: () => Bytes, users: ReadonlySet<string>): Promise<number> {
  if (key.endsWith('.csv')) {
    const { found, problem } = await rowsOfUsers(open, users);
    if (problem === undefined) return found.size;
  }
  const found = new Set<string>();
  for await (const line of linesOf(open())) for (const user of usersInLine(line)) if (users.has(user)) found.add(user);
  return found.size;
}

async function* linesOf(bytes: Bytes): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function usersInLine(line: string): readonly string[] {
  try {
    return stringsIn(JSON.parse(line), false);
  } catch {
    return line.split(/[\s,;"]+/);
  }
}

function stringsIn(value: unknown, isUser: boolean): readonly string[] {
  if (typeof value === 'string') return isUser ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => stringsIn(each, isUser));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => stringsIn(member, MEMBERS.has(name)));
}
