import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Aws } from '../../../../emulator/core/aws';
import type { Call, Input } from '../../../../emulator/core/service';
import { permissionsOf } from '../../../../emulator/services/dynamodb/permissions';
import { DynamoDbService } from '../../../../emulator/services/dynamodb/service';
import { CREATE_TABLE } from '../../../support/create-table';
import { inProcess, START, testAws } from '../../../support/in-process';

const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/record';
const HOUR = 3_600_000;
const SECONDS = START / 1000;

describe('items', () => {
  it('are written and queried by an SDK client', async () => {
    // Prepare
    const { client } = await account();
    for (const item of ['run#2', 'run#1', 'task#a']) {
      await client.send(new PutItemCommand({ TableName: 'record', Item: key('movies', item) }));
    }

    // Act
    const { Items: items } = await client.send(
      new QueryCommand({
        TableName: 'record',
        KeyConditionExpression: 'datasetGroup = :group AND begins_with(#item, :prefix)',
        ExpressionAttributeNames: { '#item': 'item' },
        ExpressionAttributeValues: { ':group': { S: 'movies' }, ':prefix': { S: 'run#' } },
      }),
    );

    // Assess
    expect(items).toEqual([key('movies', 'run#1'), key('movies', 'run#2')]);
  });

  it('are created only once by simultaneous writes on condition that they do not exist', async () => {
    // Prepare
    const { aws, client } = await account();
    const lock = (holder: string) =>
      client.send(
        new PutItemCommand({
          TableName: 'record',
          Item: { ...key('movies', 'lock'), holder: { S: holder } },
          ConditionExpression: 'attribute_not_exists(datasetGroup)',
        }),
      );

    // Act
    const results = await Promise.allSettled(['a', 'b', 'c', 'd'].map(lock));

    // Assess
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
    const { Item: item } = (await aws.call('dynamodb', 'GetItem', {
      TableName: 'record',
      Key: key('movies', 'lock'),
    })) as { Item: Input };
    expect(item.holder).toEqual({ S: 'a' });
  });

  it('are returned by a write whose condition fails, if the request asks for them', async () => {
    // Prepare
    const { client } = await account();
    const held = { ...key('movies', 'lock'), holder: { S: 'a' } };
    await client.send(new PutItemCommand({ TableName: 'record', Item: held }));
    const take = (more: { ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' }) =>
      client
        .send(
          new UpdateItemCommand({
            TableName: 'record',
            Key: key('movies', 'lock'),
            UpdateExpression: 'SET holder = :me',
            ConditionExpression: 'holder = :me',
            ExpressionAttributeValues: { ':me': { S: 'b' } },
            ...more,
          }),
        )
        .catch((error: unknown) => error);

    // Act
    const asked = await take({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
    const unasked = await take({});

    // Assess
    expect(asked).toBeInstanceOf(ConditionalCheckFailedException);
    expect(asked).toMatchObject({ message: 'The conditional request failed', Item: held });
    expect(unasked).toBeInstanceOf(ConditionalCheckFailedException);
    expect(unasked).not.toHaveProperty('Item', held);
  });

  it('are returned in the same order by two equal batch reads', async () => {
    // Prepare
    const { client } = await account();
    const keys = Array.from({ length: 20 }, (_, index) => key('movies', `run#${index}`));
    for (const item of keys) await client.send(new PutItemCommand({ TableName: 'record', Item: item }));
    const read = async () => {
      const { Responses: responses } = await client.send(
        new BatchGetItemCommand({ RequestItems: { record: { Keys: keys } } }),
      );
      return responses?.record;
    };

    // Act
    const [first, second] = [await read(), await read()];

    // Assess
    expect(first).toHaveLength(20);
    expect(first).toEqual(second);
  });

  it('can be accessed by the ARN of their table', async () => {
    // Prepare
    const { aws } = await account();

    // Act
    await aws.call('dynamodb', 'PutItem', { TableName: ARN, Item: key('movies', 'a') });

    // Assess
    const found = await aws.call('dynamodb', 'GetItem', { TableName: ARN, Key: key('movies', 'a') });
    expect(found).toEqual({ Item: key('movies', 'a') });
  });

  it('cannot be read in transactions: the local DynamoDB does not implement TransactGetItems', async () => {
    // Prepare
    const { client } = await account();

    // Act
    const call = client.send(new TransactGetItemsCommand({ TransactItems: [] }));

    // Assess
    await expect(call).rejects.toThrow(/does not implement TransactGetItems; it has: .*PutItem/);
  });

  it('need, in a transaction, one permission on their table for each type of action', () => {
    // Prepare
    const aws = testAws();
    const input = {
      TransactItems: [
        { Put: { TableName: 'record', Item: key('movies', 'a') } },
        { Put: { TableName: 'record', Item: key('movies', 'b') } },
        { ConditionCheck: { TableName: ARN, Key: key('movies', 'c'), ConditionExpression: 'a = b' } },
      ],
    };

    // Act
    const permissions = permissionsOf(aws, { operation: 'TransactWriteItems', input });

    // Assess
    expect(permissions).toEqual([
      { action: 'dynamodb:PutItem', resource: ARN },
      { action: 'dynamodb:ConditionCheckItem', resource: ARN },
    ]);
  });
});

describe('time to live', () => {
  const enable = {
    TableName: 'record',
    TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
  };
  const expiring = (item: string, expiresAt: unknown) => ({
    TableName: 'record',
    Item: { ...key('movies', item), expiresAt },
  });

  it('deletes expired items within two days, unless they expired more than five years ago', async () => {
    // Prepare
    const { aws } = await account();
    await aws.call('dynamodb', 'UpdateTimeToLive', enable);
    await aws.call('dynamodb', 'PutItem', expiring('expired', { N: `${SECONDS + 60}` }));
    await aws.call('dynamodb', 'PutItem', expiring('later', { N: `${SECONDS + 1_000_000}` }));
    await aws.call('dynamodb', 'PutItem', expiring('text', { S: '1' }));
    await aws.call('dynamodb', 'PutItem', expiring('ancient', { N: '1000' }));
    await aws.call('dynamodb', 'PutItem', { TableName: 'record', Item: key('movies', 'without') });

    // Act
    await aws.clock.advanceTo(START + 48 * HOUR);

    // Assess
    expect(await itemNames(aws)).toEqual(['ancient', 'later', 'text', 'without']);
  });

  it('keeps an expired item until the next sweep', async () => {
    // Prepare
    const { aws } = await account();
    await aws.call('dynamodb', 'UpdateTimeToLive', enable);
    await aws.call('dynamodb', 'PutItem', expiring('expired', { N: `${SECONDS + 60}` }));

    // Act
    await aws.clock.advanceTo(START + HOUR);

    // Assess
    expect(await itemNames(aws)).toEqual(['expired']);
  });

  it('lets the clock become idle before an item expires, and deletes nothing after it was disabled', async () => {
    // Prepare
    const { aws } = await account();
    await aws.call('dynamodb', 'UpdateTimeToLive', enable);
    await aws.call('dynamodb', 'PutItem', expiring('expired', { N: `${SECONDS + 60}` }));

    // Act
    await aws.clock.advanceUntilIdle();
    const atRest = aws.clock.now();
    const disable = { ...enable, TimeToLiveSpecification: { Enabled: false, AttributeName: 'expiresAt' } };
    await aws.call('dynamodb', 'UpdateTimeToLive', disable);
    await aws.clock.advanceTo(START + 72 * HOUR);

    // Assess
    expect(atRest).toBe(START);
    expect(await itemNames(aws)).toEqual(['expired']);
  });

  it('is described, and cannot be enabled twice', async () => {
    // Prepare
    const { aws } = await account();
    const before = await aws.call('dynamodb', 'DescribeTimeToLive', { TableName: 'record' });
    await aws.call('dynamodb', 'UpdateTimeToLive', enable);

    // Act
    const after = await aws.call('dynamodb', 'DescribeTimeToLive', { TableName: 'record' });
    const again = aws.call('dynamodb', 'UpdateTimeToLive', enable);

    // Assess
    expect(before).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } });
    expect(after).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' },
    });
    await expect(again).rejects.toThrow('TimeToLive is already enabled');
  });
});

