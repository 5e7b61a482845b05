/** The parts of dynalite that the local DynamoDB uses; its HTTP server is none of them. */

declare module 'dynalite/db' {
  import type { EventEmitter } from 'node:events';

  /** Called once: with an error, or with the output. */
  export type Callback<T = unknown> = (error: unknown, output?: T) => void;

  /** A stream of values from the key-value store. */
  export interface ValueStream extends EventEmitter {
    destroy(): void;
  }

  /** Passes a callback that releases the key before it calls the given one. */
  export type Lock = (key: string, work: (release: (callback: Callback) => Callback) => void) => void;

  export interface KeyValueStore {
    get(key: string, callback: Callback): unknown;
    put(key: string, value: unknown, callback: Callback): unknown;
    del(key: string, callback: Callback): unknown;
    batch(operations: readonly unknown[], callback: Callback): unknown;
    createValueStream(options: unknown): ValueStream;
  }

  export interface ItemStore {
    lock: Lock;
  }

  export interface Store {
    readonly db: KeyValueStore;
    readonly tableDb: ItemStore;
    getItemDb(tableName: string): ItemStore;
  }

  export interface Options {
    /** Milliseconds of real time for which a table is CREATING, DELETING or UPDATING. */
    readonly createTableMs: number;
    readonly deleteTableMs: number;
    readonly updateTableMs: number;
  }

  export function create(options: Options): Store;
}

declare module 'dynalite/validations' {
  import type { Store } from 'dynalite/db';

  /** @returns the known members only; throws an error with `statusCode` and `body` if one has another type */
  export function checkTypes(data: object, types: object): object;
  /** @throws an error with `statusCode` and `body` */
  export function checkValidations(data: object, types: object, custom: unknown, store: Store): void;
}
