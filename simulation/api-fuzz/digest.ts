/** Members that the digest ignores: fixed parts of a service, and random streams, which change even if a request is refused. */
const IGNORED = new Set([
  'aws',
  'clock',
  'protocol',
  'model',
  'operations',
  'boundaries',
  'random',
  'requestIds',
  'handlers',
  'denials',
  'actions',
  'last',
  'lifecycle',
]);

/** True for an empty map or set. It counts as absent, because services create maps and sets when they first read them. */
function isEmpty(value: unknown): boolean {
  return (value instanceof Map || value instanceof Set) && value.size === 0;
}

/** Returns a text of the state in an object, at any depth, without the members in `IGNORED`. If two texts are equal, this state has not changed. */
export function digest(root: unknown): string {
  const parts: string[] = [];
  const seen = new Map<object, number>();
  const add = (value: unknown): void => {
    if (typeof value === 'function' || value instanceof RegExp || value instanceof Promise) return;
    if (typeof value !== 'object' || value === null) {
      parts.push(typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? ''));
      return;
    }
    const known = seen.get(value);
    if (known !== undefined) {
      parts.push(`#${known}`);
      return;
    }
    seen.set(value, seen.size);
    if (value instanceof Date) parts.push(String(value.getTime()));
    else if (ArrayBuffer.isView(value))
      parts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'));
    else if (value instanceof Map) addAll(value);
    else if (value instanceof Set || Array.isArray(value)) for (const item of value) add(item);
    else addAll(Object.entries(value).filter(([name]) => !IGNORED.has(name)));
    parts.push(';');
  };
  const addAll = (entries: Iterable<readonly [unknown, unknown]>): void => {
    for (const [name, item] of entries) {
      if (isEmpty(item)) continue;
      add(name);
      add(item);
    }
  };
  add(root);
  return parts.join(',');
}
