import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../../local-aws/core/service';

type Item = Readonly<Record<string, unknown>>;
type Requests = Readonly<Record<string, { readonly Keys: readonly Item[] }>>;

interface Output {
  readonly Responses: Readonly<Record<string, readonly Item[]>>;
}

/** Whether DynamoDB can respond to the call in part. If it reads none of the keys, it fails instead. */
export function readsSeveralKeys({ operation, input }: Call): boolean {
  return (
    operation === 'BatchGetItem' &&
    Object.values(input.RequestItems as Requests).every(({ Keys: keys }) => keys.length > 1)
  );
}

/**
 * A BatchGetItem response without the last key of each table: when throttled, DynamoDB responds with success and lists the keys it has not
 * processed (API reference of BatchGetItem).
 */
export function withoutLastKey({ input }: Call, output: unknown): unknown {
  const responses = { ...(output as Output).Responses };
  const unprocessed: Record<string, Item> = {};
  for (const [table, request] of Object.entries(input.RequestItems as Requests)) {
    const [last = {}] = request.Keys.slice(-1);
    const isLast = (item: Item) =>
      Object.entries(last).every(([name, value]) => isDeepStrictEqual(item[name], value));
    unprocessed[table] = { ...request, Keys: [last] };
    responses[table] = responses[table]?.filter((item) => !isLast(item)) ?? [];
  }
  return { ...(output as Output), Responses: responses, UnprocessedKeys: unprocessed };
}
