import { recordTable, TABLE } from '../../../../support/record-table';

const KEY = { datasetGroup: { S: 'movies' }, item: { S: 'a' } };
const list = (...texts: readonly string[]) => ({ L: texts.map((S) => ({ S })) });
const INVALID_PATH = 'The document path provided in the update expression is invalid for update';

/**
 * Returns the item after an update, without its key. Returns undefined if there is no item, and the error message if
 * the update fails.
 */
async function updated(
  item: object | undefined,
  expression: string,
  values?: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { aws } = await recordTable();
  if (item !== undefined) await aws.call('dynamodb', 'PutItem', { TableName: TABLE, Item: { ...KEY, ...item } });
  try {
    await aws.call('dynamodb', 'UpdateItem', {
      TableName: TABLE,
      Key: KEY,
      UpdateExpression: expression,
      ...(values !== undefined && { ExpressionAttributeValues: values }),
    });
  } catch (error) {
    return (error as Error).message;
  }
  const { Item: found } = (await aws.call('dynamodb', 'GetItem', { TableName: TABLE, Key: KEY })) as {
    readonly Item?: Readonly<Record<string, unknown>>;
  };
  if (found === undefined) return undefined;
  const { datasetGroup: _group, item: _item, ...rest } = found;
  return rest;
}

