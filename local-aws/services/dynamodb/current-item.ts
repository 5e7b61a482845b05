import type { Input } from '../../core/service';
import type { Send } from './engine';

type Item = Readonly<Record<string, unknown>>;

/** The key of the item that a write is about. @param request has `Key`, or `Item` if it is a put */
export async function keyOf(send: Send, request: Input): Promise<Item> {
  if (request.Key !== undefined) return request.Key as Item;
  const { Table: table } = (await send('DescribeTable', { TableName: request.TableName })) as {
    readonly Table: { readonly KeySchema: readonly { readonly AttributeName: string }[] };
  };
  const item = request.Item as Item;
  return Object.fromEntries(table.KeySchema.map(({ AttributeName: name }) => [name, item[name]]));
}

/** The item that a write is about, as it is now; undefined if there is none. */
export async function currentItem(send: Send, request: Input): Promise<Item | undefined> {
  const { Item: item } = await send('GetItem', {
    TableName: request.TableName,
    Key: await keyOf(send, request),
    ConsistentRead: true,
  });
  return item as Item | undefined;
}
