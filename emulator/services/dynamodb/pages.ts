import type { Callback, Range, Table } from 'dynalite/db';
import * as dynalite from 'dynalite/db';
import { type Condition, holds } from './expressions/condition';
import type { Item } from './expressions/value';
import type { ReadableStore } from './store';

/** Input of Query or Scan after dynalite's checks, which add the members with an underscore. */
interface PageData {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Limit?: number;
  readonly Select?: string;
  readonly ConsistentRead?: boolean;
  readonly ReturnConsumedCapacity?: string;
  readonly AttributesToGet?: readonly string[];
  readonly QueryFilter?: object;
  readonly ScanFilter?: object;
  readonly ConditionalOperator?: string;
  readonly _filter?: { readonly expression: Condition };
  readonly _projection?: { readonly paths: readonly unknown[] };
}

/** Bytes after which a page ends ("Paginating the results" in the developer guide, 2026-11). */
const LARGEST_PAGE = 1024 * 1024;

/** Bytes per read capacity unit. Eventually consistent reads cost half as much ("Read and write operations", 2026-11). */
const CAPACITY_UNIT = 4096;

/**
 * Reads a page of a table or an index, filters it and projects it. Replaces dynalite's `queryTable`, which is slow and
 * compares values by its own rules.
 * @param fetches true if items must be read from the table, because the index lacks requested attributes
 * @param keyNames names of the key attributes of the table and the index
 */
export function readPage(
  store: ReadableStore,
  table: Table,
  data: PageData,
  range: Range,
  isLocal: boolean | undefined,
  fetches: boolean,
  keyNames: readonly string[],
  callback: Callback,
): void {
  const { TableName: name, IndexName: index, Limit: limit = Number.POSITIVE_INFINITY } = data;
  const whole = store.getItemDb(name);
  const source = index === undefined ? whole : store.getIndexDb(isLocal ? 'local' : 'global', name, index);
  const entries = source.valuesIn(range) as readonly Item[];
  const page: Item[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (page.length >= limit || bytes >= LARGEST_PAGE) break;
    const item = fetches ? (whole.value(dynalite.createKey(entry, table)) as Item) : entry;
    bytes += bytesInPage(item, table);
    page.push(item);
  }
  const isFull = page.length >= limit || bytes >= LARGEST_PAGE;
  const last = page.at(-1);
  const passing = page.filter((item) => passes(data, item));
  const items = projected(data, passing);
  callback(null, {
    ScannedCount: page.length,
    ...(isFull && last !== undefined && { LastEvaluatedKey: dynalite.mapPaths(keyNames, last) }),
    Count: items.length,
    ...(data.Select !== 'COUNT' && { Items: items }),
    ...consumedCapacity(data, {
      ofTable: index === undefined || fetches ? page : [],
      ofIndex: entries.slice(0, page.length),
      isLocal,
    }),
  });
}

function passes({ _filter: filter, QueryFilter, ScanFilter, ConditionalOperator }: PageData, item: Item): boolean {
  if (filter !== undefined) return holds(filter.expression, item);
  return dynalite.matchesFilter(item, QueryFilter ?? ScanFilter, ConditionalOperator);
}

function projected({ _projection: projection, AttributesToGet }: PageData, items: readonly Item[]): readonly Item[] {
  const paths = projection?.paths ?? AttributesToGet;
  return paths === undefined ? items : items.map((item) => dynalite.mapPaths(paths, item));
}

interface Consumed {
  readonly ofTable: readonly Item[];
  readonly ofIndex: readonly Item[];
  readonly isLocal: boolean | undefined;
}

function consumedCapacity(data: PageData, { ofTable, ofIndex, isLocal }: Consumed): object {
  const { TableName, IndexName, ReturnConsumedCapacity: asked, ConsistentRead } = data;
  if (asked !== 'TOTAL' && asked !== 'INDEXES') return {};
  const units = (items: readonly Item[]) => {
    const bytes = items.reduce((sum, item) => sum + dynalite.itemSize(item), 0);
    return { CapacityUnits: Math.ceil(bytes / CAPACITY_UNIT) * (ConsistentRead === true ? 1 : 0.5) };
  };
  const Table = units(ofTable);
  const index = IndexName === undefined ? undefined : { [IndexName]: units(ofIndex) };
  const CapacityUnits = Table.CapacityUnits + (index === undefined ? 0 : units(ofIndex).CapacityUnits);
  const indexes = isLocal ? { LocalSecondaryIndexes: index } : { GlobalSecondaryIndexes: index };
  return { ConsumedCapacity: { CapacityUnits, TableName, ...(asked === 'INDEXES' && { Table, ...indexes }) } };
}

const measured = new WeakMap<Item, number>();

/** Bytes of an item in a page. They can be cached, because items are never changed in place. */
function bytesInPage(item: Item, { KeySchema: [, rangeKey] }: Table): number {
  const known = measured.get(item);
  if (known !== undefined) return known;
  const bytes = dynalite.itemSize(item, true, true, rangeKey?.AttributeName);
  measured.set(item, bytes);
  return bytes;
}
