import { DynamoDbService } from '../../../../emulator/services/dynamodb/service';
import { CREATE_TABLE } from '../../../support/create-table';
import { testAws } from '../../../support/in-process';

const KEY = { datasetGroup: { S: 'movies' }, item: { S: 'a' } };
const SECOND = 1000;

/** Creates an account with an empty table. Eventually consistent reads show the table as it was a second ago. */
async function account() {
  const aws = testAws();
  const service = new DynamoDbService(aws);
  aws.register(service);
  await aws.call('dynamodb', 'CreateTable', CREATE_TABLE);
  service.lagReads(() => SECOND);
  const put = (item: string, n: string) =>
    aws.call('dynamodb', 'PutItem', { TableName: 'record', Item: { ...KEY, item: { S: item }, n: { N: n } } });
  const pass = () => aws.clock.advanceTo(aws.clock.now() + SECOND);
  return { aws, put, pass };
}

const READS: readonly (readonly [string, object, (consistent: object) => Readonly<Record<string, unknown>>])[] = [
  ['GetItem', { Item: { ...KEY, n: { N: '1' } } }, (consistent) => ({ TableName: 'record', Key: KEY, ...consistent })],
  ['Scan', { Items: [{ ...KEY, n: { N: '1' } }] }, (consistent) => ({ TableName: 'record', ...consistent })],
  [
    'Query',
    { Items: [{ ...KEY, n: { N: '1' } }] },
    (consistent) => ({
      TableName: 'record',
      KeyConditionExpression: 'datasetGroup = :g',
      ExpressionAttributeValues: { ':g': KEY.datasetGroup },
      ...consistent,
    }),
  ],
  [
    'BatchGetItem',
    { Responses: { record: [{ ...KEY, n: { N: '1' } }] } },
    (consistent) => ({ RequestItems: { record: { Keys: [KEY], ...consistent } } }),
  ],
];

describe('the lag of eventually consistent reads', () => {
  it.each(READS)('hides the latest writes from %s, unless the read is consistent', async (operation, before, input) => {
    // Prepare
    const { aws, put, pass } = await account();
    await put('a', '1');
    await pass();
    await put('a', '2');
    await put('b', '1');

    // Act
    const stale = await aws.call('dynamodb', operation, input({}));
    const consistent = await aws.call('dynamodb', operation, input({ ConsistentRead: true }));
    await pass();
    const late = await aws.call('dynamodb', operation, input({}));

    // Assess
    expect(stale).toMatchObject(before);
    expect(consistent).not.toMatchObject(before);
    expect(late).toEqual(consistent);
  });

  it('hides items just created, and still shows items just deleted', async () => {
    // Prepare
    const { aws, put, pass } = await account();
    const read = () => aws.call('dynamodb', 'GetItem', { TableName: 'record', Key: KEY });
    await put('a', '1');

    // Act
    const created = await read();
    await pass();
    await aws.call('dynamodb', 'DeleteItem', { TableName: 'record', Key: KEY });
    const deleted = await read();

    // Assess
    expect(created).toEqual({});
    expect(deleted).toEqual({ Item: { ...KEY, n: { N: '1' } } });
  });

  it('does not affect the condition of a write', async () => {
    // Prepare
    const { aws, put } = await account();
    await put('a', '1');

    // Act
    const second = aws.call('dynamodb', 'PutItem', {
      TableName: 'record',
      Item: KEY,
      ConditionExpression: 'attribute_not_exists(n)',
    });

    // Assess
    await expect(second).rejects.toMatchObject({ code: 'ConditionalCheckFailedException' });
  });
});
