import type { Callback, Table } from 'dynalite/db';
import type { ReadableStore } from './store';

/** Default number of tables on a page. Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html (2026-11) */
const MAX = 100;

interface ListData {
  readonly ExclusiveStartTableName?: string;
  readonly Limit?: number;
}

/** Replaces dynalite's function, which reads through a stream. The parameters are the same. */
export function listTables(store: ReadableStore, data: ListData, callback: Callback): void {
  const { ExclusiveStartTableName: start, Limit: limit = MAX } = data;
  const tables = store.tableDb.valuesIn({ ...(start !== undefined && { gt: start }), limit: limit + 1 });
  const TableNames = (tables as readonly Table[]).slice(0, limit).map(({ TableName }) => TableName);
  const isLast = tables.length <= limit;
  callback(null, { TableNames, ...(!isLast && { LastEvaluatedTableName: TableNames.at(-1) }) });
}
