import { withoutUsers } from '../../../functions/ensure-resources/without-users';

async function* csv() {
  yield new TextEncoder().encode('USER_ID\nuser-7\nuser-71\n5\na.b\nc\\d\n"e""f"\n');
}

test.each([
  ['several ids in a sentence', "Invalid user 'user-7', after user-71.", "Invalid user '[user]', after [user]."],
  ['a number and an id with a dot', 'Line 5 of axb has a.b', 'Line [user] of axb has [user]'],
  [
    'ids escaped in JSON',
    String.raw`Invalid: {"users":["c\\d","e\"f"]}, c\d`,
    'Invalid: {"users":["[user]","[user]"]}, [user]',
  ],
  ['not in a number that contains an id', 'Nothing in 55 lines.', 'Nothing in 55 lines.'],
])('withoutUsers replaces the user ids of the csv in a reason from Personalize: %s', async (_, reason, expected) => {
  expect(await withoutUsers(reason, csv)).toBe(expected);
});
