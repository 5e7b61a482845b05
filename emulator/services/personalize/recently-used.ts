/**
 * Returns a cache of the values that were used last.
 * @param max number of values that are kept
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
