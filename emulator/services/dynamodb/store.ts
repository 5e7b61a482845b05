import type { Callback, Options, Store, Table } from 'dynalite/db';
import { ServiceError } from '../../core/service';
import { Database } from './database';

/** Maximum bytes of an item. Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html (2026-11) */
const LARGEST_ITEM = 400 * 1024;

/** The part of the store that read operations use. */
export interface ReadableStore extends Store {
  readonly tableDb: Database;
  getItemDb(tableName: string): Database;
  getIndexDb(type: string, tableName: string, indexName: string): Database;
}

/** Tables and items in the form that dynalite's operations use. */
export class MemoryStore implements ReadableStore {
  readonly options: Options = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, maxItemSize: LARGEST_ITEM };
  readonly tableDb: Database;
  private readonly databases = new Map<string, Database>();

  /** @param now returns the current time in epoch milliseconds */
  constructor(private readonly now: () => number) {
    this.tableDb = new Database(now);
  }

  getItemDb(tableName: string): Database {
    return this.database(`item ${tableName}`);
  }

  deleteItemDb(tableName: string, callback: Callback): void {
    this.databases.delete(`item ${tableName}`);
    callback(null);
  }

  /** @param type `local` or `global`, in upper or lower case */
  getIndexDb(type: string, tableName: string, indexName: string): Database {
    return this.database(indexDatabase(type, tableName, indexName));
  }

  deleteIndexDb(type: string, tableName: string, indexName: string, callback: Callback): void {
    this.databases.delete(indexDatabase(type, tableName, indexName));
    callback(null);
  }

  /** Does nothing: TableOperations keeps the tags. */
  deleteTagDb(_tableName: string, callback: Callback): void {
    callback(null);
  }

  /** @throws ServiceError if there is no such table */
  table(tableName: string): Table {
    const table = this.tableDb.value(tableName) as Table | undefined;
    if (table === undefined) throw new ServiceError('ResourceNotFoundException', 'Requested resource not found');
    return table;
  }

  getTable(tableName: string, ...rest: [Callback<Table>] | [boolean, Callback<Table>]): void {
    const callback = rest.length === 1 ? rest[0] : rest[1];
    try {
      callback(null, this.table(tableName));
    } catch (error) {
      callback(error);
    }
  }

  /**
   * Returns a view that shows the items as they were at a time.
   * @param isConsistent returns true for a table whose items are shown as they are now
   */
  asOf(time: number, isConsistent: (tableName: string) => boolean): ReadableStore {
    const view = (tableName: string, database: Database) => (isConsistent(tableName) ? database : database.asOf(time));
    return {
      options: this.options,
      tableDb: this.tableDb,
      getTable: this.getTable.bind(this),
      getItemDb: (table) => view(table, this.getItemDb(table)),
      getIndexDb: (type, table, index) => view(table, this.getIndexDb(type, table, index)),
    };
  }

  private database(name: string): Database {
    const database = this.databases.get(name) ?? new Database(this.now);
    this.databases.set(name, database);
    return database;
  }
}

function indexDatabase(type: string, tableName: string, indexName: string): string {
  return `${type.toLowerCase()} index ${tableName}/${indexName}`;
}
