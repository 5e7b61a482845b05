import type { Aws } from '../../../../emulator/core/aws';
import { DynamoDbService } from '../../../../emulator/services/dynamodb/service';
import { testAws } from '../../../support/in-process';

const THIRD_OF_A_PAGE = 'x'.repeat(350_000);

interface Page {
  readonly Items: readonly object[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: object;
  readonly ConsumedCapacity: object;
}

/** Creates an account whose table has the given items. Its two indexes have only some of the attributes. */
async function account(items: readonly object[]): Promise<Aws> {
  const aws = testAws();
  aws.register(new DynamoDbService(aws));
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ];
  const Projection = { ProjectionType: 'INCLUDE', NonKeyAttributes: ['shown'] };
  await aws.call('dynamodb', 'CreateTable', {
    TableName: 'record',
    AttributeDefinitions: ['group', 'item', 'owner'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: keys('group', 'item'),
    BillingMode: 'PAY_PER_REQUEST',
    LocalSecondaryIndexes: [{ IndexName: 'local', KeySchema: keys('group', 'owner'), Projection }],
    GlobalSecondaryIndexes: [{ IndexName: 'global', KeySchema: keys('owner', 'item'), Projection }],
  });
  for (const Item of items) await aws.call('dynamodb', 'PutItem', { TableName: 'record', Item });
  return aws;
}

function item(name: string, more: object = {}): object {
  return { group: { S: 'movies' }, item: { S: name }, owner: { S: 'me' }, ...more };
}

function query(aws: Aws, more: object): Promise<Page> {
  return aws.call('dynamodb', 'Query', {
    TableName: 'record',
    KeyConditionExpression: '#group = :group',
    ExpressionAttributeNames: { '#group': 'group' },
    ExpressionAttributeValues: { ':group': { S: 'movies' } },
    ...more,
  }) as Promise<Page>;
}

function scan(aws: Aws, more: object = {}): Promise<Page> {
  return aws.call('dynamodb', 'Scan', { TableName: 'record', ...more }) as Promise<Page>;
}

describe('a page of items', () => {
  it('ends after 1 MB, and the next page continues there', async () => {
    // Prepare
    const aws = await account(['a', 'b', 'c', 'd'].map((name) => item(name, { text: { S: THIRD_OF_A_PAGE } })));

    // Act
    const first = await query(aws, {});
    const second = await query(aws, { ExclusiveStartKey: first.LastEvaluatedKey });

    // Assess
    expect(first).toMatchObject({ Count: 3, LastEvaluatedKey: { group: { S: 'movies' }, item: { S: 'c' } } });
    expect(second).toEqual({ Items: [item('d', { text: { S: THIRD_OF_A_PAGE } })], Count: 1, ScannedCount: 1 });
  });

  it('is filtered after the limit was applied', async () => {
    // Prepare
    const aws = await account(['a', 'b', 'c'].map((name) => item(name, { kept: { BOOL: name !== 'a' } })));

    // Act
    const page = await query(aws, {
      Limit: 2,
      FilterExpression: 'kept = :true',
      ProjectionExpression: 'kept',
      ExpressionAttributeValues: { ':group': { S: 'movies' }, ':true': { BOOL: true } },
    });

    // Assess
    expect(page).toEqual({
      Items: [{ kept: { BOOL: true } }],
      Count: 1,
      ScannedCount: 2,
      LastEvaluatedKey: { group: { S: 'movies' }, item: { S: 'b' } },
    });
  });

  it('of an index includes items that lack a projected attribute', async () => {
    // Prepare
    const aws = await account([item('a', { hidden: { S: 'x' } })]);

    // Act
    const page = await scan(aws, { IndexName: 'global' });

    // Assess
    expect(page).toEqual({ Items: [item('a')], Count: 1, ScannedCount: 1 });
  });

  it('of a local index has all attributes if the query selects them', async () => {
    // Prepare
    const aws = await account([item('a', { hidden: { S: 'x' } })]);

    // Act
    const page = await query(aws, { IndexName: 'local', Select: 'ALL_ATTRIBUTES', ReturnConsumedCapacity: 'INDEXES' });

    // Assess
    expect(page.Items).toEqual([item('a', { hidden: { S: 'x' } })]);
    expect(page.ConsumedCapacity).toEqual({
      TableName: 'record',
      CapacityUnits: 1,
      Table: { CapacityUnits: 0.5 },
      LocalSecondaryIndexes: { local: { CapacityUnits: 0.5 } },
    });
  });

  it('costs twice as much in a consistent scan, which is refused for a global index', async () => {
    // Prepare
    const aws = await account([item('a')]);

    // Act
    const pages = await Promise.all(
      [false, true].map((ConsistentRead) => scan(aws, { ConsistentRead, ReturnConsumedCapacity: 'TOTAL' })),
    );

    // Assess
    expect(pages.map(({ ConsumedCapacity }) => ConsumedCapacity)).toMatchObject([
      { CapacityUnits: 0.5 },
      { CapacityUnits: 1 },
    ]);
    await expect(scan(aws, { IndexName: 'global', ConsistentRead: true })).rejects.toThrow(
      'Consistent reads are not supported on global secondary indexes',
    );
  });
});

describe('an item that a read has returned', () => {
  it.each([
    'SET words = :new',
    'SET parts.kid = :new',
    'SET parts.deep[0] = :new REMOVE parts.deep[1]',
    'SET extra = parts, words = :new',
    'REMOVE parts',
  ])('does not change when the table is updated with %s', async (UpdateExpression) => {
    // Prepare
    const parts = { M: { kid: { S: 'old' }, deep: { L: [{ S: 'one' }, { S: 'two' }] } } };
    const aws = await account([item('a', { words: { S: 'old' }, parts })]);
    const { Items: before } = await scan(aws);
    const copy = structuredClone(before);

    // Act
    await aws.call('dynamodb', 'UpdateItem', {
      TableName: 'record',
      Key: { group: { S: 'movies' }, item: { S: 'a' } },
      UpdateExpression,
      ...(UpdateExpression.includes(':new') && { ExpressionAttributeValues: { ':new': { S: 'new' } } }),
    });

    // Assess
    expect(before).toEqual(copy);
    expect((await scan(aws)).Items).not.toEqual(copy);
  });
});

describe('ListTables', () => {
  it('lists tables in the order of their names, page by page', async () => {
    // Prepare
    const aws = await account([]);
    const table = {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    };
    for (const TableName of ['zebra', 'ape']) await aws.call('dynamodb', 'CreateTable', { TableName, ...table });

    // Act
    const first = await aws.call('dynamodb', 'ListTables', { Limit: 2 });
    const second = await aws.call('dynamodb', 'ListTables', { Limit: 2, ExclusiveStartTableName: 'record' });

    // Assess
    expect(first).toEqual({ TableNames: ['ape', 'record'], LastEvaluatedTableName: 'record' });
    expect(second).toEqual({ TableNames: ['zebra'] });
  });
});
