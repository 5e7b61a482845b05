import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ClaimTable } from '../../../functions/claim/claim-table';
import type { Claim } from '../../../functions/shared/claims';
import type { ExecutionStatus } from '../../../functions/shared/execution-status';
import { DynamoDbService } from '../../../local/dynamodb/service';
import { inProcess, testAws } from '../../local/in-process';

const TABLE = 'record';
const exclusive: Claim = { datasetGroup: 'shop', item: 'claim#data', mode: 'EXCLUSIVE' };
const shared: Claim = { ...exclusive, mode: 'SHARED' };

/** @param running executions that still run; all others have ended */
async function prepare(running: readonly string[]) {
  const aws = testAws();
  aws.register(new DynamoDbService(aws));
  await aws.call('dynamodb', 'CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'datasetGroup', KeyType: 'HASH' },
      { AttributeName: 'item', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'datasetGroup', AttributeType: 'S' },
      { AttributeName: 'item', AttributeType: 'S' },
    ],
  });
  const executions = { isRunning: async (arn: string) => running.includes(arn) } as ExecutionStatus;
  const claims = new ClaimTable(new DynamoDBClient(inProcess(aws)), TABLE, executions);
  const items = async () =>
    ((await aws.call('dynamodb', 'Scan', { TableName: TABLE })) as { Items: unknown[] }).Items;
  return { claims, items };
}

describe('ClaimTable', () => {
  test('one holder at a time holds an exclusive claim, the next when it is released', async () => {
    // Prepare
    const { claims } = await prepare(['a', 'b']);

    // Act
    const first = await claims.take(exclusive, 'a');
    const meanwhile = await claims.take(exclusive, 'b');
    await claims.release(exclusive, 'a');
    const afterwards = await claims.take(exclusive, 'b');

    // Assess
    expect([first, meanwhile, afterwards]).toEqual([true, false, true]);
  });

  test('of twenty at once exactly one gets it', async () => {
    // Prepare
    const names = Array.from({ length: 20 }, (_, index) => `execution-${index}`);
    const { claims } = await prepare(names);

    // Act
    const held = await Promise.all(names.map((name) => claims.take(exclusive, name)));

    // Assess
    expect(held.filter(Boolean)).toHaveLength(1);
  });

  test('asking again while holding it is harmless', async () => {
    // Prepare
    const { claims } = await prepare(['a']);
    await claims.take(exclusive, 'a');

    // Act
    const again = await claims.take(exclusive, 'a');

    // Assess
    expect(again).toBe(true);
  });

  test('shared holders do not exclude each other, but exclude an exclusive one', async () => {
    // Prepare
    const { claims } = await prepare(['a', 'b', 'c']);

    // Act
    const both = [await claims.take(shared, 'a'), await claims.take(shared, 'b')];
    const exclusiveMeanwhile = await claims.take(exclusive, 'c');
    await claims.release(shared, 'a');
    const stillOneLeft = await claims.take(exclusive, 'c');
    await claims.release(shared, 'b');
    const noneLeft = await claims.take(exclusive, 'c');

    // Assess
    expect(both).toEqual([true, true]);
    expect([exclusiveMeanwhile, stillOneLeft, noneLeft]).toEqual([false, false, true]);
  });

  test('an exclusive holder excludes shared ones', async () => {
    // Prepare
    const { claims } = await prepare(['a', 'b']);
    await claims.take(exclusive, 'a');

    // Act
    const meanwhile = await claims.take(shared, 'b');

    // Assess
    expect(meanwhile).toBe(false);
  });

  test('a claim whose holder no longer runs is taken over', async () => {
    // Prepare
    const { claims } = await prepare(['b']);
    await claims.take(exclusive, 'stopped');

    // Act
    const held = await claims.take(exclusive, 'b');

    // Assess
    expect(held).toBe(true);
  });

  test('a holder that was stopped is released by one that shared the claim with it', async () => {
    // Prepare
    const { claims, items } = await prepare(['a', 'b']);
    await claims.take(shared, 'stopped');
    await claims.take(shared, 'a');
    await claims.take(shared, 'b');

    // Act
    await claims.release(shared, 'a');
    await claims.release(shared, 'b');

    // Assess
    expect(await items()).toEqual([]);
  });

  test('releasing what another holds changes nothing', async () => {
    // Prepare
    const { claims } = await prepare(['a', 'b']);
    await claims.take(exclusive, 'a');

    // Act
    await claims.release(exclusive, 'b');

    // Assess
    expect(await claims.take(exclusive, 'b')).toBe(false);
  });

  test.each([
    ['exclusive', exclusive],
    ['shared', shared],
  ])('nothing is left behind when the last holder of an %s claim releases it', async (_mode, claim) => {
    // Prepare
    const { claims, items } = await prepare(['a']);
    await claims.take(claim, 'a');

    // Act
    await claims.release(claim, 'a');

    // Assess
    expect(await items()).toEqual([]);
  });
});
