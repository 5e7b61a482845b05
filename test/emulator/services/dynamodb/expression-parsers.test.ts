import type { Aws } from '../../../../emulator/core/aws';
import { DynamoDbService } from '../../../../emulator/services/dynamodb/service';
import { testAws } from '../../../support/in-process';

const key = (name: string) => ({ id: { S: 'x' }, item: { S: name } });

async function account(): Promise<Aws> {
  const aws = testAws();
  aws.register(new DynamoDbService(aws));
  await aws.call('dynamodb', 'CreateTable', {
    TableName: 'record',
    AttributeDefinitions: ['id', 'item'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'id', KeyType: 'HASH' },
      { AttributeName: 'item', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
  for (const name of ['1', '2', '3'])
    await aws.call('dynamodb', 'PutItem', {
      TableName: 'record',
      Item: { ...key(name), a: { N: name }, b: { N: '2' }, c: { S: name } },
    });
  return aws;
}

/** Returns the names of the items found, in order, or the error message if the request fails. */
async function found(aws: Aws, operation: 'Query' | 'Scan', input: object): Promise<string> {
  try {
    const { Items: items } = (await aws.call('dynamodb', operation, { TableName: 'record', ...input })) as {
      readonly Items: readonly { readonly item: { readonly S: string } }[];
    };
    return items.map(({ item }) => item.S).join();
  } catch (error) {
    return (error as Error).message;
  }
}

function filter(FilterExpression: string, values: object, names?: object): object {
  return {
    FilterExpression,
    ExpressionAttributeValues: values,
    ...(names !== undefined && { ExpressionAttributeNames: names }),
  };
}

describe('an expression that an earlier request has used', () => {
  it.each([
    ['other values', filter('a >= :n', { ':n': { N: '3' } }), filter('a >= :n', { ':n': { N: '2' } }), ['3', '2,3']],
    [
      'its two values exchanged',
      filter('a > :m AND a < :n', { ':m': { N: '1' }, ':n': { N: '3' } }),
      filter('a > :m AND a < :n', { ':m': { N: '3' }, ':n': { N: '1' } }),
      ['2', ''],
    ],
    [
      'its placeholder bound to another attribute',
      filter('#x = :n', { ':n': { N: '2' } }, { '#x': 'a' }),
      filter('#x = :n', { ':n': { N: '2' } }, { '#x': 'b' }),
      ['2', '1,2,3'],
    ],
    [
      'a value of a type that its function does not accept',
      filter('begins_with(c, :v)', { ':v': { S: '2' } }),
      filter('begins_with(c, :v)', { ':v': { N: '2' } }),
      [
        '2',
        'Invalid FilterExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
      ],
    ],
    [
      'bounds in the wrong order',
      filter('a BETWEEN :m AND :n', { ':m': { N: '1' }, ':n': { N: '2' } }),
      filter('a BETWEEN :m AND :n', { ':m': { N: '2' }, ':n': { N: '1' } }),
      [
        '1,2',
        'Invalid FilterExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}',
      ],
    ],
    [
      'the name of a type that does not exist',
      filter('attribute_type(a, :t)', { ':t': { S: 'N' } }),
      filter('attribute_type(a, :t)', { ':t': { S: 'X' } }),
      [
        '1,2,3',
        'Invalid FilterExpression: Invalid attribute type name found; type: X, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
      ],
    ],
    [
      'the same value and an unused second value',
      filter('a = :n', { ':n': { N: '1' } }),
      filter('a = :n', { ':n': { N: '1' }, ':m': { N: '2' } }),
      ['1', 'Value provided in ExpressionAttributeValues unused in expressions: keys: {:m}'],
    ],
    [
      'a missing value',
      filter('a = :n', { ':n': { N: '1' } }),
      filter('a = :n', { ':m': { N: '1' } }),
      [
        '1',
        'Invalid FilterExpression: An expression attribute value used in expression is not defined; attribute value: :n',
      ],
    ],
  ])('is checked and evaluated anew with %s', async (_what, first, second, expected) => {
    // Prepare
    const aws = await account();

    // Act
    const answers = [await found(aws, 'Scan', first), await found(aws, 'Scan', second)];

    // Assess
    expect(answers).toEqual(expected);
  });

  it('is evaluated anew if it is a key condition with a value on the left of an operator', async () => {
    // Prepare
    const aws = await account();
    const behind = (value: string) =>
      found(aws, 'Query', {
        KeyConditionExpression: 'id = :id AND :item < #item',
        ExpressionAttributeNames: { '#item': 'item' },
        ExpressionAttributeValues: { ':id': { S: 'x' }, ':item': { S: value } },
      });

    // Act
    const answers = [await behind('1'), await behind('2'), await behind('1')];

    // Assess
    expect(answers).toEqual(['2,3', '3', '2,3']);
  });

  it('writes the values of the current request if it is an update', async () => {
    // Prepare
    const aws = await account();
    const update = (value: object) =>
      aws.call('dynamodb', 'UpdateItem', {
        TableName: 'record',
        Key: key('1'),
        UpdateExpression: 'SET c = if_not_exists(zzz, :v), d = :v REMOVE b',
        ExpressionAttributeValues: { ':v': value },
        ReturnValues: 'ALL_NEW',
      });

    // Act
    const answers = [await update({ N: '1' }), await update({ N: '2' }), await update({ S: 'x' })];

    // Assess
    expect(answers).toEqual(
      [{ N: '1' }, { N: '2' }, { S: 'x' }].map((value) => ({
        Attributes: { ...key('1'), a: { N: '1' }, c: value, d: value },
      })),
    );
  });
});
