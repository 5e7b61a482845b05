/** JSON pointers (RFC 6901). */

export function joinPointer(pointer: string, ...names: readonly (string | number)[]): string {
  let joined = pointer;
  for (const name of names) joined += `/${typeof name === 'number' ? name : escaped(name)}`;
  return joined;
}

function escaped(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
}

export function splitPointer(pointer: string): string[] {
  const [, ...names] = pointer.split('/');
  return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at the pointer in a parsed JSON document; undefined if there is none. */
export function resolvePointer(document: unknown, pointer: string): unknown {
  return splitPointer(pointer).reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Readonly<Record<string, unknown>>)[name]
        : undefined,
    document,
  );
}
