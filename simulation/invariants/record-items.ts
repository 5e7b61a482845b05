import type { LocalAws } from '../../emulator/local-aws';
import { scan } from '../../local/pages';

/** An item of the record table, in DynamoDB's JSON format. */
export type Item = Readonly<
  Record<string, { readonly S?: string; readonly BOOL?: boolean; readonly SS?: readonly string[] }>
>;

/** Returns the items whose sort key begins with the prefix. */
export async function items({ local }: { readonly local: LocalAws }, prefix: string): Promise<readonly Item[]> {
  const found = await scan<Item>(local.aws, local.names.recordTable);
  return found.filter(({ item }) => item?.S?.startsWith(prefix));
}
