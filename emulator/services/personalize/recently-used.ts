/**
 * Returns a cache that keeps the most recently used values. The cache is a function: it returns the value of a key, and
 * calls `make` if the value is not in the cache.
 * @param max maximum number of values to keep
 */
export function recentlyUsed<Key, Value>(max: number): (key: Key, make: () => Value) => Value {
  const values = new Map<Key, Value>();
  return (key, make) => {
    const value = values.get(key) ?? make();
    values.delete(key);
    values.set(key, value);
    if (values.size > max) values.delete(values.keys().next().value as Key);
    return value;
  };
}
