import { rowsOfUsers, withoutRanges } from '../../../../lib/personalize/data-rules/users-in-csv';

/** The text in chunks of `size` bytes. */
async function* chunks(text: string, size: number) {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The csv `text` without the rows of `users`, read in chunks of `size` bytes, with the counts or the problem that were found. */
async function rewritten(text: string, users: readonly string[], size: number) {
  const open = () => chunks(text, size);
  const { ranges, problem, ...counts } = await rowsOfUsers(open, new Set(users));
  const parts: Uint8Array[] = [];
  for await (const part of withoutRanges(open(), ranges)) parts.push(part);
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(parts)), problem, ...counts };
}

const USERS = ['a', 'b,c', 'ü'];

describe('a csv without the rows of some users', () => {
  test.each([
    ['consecutive rows of a user', 'USER_ID,ITEM_ID\na,1\na,2\nx,3\na,4\n', 'USER_ID,ITEM_ID\nx,3\n'],
    ['the line ends of Windows', 'USER_ID,ITEM_ID\r\na,1\r\nx,2\r\n', 'USER_ID,ITEM_ID\r\nx,2\r\n'],
    ['a byte order mark', '\uFEFFUSER_ID,ITEM_ID\na,1\nx,2\n', '\uFEFFUSER_ID,ITEM_ID\nx,2\n'],
    ['a last row without a line end', 'USER_ID,ITEM_ID\nx,1\na,2', 'USER_ID,ITEM_ID\nx,1\n'],
    ['a last row of another user without a line end', 'USER_ID,ITEM_ID\na,1\nx,2', 'USER_ID,ITEM_ID\nx,2'],
    ['line breaks in quotes', 'ITEM_ID,USER_ID\n"1\na,a",x\n"2\r\n3",a\n4,x\n', 'ITEM_ID,USER_ID\n"1\na,a",x\n4,x\n'],
    ['quoted users', 'USER_ID,ITEM_ID\n"a",1\n"b,c","2"\n"""a""",3\n', 'USER_ID,ITEM_ID\n"""a""",3\n'],
    ['quotes after a backslash', 'USER_ID,TEXT\na,"1 \\", x"\nx,"2 \\", y"\n', 'USER_ID,TEXT\nx,"2 \\", y"\n'],
    ['users with characters of several bytes', 'USER_ID,ITEM_ID\nü,1\nx,ü\n', 'USER_ID,ITEM_ID\nx,ü\n'],
    ['empty lines', 'USER_ID,ITEM_ID\n\nx,1\n\na,2\nx,3\n\n', 'USER_ID,ITEM_ID\n\nx,1\nx,3\n\n'],
    ['no row of these users', 'USER_ID,ITEM_ID\nx,a\n', 'USER_ID,ITEM_ID\nx,a\n'],
    ['only rows of these users', 'USER_ID,ITEM_ID\na,1\nb,2\n'.replace('b,2', 'a,2'), 'USER_ID,ITEM_ID\n'],
    ['the column name USER_ID in lower case', 'user_id,ITEM_ID\na,1\nx,2\n', 'user_id,ITEM_ID\nx,2\n'],
  ])('keeps all other bytes if the original has %s', async (_what, text, expected) => {
    for (const size of [1, 2, 7, 1000])
      expect(await rewritten(text, USERS, size)).toMatchObject({ text: expected, problem: undefined });
  });

  test('is equal to the original, and comes with a problem, if the original has no column of users', async () => {
    expect(await rewritten('ITEM_ID\na\n', USERS, 7)).toMatchObject({
      text: 'ITEM_ID\na\n',
      problem: 'it has no column USER_ID.',
    });
  });

  test('comes with the number of rows in the original, the number of removed rows, and the users that were found', async () => {
    expect(await rewritten('USER_ID,ITEM_ID\na,1\nx,2\na,3\n', USERS, 9)).toMatchObject({
      rows: 3,
      userRows: 2,
      found: new Set(['a']),
    });
  });

  test.each([
    [
      'a quote is not closed',
      'USER_ID,ITEM_ID\na,1\nx,"2\n',
      /^line \d+: The file is not valid csv: quote not closed\.$/,
    ],
    ['a quote is not escaped', 'USER_ID,TEXT\na,1\nx,2" tv\n', /^line 3: a quote is not escaped\.$/],
    [
      'a quote covers the row of a second user',
      'USER_ID,TEXT,AGE\nx,"y,1\na,2" tv,3\n',
      /^line 3: a quote is not escaped\.$/,
    ],
    [
      'one row has too many values, and another too few',
      'USER_ID,TEXT,AGE\nx,"y,1\na",2\nz,"3\na",4,5\nz\n',
      /^rows without as many values as the header: 2\.$/,
    ],
  ])('comes with a problem if, in the original, %s', async (_what, text, problem) => {
    expect(await rewritten(text, USERS, 9)).toMatchObject({ problem: expect.stringMatching(problem) });
  });
});
