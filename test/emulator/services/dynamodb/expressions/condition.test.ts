import { recordTable, TABLE } from '../../../../support/record-table';

const KEY = { datasetGroup: { S: 'movies' }, item: { S: 'a' } };
/** Bytes that are not UTF-8. */
const BYTES = { B: Buffer.from([0xff, 0xfe, 0x01]).toString('base64') };
const FIRST_BYTES = { B: Buffer.from([0xff, 0xfe]).toString('base64') };
const OTHER_BYTES = { B: Buffer.from([0xfe, 0xff]).toString('base64') };
const LIST = { L: [{ N: '1' }, { L: [{ S: 'x' }] }, { M: { b: { BOOL: true }, c: { NULL: true } } }] };
const MAP = { M: { list: LIST, set: { NS: ['1', '2'] } } };

async function holds(
  item: object,
  condition: string,
  values?: Readonly<Record<string, unknown>>,
): Promise<boolean | string> {
  const { aws } = await recordTable();
  await aws.call('dynamodb', 'PutItem', { TableName: TABLE, Item: { ...KEY, ...item } });
  const input = {
    TableName: TABLE,
    Key: KEY,
    ConditionExpression: condition,
    ...(values !== undefined && { ExpressionAttributeValues: values }),
  };
  try {
    await aws.call('dynamodb', 'DeleteItem', input);
    return true;
  } catch (error) {
    const { code, message } = error as { readonly code: string; readonly message: string };
    return code === 'ConditionalCheckFailedException' ? false : message;
  }
}

