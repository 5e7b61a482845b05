import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../service';

type Item = Readonly<Record<string, unknown>>;

interface Output {
  readonly Responses: Readonly<Record<string, readonly Item[]>>;
}

/**
 * A BatchGetItem's answer without the last key of each table: if it is asked too often, DynamoDB answers with success and says
 * which keys it has not processed (API reference of BatchGetItem).
 */
export function withoutLastKey({ input }: Call, output: unknown): unknown {
  const responses = { ...(output as Output).Responses };
  const unprocessed: Record<string, Item> = {};
  for (const [table, request] of Object.entries(input.RequestItems as Record<string, { Keys: Item[] }>)) {
    const [last = {}] = request.Keys.slice(-1);
    const isLast = (item: Item) =>
      Object.entries(last).every(([name, value]) => isDeepStrictEqual(item[name], value));
    unprocessed[table] = { ...request, Keys: [last] };
    responses[table] = responses[table]?.filter((item) => !isLast(item)) ?? [];
  }
  return { ...(output as Output), Responses: responses, UnprocessedKeys: unprocessed };
}
