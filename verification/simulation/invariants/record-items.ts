import type { LocalAws } from '../../../local-aws/local-aws';

/** An item of the record table, in DynamoDB's JSON. */
export type Item = Readonly<Record<string, { readonly S?: string; readonly SS?: readonly string[] }>>;

/** The items whose sort key begins with the prefix. */
export async function items({ local }: { readonly local: LocalAws }, prefix: string): Promise<readonly Item[]> {
  const found: Item[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const page = (await local.aws.call('dynamodb', 'Scan', {
      TableName: local.names.recordTable,
      ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
    })) as { readonly Items: readonly Item[]; readonly LastEvaluatedKey?: unknown };
    found.push(...page.Items);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return found.filter(({ item }) => item?.S?.startsWith(prefix));
}
