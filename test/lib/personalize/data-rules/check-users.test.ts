import { checkUsers } from '../../../../lib/personalize/data-rules/check-users';

async function* bytes(text: string | Uint8Array) {
  yield typeof text === 'string' ? new TextEncoder().encode(text) : text;
}

describe('a csv of users to be deleted', () => {
  test.each([
    ['one line for each user', 'USER_ID\na\nb\n', 2],
    ['line ends of Windows, and none at the end', 'USER_ID\r\na\r\nb', 2],
    ['commas in quotes', 'USER_ID\n"a,b"\n', 1],
    ['empty lines', 'USER_ID\n\na\n\n', 1],
    ['ids of 256 characters', `USER_ID\n${'a'.repeat(256)}\n`, 1],
  ])('may have %s', async (_what, text, users) => {
    expect(await checkUsers(() => bytes(text))).toEqual({ users });
  });

  test.each([
    ['no bytes', '', 'it is empty: its first line must be USER_ID.'],
    ['a header only', 'USER_ID\n', 'it names no user.'],
    ['no header', 'secret-1\nsecret-2\n', 'line 1 must be USER_ID, and nothing else.'],
    ['another header', 'user_id\nsecret-1\n', 'line 1 must be USER_ID, and nothing else; it is user_id.'],
    ['another column', 'USER_ID,NOTE\nsecret-1,x\n', 'line 1 must be USER_ID, and nothing else; it has 2 columns.'],
    ['all ids in the first line', 'USER_ID,secret-1,secret-2\n', 'and nothing else; it has 3 columns.'],
    ['a byte-order mark', '\uFEFFUSER_ID\nsecret-1\n', 'byte-order mark'],
    ['two ids in a line', 'USER_ID\na\nsecret-1,secret-2\n', 'line 3: each line must have one user id'],
    ['a blank id', 'USER_ID\n" "\n', 'line 2: each line must have one user id'],
    ['an id that is too long', `USER_ID\nsecret-1${'a'.repeat(250)}\n`, 'line 2: each line must have one user id'],
    ['an open quote', 'USER_ID\n"secret-1\n', 'not valid csv'],
    ['bytes that are not UTF-8', new Uint8Array([0x55, 0xff, 0xfe]), 'not text in UTF-8'],
  ])('is refused if it has %s, with a message that shows no user ids', async (_what, text, problem) => {
    // Act
    const checked = await checkUsers(() => bytes(text));

    // Assess
    expect(checked).toEqual({ problem: expect.stringContaining(problem) });
    expect(JSON.stringify(checked)).not.toContain('secret');
  });
});
