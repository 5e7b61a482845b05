import type { Send } from './engine';

/**
 * Milliseconds between sweeps. DynamoDB deletes an expired item within a few days. Each sweep reads the whole table, so more frequent sweeps
 * would slow down a simulated year.
 */
export const SWEEP_INTERVAL = 48 * 60 * 60 * 1000;

/** Age in seconds from which an expiry time does not count: DynamoDB takes such an old time for a mistake and keeps the item. */
const OLDEST_SECONDS = 5 * 365 * 24 * 60 * 60;

interface Page {
  readonly Items: readonly Readonly<Record<string, unknown>>[];
  readonly LastEvaluatedKey?: unknown;
}

/**
 * Deletes the items that expired less than OLDEST_SECONDS ago, according to their TTL attribute (epoch seconds).
 * @param now epoch milliseconds
 */
export async function sweepExpired(send: Send, tableName: string, attribute: string, now: number): Promise<void> {
  const seconds = Math.floor(now / 1000);
  const keyNames = await keyNamesOf(send, tableName);
  let start: unknown;
  do {
    const page = (await send('Scan', {
      TableName: tableName,
      ConsistentRead: true,
      FilterExpression: '#ttl <= :now AND #ttl > :oldest',
      ExpressionAttributeNames: { '#ttl': attribute },
      ExpressionAttributeValues: {
        ':now': { N: `${seconds}` },
        ':oldest': { N: `${seconds - OLDEST_SECONDS}` },
      },
      ...(start !== undefined && { ExclusiveStartKey: start }),
    })) as unknown as Page;
    for (const item of page.Items) {
      const key = Object.fromEntries(keyNames.map((name) => [name, item[name]]));
      await send('DeleteItem', { TableName: tableName, Key: key });
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

async function keyNamesOf(send: Send, tableName: string): Promise<readonly string[]> {
  const { Table: table } = (await send('DescribeTable', { TableName: tableName })) as unknown as {
    readonly Table: { readonly KeySchema: readonly { readonly AttributeName: string }[] };
  };
  return table.KeySchema.map(({ AttributeName: name }) => name);
}
