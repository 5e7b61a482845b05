import type { Aws } from '../emulator/core/aws';

/**
 * Returns all pages of an operation. A response has the token of the next page in the member named by `next`; the
 * request for that page has the token in the member named by `start`.
 */
export async function allPages<Page extends object>(
  aws: Aws,
  [service, operation]: readonly [string, string],
  request: Readonly<Record<string, unknown>>,
  [start, next]: readonly [string, string],
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let token: unknown;
  do {
    const page = await aws.call(service, operation, { ...request, ...(token !== undefined && { [start]: token }) });
    pages.push(page as Page);
    token = (page as Readonly<Record<string, unknown>>)[next];
  } while (token !== undefined);
  return pages;
}

/** Returns all items of a table, in DynamoDB's JSON. */
export async function scan<Item>(aws: Aws, TableName: string): Promise<readonly Item[]> {
  const token = ['ExclusiveStartKey', 'LastEvaluatedKey'] as const;
  const pages = await allPages<{ readonly Items: readonly Item[] }>(aws, ['dynamodb', 'Scan'], { TableName }, token);
  return pages.flatMap(({ Items }) => Items);
}
