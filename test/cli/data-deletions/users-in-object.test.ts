import { usersIn } from '../../../cli/data-deletions/users-in-object';

/** Yields the bytes of the text in chunks of 64 KiB. */
async function* chunks(text: string) {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += 1 << 16) yield bytes.subarray(at, at + (1 << 16));
}

describe('The users in an object', () => {
  test('are found in a file of several MiB without a line break', async () => {
    // Prepare
    const padding = 'word '.repeat(300_000);
    const users = Array.from({ length: 2000 }, (_, index) => `user-${index}`);
    const text = `${padding}${users.join(';')};${padding}last`;

    // Act
    const found = await usersIn('batch/small/notes.txt', () => chunks(text), new Set([...users, 'last', 'wor']));

    // Assess
    expect(found.users).toEqual(new Set([...users, 'last']));
  });

  test('are found in JSON that is nested more deeply than the call stack allows', async () => {
    // Prepare
    const text = `${'['.repeat(100_000)}{"usersList":["user-1"]}${']'.repeat(100_000)}`;

    // Act
    const found = await usersIn('batch/small/output.json', () => chunks(text), new Set(['user-1']));

    // Assess
    expect(found.users).toEqual(new Set(['user-1']));
  });

  test('are found among the words of a csv without a column USER_ID, unless it is a csv of items', async () => {
    // Prepare
    const open = () => chunks('ID;GENRE\n17;drama\n');

    // Act
    const users = new Set(['17']);
    const interactions = await usersIn('train/small/interactions/1.csv', open, users);
    const items = await usersIn('train/small/items/1.csv', open, users);

    // Assess
    expect(interactions).toEqual({ users, problem: 'it has no column USER_ID.' });
    expect(items.users).toEqual(new Set());
  });

  test('are found in the column USER_ID and among the words of a csv with a quote that is not escaped', async () => {
    // Prepare
    const open = () => chunks('USER_ID,NOTE\nJane Doe,1\nx,"y\nu1,5" tv\n');
    const users = new Set(['Jane Doe', 'u1']);

    // Act
    const interactions = await usersIn('train/small/interactions.csv', open, users);
    const items = await usersIn('train/small/items.csv', open, users);

    // Assess
    expect(interactions).toEqual({ users, problem: 'line 4: a quote is not escaped.' });
    expect(items).toEqual(interactions);
  });

  test.each([
    ['numbers', '17\n18\n', '17'],
    ['quoted texts', '"u1"\n"u2"\n', 'u1'],
  ])('are found in a list that has no header and only %s', async (_, text, user) => {
    // Act
    const found = await usersIn('delete/small/list.csv', () => chunks(text), new Set([user]));

    // Assess
    expect(found).toEqual({ users: new Set([user]), problem: 'it has no column USER_ID.' });
  });
});
