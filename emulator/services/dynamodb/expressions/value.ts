import { compareDecimals } from './decimal';

/** An attribute value on the wire: one member, named after its type. Numbers are decimal text, binary values base64 text. */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly L?: readonly AttributeValue[];
  readonly M?: Item;
}

export type Item = Readonly<Record<string, AttributeValue>>;

/** Path from an item to a value: names in maps and positions in lists. */
export type Path = readonly (string | number)[];

type Optional = AttributeValue | undefined;

export function valueAt(path: Path, item: Item): AttributeValue | undefined {
  let value: Optional = { M: item };
  for (const step of path) {
    if (typeof step === 'number') value = value?.L?.[step];
    else value = value?.M !== undefined && Object.hasOwn(value.M, step) ? value.M[step] : undefined;
  }
  return value;
}

/** Type of a value, e.g. `NS`. */
export function typeOf(value: AttributeValue): string | undefined {
  return Object.keys(value)[0];
}

/** Values of different types are never equal. The order of elements in sets does not matter. */
export function areEqual(one: AttributeValue, other: AttributeValue): boolean {
  const type = typeOf(one);
  if (type === undefined || type !== typeOf(other)) return false;
  if (one.N !== undefined && other.N !== undefined) return compareDecimals(one.N, other.N) === 0;
  if (one.L !== undefined && other.L !== undefined) return areListsEqual(one.L, other.L);
  if (one.M !== undefined && other.M !== undefined) return areMapsEqual(one.M, other.M);
  const [elements, others] = [elementsOf(one), elementsOf(other)];
  if (elements === undefined || others === undefined)
    return one.S === other.S && one.B === other.B && one.BOOL === other.BOOL;
  return elements.length === others.length && elements.every((element) => includes(others, element));
}

function areListsEqual(one: readonly AttributeValue[], other: readonly AttributeValue[]): boolean {
  return (
    one.length === other.length &&
    one.every((value, index) => {
      const counterpart = other[index];
      return counterpart !== undefined && areEqual(value, counterpart);
    })
  );
}

function areMapsEqual(one: Item, other: Item): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => {
      const [value, counterpart] = [valueAt([name], one), valueAt([name], other)];
      return value !== undefined && counterpart !== undefined && areEqual(value, counterpart);
    })
  );
}

/** The elements of a set or a list. */
function elementsOf({ SS, NS, BS, L }: AttributeValue): readonly AttributeValue[] | undefined {
  return SS?.map((S) => ({ S })) ?? NS?.map((N) => ({ N })) ?? BS?.map((B) => ({ B })) ?? L;
}

function includes(values: readonly AttributeValue[], value: AttributeValue): boolean {
  return values.some((other) => areEqual(value, other));
}

/**
 * Returns a negative number, zero or a positive number; undefined if the two cannot be ordered. Text is ordered by its UTF-8 bytes, numbers
 * by value, binary values by unsigned bytes.
 */
export function compareValues(one: Optional, other: Optional): number | undefined {
  if (one?.N !== undefined && other?.N !== undefined) return compareDecimals(one.N, other.N);
  const [bytes, others] = [bytesOf(one), bytesOf(other)];
  if (bytes === undefined || others === undefined || (one?.S === undefined) !== (other?.S === undefined))
    return undefined;
  return Buffer.compare(bytes, others);
}

function bytesOf(value: Optional): Buffer | undefined {
  if (value?.S !== undefined) return Buffer.from(value.S);
  return value?.B === undefined ? undefined : Buffer.from(value.B, 'base64');
}

export function beginsWith({ S, B }: AttributeValue, start: AttributeValue): boolean {
  if (S !== undefined && start.S !== undefined) return S.startsWith(start.S);
  if (B === undefined || start.B === undefined) return false;
  const bytes = Buffer.from(start.B, 'base64');
  return Buffer.from(B, 'base64').subarray(0, bytes.length).equals(bytes);
}

/** True if a text or binary value contains the part, or if the part is an element of a set or list. */
export function contains(value: AttributeValue, part: AttributeValue): boolean {
  if (value.S !== undefined) return part.S !== undefined && value.S.includes(part.S);
  if (value.B !== undefined)
    return part.B !== undefined && Buffer.from(value.B, 'base64').includes(Buffer.from(part.B, 'base64'));
  return includes(elementsOf(value) ?? [], part);
}

/** Number of characters (UTF-16 code units), bytes, elements or members; undefined for a type that has no size. */
export function sizeOf(value: AttributeValue): number | undefined {
  const { S, B, M } = value;
  if (B !== undefined) return Buffer.from(B, 'base64').length;
  return S?.length ?? elementsOf(value)?.length ?? (M === undefined ? undefined : Object.keys(M).length);
}