describe('tables', () => {
  it('are active as soon as they are created, and have their settings and the time of the virtual clock', async () => {
    // Prepare
    const { aws } = await account({
      SSESpecification: { Enabled: true },
      DeletionProtectionEnabled: true,
      Tags: [{ Key: 'team', Value: 'a' }],
    });

    // Act
    const { Table: table } = (await aws.call('dynamodb', 'DescribeTable', { TableName: 'record' })) as {
      Table: Input;
    };
    const tags = await aws.call('dynamodb', 'ListTagsOfResource', { ResourceArn: ARN });

    // Assess
    expect(table).toMatchObject({
      TableName: 'record',
      TableArn: ARN,
      TableStatus: 'ACTIVE',
      CreationDateTime: new Date(START),
      DeletionProtectionEnabled: true,
      BillingModeSummary: {
        BillingMode: 'PAY_PER_REQUEST',
        LastUpdateToPayPerRequestDateTime: new Date(START),
      },
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' },
    });
    expect(tags).toEqual({ Tags: [{ Key: 'team', Value: 'a' }] });
  });

  it('have the same ids for the same seed', async () => {
    // Act
    const [first, second] = await Promise.all(
      [account(), account()].map(async (created) => {
        const { aws } = await created;
        return aws.call('dynamodb', 'DescribeTable', { TableName: 'record' });
      }),
    );

    // Assess
    expect(first).toMatchObject({ Table: { TableId: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
    expect(first).toEqual(second);
  });

  it('cannot be deleted while they are protected', async () => {
    // Prepare
    const { aws } = await account({ DeletionProtectionEnabled: true });
    const refused = aws.call('dynamodb', 'DeleteTable', { TableName: 'record' });
    await expect(refused).rejects.toThrow('protected against deletion');

    // Act
    await aws.call('dynamodb', 'UpdateTable', { TableName: 'record', DeletionProtectionEnabled: false });
    await aws.call('dynamodb', 'DeleteTable', { TableName: 'record' });

    // Assess
    const described = aws.call('dynamodb', 'DescribeTable', { TableName: 'record' });
    await expect(described).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    expect(await aws.call('dynamodb', 'ListTables', {})).toEqual({ TableNames: [] });
  });

  it.each([
    { days: 0, earliest: 0, title: 'since point-in-time recovery was enabled' },
    { days: 40, earliest: 5, title: 'of the last 35 days, which are the recovery period' },
  ])('are described as restorable to any second $title', async ({ days, earliest }) => {
    // Prepare
    const { aws } = await account();
    await aws.call('dynamodb', 'UpdateContinuousBackups', {
      TableName: 'record',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    const now = START + 24 * days * HOUR;
    await aws.clock.advanceTo(now);

    // Act
    const actual = await aws.call('dynamodb', 'DescribeContinuousBackups', { TableName: 'record' });

    // Assess
    expect(actual).toEqual({
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: {
          PointInTimeRecoveryStatus: 'ENABLED',
          RecoveryPeriodInDays: 35,
          EarliestRestorableDateTime: new Date(START + 24 * earliest * HOUR),
          LatestRestorableDateTime: new Date(now),
        },
      },
    });
  });

  it.each([
    ['a name that is taken', 'CreateTable', CREATE_TABLE, 'Table already exists: record'],
    [
      'a stream, which is not emulated',
      'CreateTable',
      { ...CREATE_TABLE, TableName: 'other', StreamSpecification: { StreamEnabled: true } },
      'StreamSpecification',
    ],
    ['an empty key schema', 'CreateTable', { ...CREATE_TABLE, TableName: 'other', KeySchema: [] }, 'keySchema'],
    ['provisioned capacity', 'UpdateTable', { TableName: 'record', BillingMode: 'PROVISIONED' }, 'BillingMode'],
    ['an unknown name', 'DescribeTable', { TableName: 'other' }, 'other not found'],
    ['an unknown name', 'PutItem', { TableName: 'other', Item: key('a', 'b') }, 'Requested resource not found'],
    [
      'an item without its sort key',
      'PutItem',
      { TableName: 'record', Item: { datasetGroup: { S: 'a' } } },
      'Missing the key item',
    ],
    [
      'an operation that is not emulated',
      'ExecuteStatement',
      { Statement: 'SELECT' },
      'does not implement ExecuteStatement',
    ],
  ])('cannot be created, changed or used with %s (%s)', async (_, operation, input, message) => {
    // Prepare
    const { aws } = await account();

    // Act
    const call = aws.call('dynamodb', operation, input);

    // Assess
    await expect(call).rejects.toThrow(message);
  });
});

describe('permissions', () => {
  it.each<[string, string, Input, unknown]>([
    ['the table of an item', 'GetItem', { TableName: 'record' }, [['dynamodb:GetItem', ARN]]],
    ['a table given by its ARN', 'Query', { TableName: ARN }, [['dynamodb:Query', ARN]]],
    [
      'an index',
      'Query',
      { TableName: 'record', IndexName: 'by-state' },
      [['dynamodb:Query', `${ARN}/index/by-state`]],
    ],
    ['all tables', 'ListTables', {}, [['dynamodb:ListTables', '*']]],
    ['the table to tag', 'TagResource', { ResourceArn: ARN }, [['dynamodb:TagResource', ARN]]],
    [
      'two tables',
      'BatchWriteItem',
      { RequestItems: { record: [], other: [] } },
      [
        ['dynamodb:BatchWriteItem', ARN],
        ['dynamodb:BatchWriteItem', ARN.replace('record', 'other')],
      ],
    ],
  ])('are needed on %s by %s', (_, operation, input, expected) => {
    // Prepare
    const service = new DynamoDbService(testAws());
    const call: Call = { operation, input };

    // Act
    const actual = service.permissions(call).map(({ action, resource }) => [action, resource]);

    // Assess
    expect(actual).toEqual(expected);
  });
});

/** An account with the table `record`. */
async function account(more: Input = {}): Promise<{ aws: Aws; client: DynamoDBClient }> {
  const aws = testAws();
  aws.register(new DynamoDbService(aws));
  await aws.call('dynamodb', 'CreateTable', { ...CREATE_TABLE, ...more });
  return { aws, client: new DynamoDBClient(inProcess(aws)) };
}

function key(datasetGroup: string, item: string) {
  return { datasetGroup: { S: datasetGroup }, item: { S: item } };
}

async function itemNames(aws: Aws): Promise<readonly (string | undefined)[]> {
  const { Items: items } = (await aws.call('dynamodb', 'Scan', { TableName: 'record' })) as {
    Items: { item?: { S?: string } }[];
  };
  return items.map(({ item }) => item?.S).sort();
}