describe('a condition', () => {
  it.each([
    ['a list equals a list of equal elements', { a: LIST }, 'a = :v', { ':v': structuredClone(LIST) }],
    ['a map equals a map of equal members', { a: MAP }, 'a = :v', { ':v': structuredClone(MAP) }],
    [
      'two sets have equal numbers, in a different order and notation',
      { a: { NS: ['2', '1'] } },
      'a = :v',
      { ':v': { NS: ['1', '2.0'] } },
    ],
    ['equal numbers are written in different ways', { a: { N: '1.50' } }, 'a = :v', { ':v': { N: '15e-1' } }],
    ['two equal numbers differ in a plus sign only', { a: { N: '+3' } }, 'a = :v', { ':v': { N: '3' } }],
    [
      'lists with different elements are compared by <>',
      { a: { L: [{ N: '1' }] } },
      'a <> :v',
      { ':v': { L: [{ N: '2' }] } },
    ],
    ['an absent attribute is compared with a value by <>', {}, 'a <> :v', { ':v': { N: '2' } }],
    ['a list contains a list', { a: LIST }, 'contains(a, :v)', { ':v': { L: [{ S: 'x' }] } }],
    ['a list contains a boolean', { a: { L: [{ BOOL: false }] } }, 'contains(a, :v)', { ':v': { BOOL: false } }],
    ['a set contains a number', { a: { NS: ['10', '2'] } }, 'contains(a, :v)', { ':v': { N: '1e1' } }],
    ['a set contains bytes', { a: { BS: [BYTES.B] } }, 'contains(a, :v)', { ':v': BYTES }],
    ['bytes contain bytes', { a: BYTES }, 'contains(a, :v)', { ':v': { B: Buffer.from([0xfe]).toString('base64') } }],
    ['bytes begin with bytes', { a: BYTES }, 'begins_with(a, :v)', { ':v': FIRST_BYTES }],
    ['a list equals one of the values of IN', { a: LIST }, 'a IN (:v, :w)', { ':v': { S: 'x' }, ':w': LIST }],
    [
      'an operand of IN is absent, and another operand is equal',
      { a: { S: 'x' } },
      'a IN (b, :v)',
      { ':v': { S: 'x' } },
    ],
    [
      'a text is less than another in UTF-8, even if not in UTF-16',
      { a: { S: '\uffee' } },
      'a < :v',
      { ':v': { S: '\u{1f600}' } },
    ],
    [
      'a number is between two numbers, even if not when they are compared as text',
      { a: { N: '-10' } },
      'a BETWEEN :v AND :w',
      { ':v': { N: '-11' }, ':w': { N: '9' } },
    ],
    ['the size of a map is compared with the number of its members', { a: MAP }, 'size(a) = :v', { ':v': { N: '2' } }],
    [
      'the size of a binary value is compared with the number of its bytes',
      { a: BYTES },
      'size(a) = :v',
      { ':v': { N: '3' } },
    ],
    ['an attribute has the given type', { a: LIST }, 'attribute_type(a, :v)', { ':v': { S: 'L' } }],
    ['a path through a list and a map leads to an equal value', { a: LIST }, 'a[2].b = :v', { ':v': { BOOL: true } }],
    [
      'attribute_not_exists has a path beyond the end of a list',
      { a: LIST },
      'attribute_not_exists(a[7].b)',
      undefined,
    ],
  ])('holds if %s', async (_what, item, condition, values) => {
    // Act and assess
    expect(await holds(item, condition, values)).toBe(true);
  });

  it.each([
    ['two absent attributes are compared by =', {}, 'a = b', undefined],
    ['an attribute is compared with an absent attribute by >=', { a: { S: 'x' } }, 'a >= b', undefined],
    ['two absent attributes are compared by <=', {}, 'a <= b', undefined],
    ['text is compared by = with a number that has the same digits', { a: { S: '1' } }, 'a = :v', { ':v': { N: '1' } }],
    ['text is compared by < with a number', { a: { S: '1' } }, 'a < :v', { ':v': { N: '2' } }],
    [
      'two lists have the same elements in a different order',
      { a: { L: [{ N: '1' }, { N: '2' }] } },
      'a = :v',
      { ':v': { L: [{ N: '2' }, { N: '1' }] } },
    ],
    [
      'a map has one member more than the map with which it is compared',
      { a: MAP },
      'a = :v',
      { ':v': { M: { list: LIST } } },
    ],
    [
      'bytes do not begin with the given bytes, even if they do when both are decoded as UTF-8',
      { a: BYTES },
      'begins_with(a, :v)',
      { ':v': OTHER_BYTES },
    ],
    ['an absent attribute is compared with an absent operand of IN', {}, 'a IN (b, :v)', { ':v': { S: 'x' } }],
    ['a bound of BETWEEN is absent', { a: { N: '1' } }, 'a BETWEEN b AND :v', { ':v': { N: '2' } }],
    ['it compares the size of a number', { a: { N: '1' } }, 'size(a) > :v', { ':v': { N: '0' } }],
    ['it searches a set for a value of another type', { a: { SS: ['1'] } }, 'contains(a, :v)', { ':v': { N: '1' } }],
  ])('does not hold if %s', async (_what, item, condition, values) => {
    // Act and assess
    expect(await holds(item, condition, values)).toBe(false);
  });

  it('filters the results of a scan, and those of a query after its limit', async () => {
    // Prepare
    const { aws } = await recordTable();
    for (const [name, a] of Object.entries({ x: LIST, y: MAP, z: LIST })) {
      await aws.call('dynamodb', 'PutItem', { TableName: TABLE, Item: { ...KEY, item: { S: name }, a } });
    }
    const filter = {
      TableName: TABLE,
      FilterExpression: 'a = :v',
      ProjectionExpression: '#i',
      ExpressionAttributeNames: { '#i': 'item' },
    };

    // Act
    const query = await aws.call('dynamodb', 'Query', {
      ...filter,
      KeyConditionExpression: 'datasetGroup = :g',
      ExpressionAttributeValues: { ':v': LIST, ':g': KEY.datasetGroup },
      Limit: 2,
    });
    const scan = await aws.call('dynamodb', 'Scan', { ...filter, ExpressionAttributeValues: { ':v': LIST } });

    // Assess
    expect(query).toEqual({
      Items: [{ item: { S: 'x' } }],
      Count: 1,
      ScannedCount: 2,
      LastEvaluatedKey: { ...KEY, item: { S: 'y' } },
    });
    expect(scan).toEqual({ Items: [{ item: { S: 'x' } }, { item: { S: 'z' } }], Count: 2, ScannedCount: 3 });
  });
});
