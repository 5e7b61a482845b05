/** JSON pointers, RFC 6901. */

export function joinPointer(pointer: string, ...names: readonly (string | number)[]): string {
  return names.reduce<string>(
    (joined, name) => `${joined}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    pointer,
  );
}

export function splitPointer(pointer: string): string[] {
  return pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value that the pointer names in a parsed JSON document, or `undefined`. */
export function resolvePointer(document: unknown, pointer: string): unknown {
  return splitPointer(pointer).reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Readonly<Record<string, unknown>>)[name]
        : undefined,
    document,
  );
}
