import {
  checkFilterExpression,
  filteredFields,
  parseFilterExpression,
} from '../../../../lib/personalize/filter-expression';
import type { FilterSchemas } from '../../../../lib/personalize/filter-expression/check';
import { schemaFields } from '../../../../lib/personalize/schema';

const SCHEMAS: FilterSchemas = {
  INTERACTIONS: schemaFields({ fields: [{ name: 'EVENT_TYPE', type: 'string' }] }),
  ITEMS: schemaFields({
    fields: [
      { name: 'GENRE', type: 'string', categorical: true },
      { name: 'BRAND', type: ['null', 'string'] },
      { name: 'YEAR', type: 'int' },
      { name: 'PLOT', type: 'string', textual: true },
      { name: 'IN_STOCK', type: 'boolean' },
    ],
  }),
  USERS: schemaFields({ fields: [{ name: 'AGE', type: 'int' }] }),
};

function parsed(text: string) {
  const result = parseFilterExpression(text);
  if ('error' in result) throw new Error(result.error.message);
  return result.expression;
}

describe('checkFilterExpression', () => {
  it.each([
    'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*") | INCLUDE ItemID WHERE Items.YEAR > 1970',
    'INCLUDE ItemID WHERE Items.BRAND IN CurrentItem.BRAND',
    'INCLUDE ItemID WHERE items.GENRE IN ("a") IF CurrentUser.AGE >= 18',
    'INCLUDE UserID WHERE Interactions.EVENT_TYPE IN ($TYPE)',
  ])('accepts %s', (text) => {
    // Act
    const problems = checkFilterExpression(parsed(text), SCHEMAS);

    // Assess
    expect(problems).toEqual([]);
  });

  it.each([
    [
      'an unknown field of the current item',
      'INCLUDE ItemID WHERE Items.BRAND IN §CurrentItem.MAKER',
      'filter-field',
      'error',
    ],
    [
      'an unknown field of the current user',
      'INCLUDE ItemID WHERE Items.YEAR > 1 IF CurrentUser.§NAME IN ("a")',
      'filter-field',
      'error',
    ],
    ['a condition on a textual field', 'INCLUDE ItemID WHERE §Items.PLOT IN ("a")', 'filter-field-type', 'error'],
    [
      'a condition on a boolean field',
      'INCLUDE ItemID WHERE §Items.IN_STOCK IN ("true")',
      'filter-field-type',
      'error',
    ],
    ['a dataset that does not exist', 'INCLUDE ActionID WHERE §Actions.X > 1', 'filter-dataset', 'error'],
    ['a condition on actions for items', 'INCLUDE ItemID WHERE §Actions.X > 1', 'filter-target', 'error'],
    [
      'a condition on items for users, which is not documented',
      'INCLUDE UserID WHERE §Items.YEAR > 1',
      'filter-target',
      'warning',
    ],
    ['a number field with IN', 'INCLUDE ItemID WHERE §Items.YEAR IN ("1970")', 'filter-operator', 'warning'],
    ['a string field with <', 'INCLUDE ItemID WHERE §Items.GENRE < 5', 'filter-operator', 'warning'],
    ['a quoted number', 'INCLUDE ItemID WHERE Items.YEAR > §"1970"', 'filter-operator', 'warning'],
  ])('reports %s', (_, textWithMark, rule, severity) => {
    // Prepare
    const offset = textWithMark.indexOf('§');
    const expression = parsed(textWithMark.replace('§', ''));

    // Act
    const problems = checkFilterExpression(expression, SCHEMAS);

    // Assess
    expect(problems).toContainEqual(expect.objectContaining({ rule, severity, offset }));
  });
});

describe('checkFilterExpression without any schema', () => {
  it.each([
    ['Actions.REPEAT_FREQUENCY', 'ActionID', 'filter-automatic-field'],
    ['Actions.expiration_timestamp', 'ActionID', 'filter-automatic-field'],
    ['Interactions.EVENT_VALUE', 'ItemID', 'filter-field'],
    ['Action_Interactions.TIMESTAMP', 'ActionID', 'filter-field'],
  ])('reports that no filter can use %s', (field, target, rule) => {
    // Act
    const problems = checkFilterExpression(parsed(`EXCLUDE ${target} WHERE ${field} > 5`), {});

    // Assess
    expect(problems).toContainEqual(expect.objectContaining({ rule, severity: 'error' }));
  });

  it('reports that the file has no Actions dataset', () => {
    // Act
    const problems = checkFilterExpression(parsed('EXCLUDE ActionID WHERE Actions.KIND IN ("a")'), {});

    // Assess
    expect(problems).toEqual([
      expect.objectContaining({ rule: 'filter-dataset', message: 'the file has no Actions dataset' }),
    ]);
  });
});

describe('filteredFields', () => {
  it('lists a field once, whatever the case of its letters, and no field of the current user or item', () => {
    // Prepare
    const expression = parsed(
      'INCLUDE ItemID WHERE Items.GENRE IN ("a") OR items.genre IN CurrentItem.BRAND IF CurrentUser.AGE > 1 | EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")',
    );

    // Act
    const fields = filteredFields(expression);

    // Assess
    expect([...fields.keys()]).toEqual(['ITEMS.GENRE', 'INTERACTIONS.EVENT_TYPE']);
  });
});
