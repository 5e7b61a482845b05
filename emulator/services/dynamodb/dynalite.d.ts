/** Types of the parts of dynalite that the local DynamoDB uses. */

declare module 'dynalite/db' {
  import type { Item } from './expressions/value';

  /** A callback, which is called once, with an error or with the output. */
  export type Callback<T = unknown> = (error: unknown, output?: T) => void;

  /** Locks a key and calls `work`. `release` returns a callback that releases the key, then calls the given callback. */
  export type Lock = (key: string, work: (release: (callback: Callback) => Callback) => void) => void;

  export interface Range {
    readonly gt?: string;
    readonly gte?: string;
    readonly lt?: string;
    readonly lte?: string;
    readonly reverse?: boolean;
    /** Maximum number of items; negative for no limit. */
    readonly limit?: number;
  }

  export interface KeyValueStore {
    readonly lock: Lock;
    get(key: string, callback: Callback): void;
    put(key: string, value: object, callback: Callback): void;
    del(key: string, callback: Callback): void;
  }

  export interface Options {
    /** Milliseconds of real time for which a table is CREATING, DELETING or UPDATING. */
    readonly createTableMs: number;
    readonly deleteTableMs: number;
    readonly updateTableMs: number;
    /** Bytes. */
    readonly maxItemSize: number;
  }

  export interface Table {
    readonly TableName: string;
    readonly KeySchema: readonly { readonly AttributeName: string }[];
  }

  export interface Store {
    readonly options: Options;
    readonly tableDb: KeyValueStore;
    getTable(tableName: string, ...rest: [Callback<Table>] | [boolean, Callback<Table>]): void;
    getItemDb(tableName: string): KeyValueStore;
    getIndexDb(type: string, tableName: string, indexName: string): KeyValueStore;
  }

  /** An error with the status and the body of an HTTP response, or nothing if the input is valid. */
  type Invalid = Error | null | undefined;

  export function validationError(message: string): Error;
  export function validateKey(key: Item, table: Table): Invalid;
  export function validateItem(item: Item, table: Table): Invalid;
  export function validateUpdates(attributes: object | undefined, updates: object | undefined, table: Table): Invalid;
  /** Checks the legacy parameter `Expected`. */
  export function checkConditional(data: object, item: Item | undefined): Invalid;
  export function createKey(item: Item, table: Table): string;
  /**
   * Size of an item in bytes.
   * @param inPage true for the size that counts towards the limit of a page. The next two parameters are then needed
   */
  export function itemSize(item: Item, inPage?: boolean, withOverhead?: boolean, rangeKey?: string): number;
  /** True if an item meets the conditions of a legacy parameter such as `QueryFilter`. */
  export function matchesFilter(item: Item, filter: object | undefined, operator: string | undefined): boolean;
  /** Projects an item to some paths. */
  export function mapPaths(paths: readonly unknown[], item: Item): Item;
  export function addConsumedCapacity(data: object, isRead: boolean, one?: Item, other?: Item): object | undefined;
  export function updateIndexes(
    store: Store,
    table: Table,
    before: Item | undefined,
    after: Item | undefined,
    callback: Callback,
  ): void;
}

declare module 'dynalite/validations' {
  import type { Store } from 'dynalite/db';
  import type { AttributeValue } from './expressions/value';

  /** Checks `data`, and adds its parsed expressions as members with an underscore. @throws an error with `statusCode` and `body` */
  export function checkValidations(data: object, types: object, custom: unknown, store: Store): void;
  /** Checks a value, and normalizes its numbers in place. @returns an error message if the value is not valid */
  export function validateAttributeValue(value: AttributeValue): string | undefined;
}
