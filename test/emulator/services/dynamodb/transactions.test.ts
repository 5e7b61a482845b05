import { DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { ServiceError } from '../../../../emulator/core/service';
import { inProcess } from '../../../support/in-process';
import { recordTable, TABLE } from '../../../support/record-table';

const key = (item: string) => ({ datasetGroup: { S: 'movies' }, item: { S: item } });
const put = (item: string, more = {}) => ({ Put: { TableName: TABLE, Item: { ...key(item), ...more } } });
const ABSENT = {
  ConditionExpression: 'attribute_not_exists(#item)',
  ExpressionAttributeNames: { '#item': 'item' },
};
const create = (item: string) => ({ Put: { TableName: TABLE, Item: key(item), ...ABSENT } });
const check = (item: string) => ({ ConditionCheck: { TableName: TABLE, Key: key(item), ...ABSENT } });
const count = (item: string) => ({
  Update: {
    TableName: TABLE,
    Key: key(item),
    UpdateExpression: 'ADD #n :one',
    ExpressionAttributeNames: { '#n': 'n' },
    ExpressionAttributeValues: { ':one': { N: '1' } },
  },
});

async function prepare() {
  const { aws } = await recordTable();
  const write = (items: readonly object[], more = {}) =>
    aws.call('dynamodb', 'TransactWriteItems', { TransactItems: items, ...more });
  const items = async () =>
    ((await aws.call('dynamodb', 'Scan', { TableName: TABLE })) as { readonly Items: readonly object[] }).Items;
  return { aws, write, items };
}

describe('a transaction', () => {
  it('carries out all its puts, updates and deletions, and does not create an item that it only checks', async () => {
    // Prepare
    const { write, items } = await prepare();
    await write([put('old')]);

    // Act
    await write([put('new'), count('counted'), { Delete: { TableName: TABLE, Key: key('old') } }, check('none')]);

    // Assess
    expect(await items()).toEqual([{ ...key('counted'), n: { N: '1' } }, key('new')]);
  });

  it.each([
    ['a check that fails', check('there')],
    ['a put whose condition fails', create('there')],
  ])('changes nothing if it has %s, and returns a reason for each item, in order', async (_what, failing) => {
    // Prepare
    const { write, items } = await prepare();
    await write([put('there', { n: { N: '7' } })]);

    // Act
    const error = await write([count('there-too'), failing, put('new')]).catch((thrown: unknown) => thrown);

    // Assess
    expect(error).toMatchObject({
      code: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None]',
      fields: {
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
          { Code: 'None' },
        ],
      },
    });
    expect(await items()).toEqual([{ ...key('there'), n: { N: '7' } }]);
  });

  it('returns the stored item to an SDK client if its condition fails and the client asks for the item', async () => {
    // Prepare
    const { aws, write } = await prepare();
    await write([put('there', { n: { N: '7' } })]);
    const client = new DynamoDBClient(inProcess(aws));
    const { Put } = create('there');

    // Act
    const error = await client
      .send(
        new TransactWriteItemsCommand({
          TransactItems: [{ Put: { ...Put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } }],
        }),
      )
      .catch((thrown: unknown) => thrown);

    // Assess
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect(error).toMatchObject({ CancellationReasons: [{ Item: { ...key('there'), n: { N: '7' } } }] });
  });

  it('returns a reason for each item, and changes nothing, if an update does not fit the type of the stored value', async () => {
    // Prepare
    const { write, items } = await prepare();
    await write([put('text', { n: { S: 'seven' } })]);

    // Act
    const error = await write([put('new'), count('text')]).catch((thrown: unknown) => thrown);

    // Assess
    expect(error).toMatchObject({
      fields: { CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError' }] },
    });
    expect(await items()).toHaveLength(1);
  });

  it('changes nothing if one of its expressions is invalid', async () => {
    // Prepare
    const { write, items } = await prepare();
    const { Update } = count('counted');

    // Act
    const wrong = { Update: { ...Update, UpdateExpression: 'ADD #n' } };
    const error = await write([put('new'), wrong]).catch((thrown: unknown) => thrown);

    // Assess
    expect(error).toMatchObject({ code: 'ValidationException' });
    expect(await items()).toEqual([]);
  });

  it('is carried out only once if it is requested again with the same token within ten minutes', async () => {
    // Prepare
    const { aws, write, items } = await prepare();
    const again = () => write([count('counted')], { ClientRequestToken: 'token' });

    // Act
    await again();
    await again();
    const other = write([count('other')], { ClientRequestToken: 'token' });
    await expect(other).rejects.toMatchObject({ code: 'IdempotentParameterMismatchException' });
    await aws.clock.advanceTo(aws.clock.now() + 10 * 60_000);
    await again();

    // Assess
    expect(await items()).toEqual([{ ...key('counted'), n: { N: '2' } }]);
  });

  it.each([
    ['no items', [], 'between 1 and 100'],
    ['101 items', Array.from({ length: 101 }, (_, index) => put(`${index}`)), 'between 1 and 100'],
    ['two actions on one item', [put('a'), check('a')], 'cannot include multiple operations on one item'],
    ['two actions in one element', [{ ...put('a'), ...check('b') }], 'can only contain one of'],
    ['an unknown action', [{ Get: { TableName: TABLE, Key: key('a') } }], 'TransactItems[0].Get'],
    ['a check without a condition', [{ ConditionCheck: { TableName: TABLE, Key: key('a') } }], 'lacks'],
    ['a member that is not emulated', [{ Put: { ...put('a').Put, ReturnValues: 'ALL_OLD' } }], 'ReturnValues'],
  ])('is refused with %s', async (_what, transaction, message) => {
    // Prepare
    const { write, items } = await prepare();

    // Act
    const error = await write(transaction).catch((thrown: unknown) => thrown);

    // Assess
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ code: 'ValidationException', message: expect.stringContaining(message) });
    expect(await items()).toEqual([]);
  });

  it('is refused with a parameter that is not emulated, and the error names the parameter', async () => {
    // Prepare
    const { write } = await prepare();

    // Act and assess
    await expect(write([put('a')], { ReturnConsumedCapacity: 'TOTAL' })).rejects.toThrow(
      'does not implement ReturnConsumedCapacity of TransactWriteItems',
    );
  });
});
