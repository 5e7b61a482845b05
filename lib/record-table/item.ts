import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export interface Key {
  readonly datasetGroup: string;
  readonly item: string;
}

/** Value of an attribute. Lists and sets contain strings. DynamoDB has no empty sets. */
export type Value = string | number | boolean | readonly string[] | ReadonlySet<string>;

/** Attributes by name; undefined stands for an absent attribute. */
export type Attributes = Readonly<Record<string, Value | undefined>>;

export type WireItem = Readonly<Record<string, AttributeValue>>;

export function toWire(attributes: Attributes): Record<string, AttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, wireValue(value)]])),
  );
}

/** Leaves out attributes of types that the record table does not use. */
export function fromWire(item: WireItem): Attributes {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));
}

function wireValue(value: Value): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  return value instanceof Set ? { SS: [...value] } : { L: [...value].map((text) => ({ S: text })) };
}

function plainValue({ S, N, BOOL, L, SS }: AttributeValue): Value | undefined {
  return (
    S ?? (N === undefined ? undefined : Number(N)) ?? BOOL ?? L?.map(({ S: text = '' }) => text) ?? (SS && new Set(SS))
  );
}

/** The text of an attribute; '' if the attribute is absent, or has another type. */
export function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The texts of an item's attributes with these names; '' for absent attributes. */
export function texts<Name extends string>(item: Attributes, ...names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, textOf(item[name])])) as Readonly<Record<Name, string>>;
}

/** The texts of an item's attributes with these names. Absent attributes are left out. */
export function optionalTexts<Name extends string>(item: Attributes, ...names: readonly Name[]) {
  return texts(item, ...names.filter((name) => item[name] !== undefined)) as { readonly [Each in Name]?: string };
}

export function optionalNumber(value: Value | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

/** The strings in a list or set; empty if the attribute is absent, or has another type. */
export function textsOf(value: Value | undefined): readonly string[] {
  return typeof value === 'object' ? [...value] : [];
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Removes members that are undefined, so that optional members are absent. */
export function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;
}

export function epochSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}

/**
 * Time from which DynamoDB may delete an item, in seconds since 1970.
 * @param from ISO time at which the kept days begin
 */
export function expiryOf(from: string, keptDays: number): number {
  return epochSeconds(new Date(from)) + keptDays * 24 * 3600;
}
