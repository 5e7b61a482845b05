import { compileFilter, type FilterSubject } from '../../../../../emulator/services/personalize/filtering/filter';
import { parsedFilter } from '../../../../../emulator/services/personalize/types/filter';
import { logOf } from '../../../../support/interaction-log';
import { Recommending } from '../../../../support/recommending';

const row = (cells: Readonly<Record<string, string | null>>) => new Map(Object.entries(cells));

const ITEMS = new Map([
  ['a', row({ GENRE: 'noir|art', PRICE: '5', MAKER: 'x' })],
  ['b', row({ GENRE: 'love', PRICE: '10', MAKER: 'y' })],
  ['c', row({ GENRE: null, PRICE: '20', MAKER: 'x' })],
]);
const USERS = new Map([['ann', row({ TIER: 'gold', AGE: '30' })]]);
const EVENTS = logOf('ann a 1 click', 'ann b 2 Buy', 'bob c 3 click');

function passing(
  text: string,
  values: Readonly<Record<string, string>> = {},
  subject: FilterSubject = { userId: 'ann' },
): string {
  const passes = compileFilter(parsedFilter(text), values, subject, {
    item: (id) => ITEMS.get(id),
    user: (id) => USERS.get(id),
    action: () => undefined,
    events: (_dataset, user) => EVENTS.of(user),
  });
  return ['a', 'b', 'c', 'd'].filter(passes).join('');
}

describe('a filter', () => {
  it.each([
    ['INCLUDE ItemID WHERE Items.GENRE IN ("art", "love")', 'ab'],
    ['EXCLUDE ItemID WHERE Items.GENRE IN ("art", "love")', 'cd'],
    ['INCLUDE ItemID WHERE Items.GENRE NOT IN ("art")', 'bc'],
    ['INCLUDE ItemID WHERE Items.PRICE >= 10 AND Items.PRICE < 20', 'b'],
    ['INCLUDE ItemID WHERE Items.PRICE < 6 OR Items.PRICE > 15', 'ac'],
    ['INCLUDE ItemID WHERE Items.PRICE != 10', 'ac'],
    ['INCLUDE ItemID WHERE Items.price = 10', 'b'],
    ['EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("BUY")', 'acd'],
    ['INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")', 'ab'],
    ['EXCLUDE ItemID WHERE Interactions.EVENT_TYPE NOT IN ("buy")', 'bcd'],
    ['INCLUDE ItemID WHERE Items.MAKER IN ("x") | EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click")', 'c'],
    ['INCLUDE ItemID WHERE Items.MAKER IN ("x") | INCLUDE ItemID WHERE Items.PRICE = 10', 'abc'],
    ['EXCLUDE ItemID WHERE Items.MAKER IN ("x") IF CurrentUser.AGE > 18 AND CurrentUser.TIER IN ("gold")', 'bd'],
    ['EXCLUDE ItemID WHERE Items.MAKER IN ("x") IF CurrentUser.AGE > 40', 'abcd'],
  ])('%s keeps the items %s', (text, expected) => {
    expect(passing(text)).toBe(expected);
  });

  it('can compare items with the item of the request', () => {
    expect(passing('INCLUDE ItemID WHERE Items.MAKER IN CurrentItem.MAKER', {}, { itemId: 'a' })).toBe('ac');
    expect(passing('INCLUDE ItemID WHERE Items.PRICE > CurrentItem.PRICE', {}, { itemId: 'a' })).toBe('bc');
  });

  it('takes the values of its parameters from the request', () => {
    expect(passing('INCLUDE ItemID WHERE Items.GENRE IN ($GENRE)', { GENRE: '"noir","love"' })).toBe('ab');
    expect(passing('INCLUDE ItemID WHERE Items.PRICE > $LEAST', { LEAST: '7' })).toBe('bc');
    expect(passing('INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ($TYPE)', { TYPE: '"Click"' })).toBe('a');
  });

  it('ignores an EXCLUDE clause if the request has no values for its parameters', () => {
    expect(passing('EXCLUDE ItemID WHERE Items.GENRE IN ($GENRE) | EXCLUDE ItemID WHERE Items.PRICE = 10')).toBe('acd');
  });

  it.each([
    [
      'has a text where the filter compares numbers',
      'EXCLUDE ItemID WHERE Items.PRICE < $MOST',
      { MOST: 'dear' },
      /'dear' for 'MOST', it must be a number: .*Items\.PRICE by </,
    ],
    ['lacks a value for a parameter of INCLUDE', 'INCLUDE ItemID WHERE Items.GENRE IN ($GENRE)', {}, /lacks 'GENRE'/],
    [
      'has a value for a parameter that the filter does not have',
      'EXCLUDE ItemID WHERE Items.GENRE IN ($GENRE)',
      { TYPE: '"x"' },
      /'TYPE'.*it has \$GENRE/,
    ],
  ])('refuses a request that %s', (_what, text, values, message) => {
    expect(() => passing(text, values)).toThrow(message);
  });

  it('reads only the hundred newest events of each event type', () => {
    // Prepare
    const log = logOf(...Array.from({ length: 150 }, (_, index) => `ann i${index} ${index} click`), 'ann old 0 buy');
    const passes = compileFilter(
      parsedFilter('INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")'),
      {},
      { userId: 'ann' },
      {
        item: () => undefined,
        user: () => undefined,
        action: () => undefined,
        events: (_dataset, user) => log.of(user),
      },
    );

    // Act
    const found = ['i149', 'i50', 'i49', 'old'].map(passes);

    // Assess
    expect(found).toEqual([true, true, false, true]);
  });
});

describe('recommendations with a filter', () => {
  it('contain only items that pass the filter, even if they are fewer than requested', async () => {
    // Prepare
    const bed = await Recommending.open();
    const filterArn = await bed.filter('EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")');

    // Act
    const items = await bed.recommended({ userId: 'u0', filterArn });

    // Assess
    expect(items.toSorted().join()).toBe('b0,b1,b2,b3,b4,b5,b6,b7,b8,b9');
  });

  it('are refused if the filter is of another dataset group', async () => {
    // Prepare
    const bed = await Recommending.open();
    const other = await bed.trainableGroup('other');
    const filterArn = await bed.settled(
      bed.create('CreateFilter', {
        name: 'other',
        datasetGroupArn: other,
        filterExpression: 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")',
      }),
    );

    // Act
    const call = bed.recommended({ userId: 'u0', filterArn });

    // Assess
    await expect(call).rejects.toMatchObject({ message: expect.stringMatching(/is not of dataset group/) });
  });
});
