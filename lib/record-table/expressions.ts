import { type Attributes, type Key, toWire, type Value } from './item';

/**
 * A condition in DynamoDB's language. Attributes are written as `#<name>`, because many names are reserved words. Values are written as
 * `:<name>`, with the name of a member of `values`.
 */
export interface ItemCondition {
  readonly if?: string;
  readonly values?: Attributes;
}

export interface Put extends ItemCondition {
  readonly put: Key & Attributes;
}

/** Changes to an item, which is created if it does not exist. */
export interface Update extends ItemCondition {
  readonly update: Key;
  /** Attributes to set. An attribute that is undefined is removed. */
  readonly set?: Attributes;
  /** Attributes to set only if they are absent. */
  readonly setOnce?: Attributes;
  /** Members to add to sets. */
  readonly add?: Readonly<Record<string, ReadonlySet<string>>>;
  /** Members to remove from sets. A set without members is removed. */
  readonly take?: Readonly<Record<string, ReadonlySet<string>>>;
}

export interface Delete extends ItemCondition {
  readonly delete: Key;
}

export type Write = Put | Update | Delete;

export function updateExpression({ set = {}, setOnce = {}, add = {}, take = {} }: Update): string {
  const assign = (name: string) => `#${name} = :new_${name}`;
  const assignOnce = (name: string) => `#${name} = if_not_exists(#${name}, :new_${name})`;
  const member = (name: string) => `#${name} :new_${name}`;
  const names = Object.keys(set);
  const clauses = {
    SET: [...names.filter((name) => set[name] !== undefined).map(assign), ...Object.keys(setOnce).map(assignOnce)],
    REMOVE: names.filter((name) => set[name] === undefined).map((name) => `#${name}`),
    ADD: Object.keys(add).map(member),
    DELETE: Object.keys(take).map(member),
  };
  return Object.entries(clauses)
    .filter(([, parts]) => parts.length > 0)
    .map(([keyword, parts]) => `${keyword} ${parts.join(', ')}`)
    .join(' ');
}

/**
 * Members of a request with the names and values that its expressions use. Empty maps are left out, because DynamoDB
 * refuses them. DynamoDB also refuses names and values that no expression uses.
 */
export function expressionPlaceholders(expressions: readonly string[], values: Attributes, changes: Attributes = {}) {
  const names = [...new Set(expressions.flatMap((text) => text.match(/#\w+/g) ?? []))];
  const all = toWire({ ...prefixed(':', values), ...prefixed(':new_', changes) });
  return {
    ...(names.length > 0 && {
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [name, name.slice(1)])),
    }),
    ...(Object.keys(all).length > 0 && { ExpressionAttributeValues: all }),
  };
}

function prefixed(prefix: string, values: Attributes): Record<string, Value | undefined> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));
}
