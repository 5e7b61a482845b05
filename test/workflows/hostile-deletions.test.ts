import { gzipSync } from 'node:zlib';
import { accounts } from '../support/accounts';
import { HOSTILE, OBEYED, TRACE } from '../support/hostile';
import { sample } from '../support/sample';

const { openQuick, shared } = accounts();

const trained = shared(async () => {
  const account = await openQuick();
  await account.run(sample());
  return account;
});

/** What is wrong with a csv of users, and its bytes. */
const CSV: readonly (readonly [string, string | Buffer])[] = [
  ['no bytes', ''],
  ['a byte order mark alone', '\ufeff'],
  ['a header alone', 'USER_ID\n'],
  ['no header', 'user-1\nuser-2\n'],
  ['a header in lower case', 'user_id\nuser-1\n'],
  ['a header with a lookalike letter', 'USER_\u0406D\nuser-1\n'],
  ['a header with a full-width letter', '\uff35SER_ID\nuser-1\n'],
  ['a header with escape characters', `USER_ID${HOSTILE}\nuser-1\n`],
  ['two columns', 'USER_ID,ITEM_ID\nuser-1,item-1\n'],
  ['more than a hundred thousand columns', `USER_ID${',x'.repeat(100_000)}\nuser-1\n`],
  ['a header of a megabyte', `${'U'.repeat(1_000_000)}\nuser-1\n`],
  ['an id of 257 characters', `USER_ID\n${'u'.repeat(257)}\n`],
  ['an id of a megabyte', `USER_ID\n${'\u6f22'.repeat(350_000)}\n`],
  ['an empty id', 'USER_ID\nuser-1\n""\nuser-2\n'],
  ['a blank id', 'USER_ID\n\u3000\n'],
  ['a quote that never ends', 'USER_ID\n"user-1\nuser-2\n'],
  ['UTF-16 text', Buffer.from('\ufeffUSER_ID\nuser-1\n', 'utf16le')],
  ['NUL bytes only', Buffer.alloc(1000)],
  ['an incomplete UTF-8 character', Buffer.from([...Buffer.from('USER_ID\nuser'), 0xf0, 0x9f, 0x0a])],
  ['gzip data', gzipSync('USER_ID\nuser-1\n')],
  ['truncated gzip data', gzipSync('USER_ID\nuser-1\n').subarray(0, 15)],
  ['JSON in place of csv', '{"userId": "user-1"}'],
];

/** What is wrong with the key of a csv of users, and the key. */
const KEYS: readonly (readonly [string, string])[] = [
  ['a key with the group __proto__', 'delete/__proto__/users.csv'],
  ['a key with a group that clears the screen', `delete/${HOSTILE}/users.csv`],
  ['a key with a group in the wrong case', 'delete/Small/users.csv'],
  ['a key with two dots in place of a group', 'delete/../users.csv'],
  ['a key without a group', 'delete/users.csv'],
  ['a key with an empty group', 'delete//users.csv'],
  ['a key with the name of a partition of the record table in place of a group', 'delete/#dataset-groups/users.csv'],
];

describe('a csv of users to delete', () => {
  it.each([
    ...CSV.map(([what, bytes]) => [what, bytes, 'delete/small/users.csv'] as const),
    ...KEYS.map(([what, key]) => [what, 'USER_ID\nuser-1\n', key] as const),
  ])('is refused with one message, and nothing is deleted, if it has %s', async (_, bytes, key) => {
    // Prepare
    const account = await trained();
    const { local } = account;
    const sent = local.sns.messages().length;
    const before = [account.resources(), await account.deletions(), await account.executions('run')];
    const failed = local.lambda.failedEvents().length;

    // Act
    await account.call('s3', 'PutObject', { Bucket: local.names.dataBucket, Key: key, Body: Buffer.from(bytes) });
    await account.settle();

    // Assess
    const [message, ...more] = local.sns.messages().slice(sent);
    expect(message?.subject).toMatch(/deletion of users refused$/);
    expect(more).toEqual([]);
    for (const text of Object.values(message?.message ?? {})) {
      expect(text).not.toMatch(OBEYED);
      expect(text).not.toMatch(TRACE);
    }
    expect([account.resources(), await account.deletions(), await account.executions('run')]).toEqual(before);
    expect(await account.copiesToDelete()).toEqual([]);
    expect(local.lambda.failedEvents()).toHaveLength(failed);
  });
});