describe('an update', () => {
  it.each([
    [
      'reads all values before it writes',
      { a: { N: '1' }, b: { N: '2' } },
      'SET a = b, b = a',
      undefined,
      { a: { N: '2' }, b: { N: '1' } },
    ],
    [
      'applies all positions to the list as it was before the update',
      { a: list('w', 'x', 'y', 'z') },
      'REMOVE a[0], a[2] SET a[1] = :v',
      { ':v': { S: 'X' } },
      { a: list('X', 'z') },
    ],
    [
      'appends values that are set beyond the end of a list',
      { a: list('x') },
      'SET a[9] = :w, a[5] = :v',
      { ':v': { S: 'y' }, ':w': { S: 'z' } },
      { a: list('x', 'y', 'z') },
    ],
    [
      'appends to a list from which it removes an element',
      { a: list('x') },
      'SET a[3] = :v REMOVE a[0]',
      { ':v': { S: 'y' } },
      { a: list('y') },
    ],
    ['removes nothing beyond the end of a list', { a: list('x') }, 'REMOVE a[3]', undefined, { a: list('x') }],
    ['ignores the removal of an absent attribute', { a: list('x') }, 'REMOVE b', undefined, { a: list('x') }],
    [
      'writes into maps',
      { a: { M: { b: { M: {} } } } },
      'SET a.b.c = :v',
      { ':v': { S: 'x' } },
      { a: { M: { b: { M: { c: { S: 'x' } } } } } },
    ],
    ['joins lists', { a: list('x') }, 'SET a = list_append(a, :v)', { ':v': list('y') }, { a: list('x', 'y') }],
    [
      'keeps an existing value, and sets an absent value, with if_not_exists',
      { a: { S: 'x' } },
      'SET a = if_not_exists(a, :v), b = if_not_exists(b, :v)',
      { ':v': { S: 'y' } },
      { a: { S: 'x' }, b: { S: 'y' } },
    ],
    [
      'adds decimal numbers without rounding errors',
      { a: { N: '0.1' } },
      'SET a = a + :v',
      { ':v': { N: '0.2' } },
      { a: { N: '0.3' } },
    ],
    [
      'adds to numbers and sets',
      { a: { N: '1' }, b: { SS: ['x'] } },
      'ADD a :n, b :s, c :n',
      { ':n': { N: '+2' }, ':s': { SS: ['x', 'y'] } },
      { a: { N: '3' }, b: { SS: ['x', 'y'] }, c: { N: '2' } },
    ],
    [
      'deletes elements from sets, and the whole set if no element is left',
      { a: { SS: ['x', 'y'] }, b: { SS: ['x'] } },
      'DELETE a :s, b :s, c :s',
      { ':s': { SS: ['x'] } },
      { a: { SS: ['y'] } },
    ],
    ['creates an item that does not exist', undefined, 'ADD a :n', { ':n': { N: '2' } }, { a: { N: '2' } }],
  ])('%s', async (_what, item, expression, values, expected) => {
    // Act and assess
    expect(await updated(item, expression, values)).toEqual(expected);
  });

  it.each([
    ['removes attributes', 'REMOVE a', undefined],
    ['deletes elements of sets', 'DELETE a :s', { ':s': { SS: ['x'] } }],
    ['removes attributes and deletes elements', 'REMOVE a DELETE b :s', { ':s': { SS: ['x'] } }],
  ])('creates no item if it only %s', async (_what, expression, values) => {
    // Act and assess
    expect(await updated(undefined, expression, values)).toBeUndefined();
  });

  it.each([
    ['a path through an absent map', {}, 'SET a.b = :v', { ':v': { S: 'x' } }, INVALID_PATH],
    [
      'a path with a name where a list needs a position',
      { a: list('x') },
      'SET a.b = :v',
      { ':v': { S: 'x' } },
      INVALID_PATH,
    ],
    [
      'an absent operand',
      {},
      'SET a = b',
      undefined,
      'The provided expression refers to an attribute that does not exist in the item',
    ],
    [
      'a sum of text and a number',
      { a: { S: 'x' } },
      'SET a = a + :v',
      { ':v': { N: '1' } },
      'An operand in the update expression has an incorrect data type',
    ],
    [
      'an ADD of a number to text',
      { a: { S: 'x' } },
      'ADD a :v',
      { ':v': { N: '1' } },
      'An operand in the update expression has an incorrect data type',
    ],
    [
      'a sum that is too large',
      { a: { N: '9e125' } },
      'SET a = a + :v',
      { ':v': { N: '9e125' } },
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    ],
    [
      'an ADD whose sum is too large',
      { a: { N: '9e125' } },
      'ADD a :v',
      { ':v': { N: '9e125' } },
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    ],
  ])('is refused with %s', async (_what, item, expression, values, message) => {
    // Act and assess
    expect(await updated(item, expression, values)).toBe(message);
  });

  it('returns, on request, the old or new values of the written attributes or of all attributes', async () => {
    // Prepare
    const { aws } = await recordTable();
    await aws.call('dynamodb', 'PutItem', { TableName: TABLE, Item: { ...KEY, a: { N: '1' }, b: { S: 'x' } } });
    const update = (returned: string) =>
      aws.call('dynamodb', 'UpdateItem', {
        TableName: TABLE,
        Key: KEY,
        UpdateExpression: 'SET a = a + :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
        ReturnValues: returned,
      });

    // Act
    const answers = [];
    for (const returned of ['UPDATED_OLD', 'UPDATED_NEW', 'ALL_OLD', 'ALL_NEW', 'NONE']) {
      answers.push(await update(returned));
    }

    // Assess
    expect(answers).toEqual([
      { Attributes: { a: { N: '1' } } },
      { Attributes: { a: { N: '3' } } },
      { Attributes: { ...KEY, a: { N: '3' }, b: { S: 'x' } } },
      { Attributes: { ...KEY, a: { N: '5' }, b: { S: 'x' } } },
      {},
    ]);
  });

  it('inside a map does not change other attributes that were set to the same map', async () => {
    // Prepare
    const { aws } = await recordTable();
    const update = (UpdateExpression: string, values?: object) =>
      aws.call('dynamodb', 'UpdateItem', {
        TableName: TABLE,
        Key: KEY,
        UpdateExpression,
        ...(values && { ExpressionAttributeValues: values }),
      });
    await update('SET a = :map, b = :map', { ':map': { M: { x: { N: '1' } } } });
    await update('SET c = a');

    // Act
    await update('SET a.x = :two', { ':two': { N: '2' } });

    // Assess
    const { Item } = (await aws.call('dynamodb', 'GetItem', { TableName: TABLE, Key: KEY })) as { Item: object };
    const [one, two] = ['1', '2'].map((N) => ({ M: { x: { N } } }));
    expect(Item).toMatchObject({ a: two, b: one, c: one });
  });
});
