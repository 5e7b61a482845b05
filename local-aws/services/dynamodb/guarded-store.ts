import { type Callback, create, type KeyValueStore, type Lock, type Store, type ValueStream } from 'dynalite/db';

/** Requests run one at a time, so nothing is ever locked: a request that failed in the middle would never release its key. */
const UNLOCKED: Lock = (_key, work) => work((callback) => callback);

/**
 * dynalite's store. dynalite does its work in callbacks of the store, and an error that it throws there would end the process.
 * @param fail called with every such error
 */
export function guardedStore(fail: (error: unknown) => void): Store {
  const store = create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  guardCallbacks(store.db, fail);
  store.tableDb.lock = UNLOCKED;
  const getItemDb = store.getItemDb.bind(store);
  store.getItemDb = (tableName) => Object.assign(getItemDb(tableName), { lock: UNLOCKED });
  return store;
}

function guardCallbacks(db: KeyValueStore, fail: (error: unknown) => void): void {
  const guarded = (callback: Callback): Callback => {
    // While it opens, the store repeats its own calls with options in this place.
    if (typeof callback !== 'function') return callback;
    return (error, output) => {
      try {
        callback(error, output);
      } catch (thrown) {
        fail(thrown);
      }
    };
  };
  const { get, put, del, batch, createValueStream } = db;
  db.get = (key, callback) => get(key, guarded(callback));
  db.put = (key, value, callback) => put(key, value, guarded(callback));
  db.del = (key, callback) => del(key, guarded(callback));
  db.batch = (operations, callback) => batch(operations, guarded(callback));
  db.createValueStream = (options) => guardListeners(createValueStream(options), fail);
}

function guardListeners(stream: ValueStream, fail: (error: unknown) => void): ValueStream {
  const on = stream.on.bind(stream);
  stream.on = (event, listener) =>
    on(event, (...values: unknown[]) => {
      try {
        listener(...values);
      } catch (thrown) {
        stream.destroy();
        fail(thrown);
      }
    });
  return stream;
}
