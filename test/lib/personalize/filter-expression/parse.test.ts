import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFilterExpression } from '../../../../lib/personalize/filter-expression';
import { generateParser } from '../../../../lib/personalize/filter-expression/generate-parser';

function errorOf(text: string) {
  const parsed = parseFilterExpression(text);
  return 'error' in parsed ? parsed.error : undefined;
}

describe('the committed parser', () => {
  it('is what generate-parser.ts generates (npx tsx lib/personalize/filter-expression/generate-parser.ts)', () => {
    // Act
    const committed = readFileSync(join(__dirname, '../../../../lib/personalize/filter-expression/parser.js'), 'utf8');

    // Assess
    expect(committed).toBe(generateParser());
  });
});

describe('parseFilterExpression', () => {
  it.each([
    'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("purchase", "add_to_cart")',
    'INCLUDE ItemID WHERE Interactions.EVENT_TYPE in ("click", "stream")',
    'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")',
    'INCLUDE ItemID WHERE Items.SHELF IN ($SHELVES)',
    'EXCLUDE ItemID WHERE Items.SHELF NOT IN ("garden", "tools")',
    'INCLUDE ItemID WHERE Items.YEAR >= 1970 AND Items.YEAR < 1980',
    'INCLUDE ItemID WHERE Items.YEAR>=1970 AND Items.PRICE!=-1.5',
    'INCLUDE ItemID WHERE Items.CREATION_TIMESTAMP > $SINCE',
    'EXCLUDE ItemID WHERE Items.GENRE IN ("horror") IF CurrentUser.AGE < 18 AND CurrentUser.COUNTRY IN ("US")',
    'INCLUDE ItemID WHERE Items.BRAND IN CurrentItem.BRAND | EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ($SEEN)',
    'INCLUDE UserID WHERE Users.TIER IN ($TIER) OR Users.AGE != 30',
    'EXCLUDE ActionID WHERE Action_Interactions.EVENT_TYPE IN ("NOT_TAKEN") | INCLUDE ActionID WHERE Actions.VALUE > ($VALUE)',
    'INCLUDE itemId WHERE ITEMS.CATEGORY_L1 IN ("a")|EXCLUDE itemId WHERE INTERACTIONS.event_type IN ("b")',
    "INCLUDE ItemID WHERE Items.GENRE IN ('a', \"it's | IN (fine)\")",
    '  INCLUDE ItemID\n  WHERE Items.GENRE\n  IN("a" , "b")  ',
    `INCLUDE ItemID WHERE Items.GENRE IN ($${'p'.repeat(50)})`,
  ])('reads %s', (text) => {
    // Act
    const error = errorOf(text);

    // Assess
    expect(error).toBeUndefined();
  });

  it.each([
    ['INCLUDE §Items.CATEGORY IN ("shoe")', 'expected ItemID, UserID or ActionID, but found "Items"'],
    ['INCLUDE ItemID WHERE Items.CATEGORY IN §"shoe"', 'expected "(", "CurrentItem" or a placeholder, but found "\\""'],
    ['INCLUDE ItemID WHERE Items.CATEGORY IN §($A, $B)', 'parentheses hold one placeholder and nothing else'],
    ['INCLUDE ItemID WHERE Items.CATEGORY IN §$A', 'a placeholder for IN must be in parentheses: ($NAME)'],
    ['INCLUDE ItemID WHERE Items.CATEGORY IN ("a", §$B)', 'expected a string in double quotes, but found "$"'],
    [
      'EXCLUDE ItemID WHERE Items.GENRE IN ("x") IF CurrentUser.AGE > 18 §OR CurrentUser.AGE < 5',
      'conditions after IF can only be joined by AND',
    ],
    [
      'EXCLUDE ItemID WHERE Items.PRICE §BETWEEN 1 AND 5',
      'expected =, !=, <, <=, >, >= or IN, NOT IN, but found "BETWEEN"',
    ],
    ['INCLUDE ItemID WHERE §CurrentUser.AGE > 18', 'CurrentUser is only allowed after IF'],
    [
      'INCLUDE ItemID WHERE Items.IN_STOCK = §true',
      'expected "(", "CurrentItem", a number, a placeholder or a string in double quotes, but found "true"',
    ],
    [
      'INCLUDE ItemID WHERE §Item.GENRE IN ("a")',
      'expected Items, Interactions, Users, Actions or Action_Interactions, but found "Item"',
    ],
    ['INCLUDE ItemID WHERE Items.GENRE IN ("a"§', 'expected ")" or ",", but found the end of the expression'],
    ['INCLUDE ItemID WHERE Items.YEAR > 1 IF §Items.AGE > 1', 'expected "CurrentUser", but found "Items"'],
    ['§SHOW ItemID WHERE Items.YEAR > 1', 'expected INCLUDE or EXCLUDE, but found "SHOW"'],
    [
      'INCLUDE ItemID WHERE Items.YEAR > §1st',
      'expected "(", "CurrentItem", a number, a placeholder or a string in double quotes, but found "1st"',
    ],
    [`INCLUDE ItemID WHERE Items.GENRE IN (§$${'p'.repeat(51)})`, 'a placeholder has at most 50 characters after "$"'],
  ])('refuses %s', (textWithMark, message) => {
    // Prepare
    const offset = textWithMark.indexOf('§');

    // Act
    const error = errorOf(textWithMark.replace('§', ''));

    // Assess
    expect(error).toEqual({ offset, message });
  });

  it('returns the parts of an expression with their offsets', () => {
    // Prepare
    const text =
      'EXCLUDE ItemID WHERE Items.GENRE not in ("a", "b") AND Items.YEAR <= -2.5 IF currentuser.AGE = $AGE | include UserID where Users.X IN currentItem.Y';

    // Act
    const parsed = parseFilterExpression(text);

    // Assess
    expect(parsed).toEqual({
      expression: {
        clauses: [
          {
            action: 'EXCLUDE',
            target: 'ItemID',
            targetWord: { text: 'ItemID', offset: 8 },
            conditions: [
              {
                field: { dataset: 'Items', name: 'GENRE', offset: 21 },
                operator: 'NOT IN',
                value: {
                  kind: 'list',
                  offset: 40,
                  strings: [
                    { kind: 'string', text: 'a', quote: '"', offset: 41 },
                    { kind: 'string', text: 'b', quote: '"', offset: 46 },
                  ],
                },
              },
              {
                field: { dataset: 'Items', name: 'YEAR', offset: 55 },
                operator: '<=',
                value: { kind: 'number', value: -2.5, offset: 69 },
              },
            ],
            connectives: ['AND'],
            userConditions: [
              {
                field: { dataset: 'Users', name: 'AGE', offset: 89 },
                operator: '=',
                value: { kind: 'placeholder', name: 'AGE', offset: 95 },
              },
            ],
          },
          {
            action: 'INCLUDE',
            target: 'UserID',
            targetWord: { text: 'UserID', offset: 110 },
            conditions: [
              {
                field: { dataset: 'Users', name: 'X', offset: 123 },
                operator: 'IN',
                value: { kind: 'current-item', name: 'Y', offset: 134 },
              },
            ],
            connectives: [],
            userConditions: [],
          },
        ],
      },
    });
  });
});
