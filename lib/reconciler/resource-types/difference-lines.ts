import { isJsonObject } from '../../parameter-file/json-value';
import { describeFieldChange, fieldChanges } from '../../personalize/schema-changes';
import { printable, show } from '../../text/format';
import type { Difference } from './differences';

/** UTF-16 units of a value. */
const LONGEST = 80;
/** How much of two long values is shown before they begin to differ. */
const CONTEXT = 20;

/**
 * What differs, a line each, so that a person sees it: of schemas by field, of objects by path. Two values that differ never look the same.
 * @param difference whose values are as in the parameter file: what the service has filled in is left out
 */
export function differenceLines({ member, actual, desired }: Difference): readonly string[] {
  const fields = isSchema(actual) && isSchema(desired) ? fieldChanges(actual, desired) : [];
  if (fields.length > 0) return fields.map(describeFieldChange);
  return leaves(member, actual, desired);
}

/** The same in a message. */
export function describeDifferences(found: readonly Difference[]): string {
  return `the parameter file changes ${found.flatMap(differenceLines).join('; ')}`;
}

/** Members in which an object differs, by their paths; of what would be cut, also members and elements that only one has. */
function leaves(path: string, actual: unknown, desired: unknown): readonly string[] {
  const [before, after] = [jsonOf(actual), jsonOf(desired)];
  if (before === after) return [];
  const isLong = Math.max(before.length, after.length) > LONGEST;
  const [from, to] = isLong ? [actual ?? emptyOf(desired), desired ?? emptyOf(actual)] : [actual, desired];
  if (isJsonObject(from) && isJsonObject(to)) {
    const names = Object.keys(desired === undefined ? from : to);
    const inside = names.flatMap((name) => leaves(`${path}.${name}`, from[name], to[name]));
    if (inside.length > 0) return inside;
  }
  if (isLong && Array.isArray(from) && Array.isArray(to)) {
    const [removed, added] = [elementsOf(from, to), elementsOf(to, from)];
    if (removed.length + added.length > 0)
      return [...removed.map((element) => `- ${path}: ${element}`), ...added.map((element) => `+ ${path}: ${element}`)];
  }
  return [`${path}: ${cutAround(before, after)} -> ${cutAround(after, before)}`];
}

function emptyOf(other: unknown): unknown {
  return Array.isArray(other) ? [] : isJsonObject(other) ? {} : undefined;
}

/** As JSON, those that another list does not have. */
function elementsOf(list: readonly unknown[], other: readonly unknown[]): readonly string[] {
  const known = new Set(other.map(jsonOf));
  return list.map(jsonOf).filter((element) => !known.has(element));
}

/** The part of a long text in which it differs from another one. */
function cutAround(text: string, other: string): string {
  if (text.length <= LONGEST) return text;
  let same = 0;
  while (text[same] === other[same] && same < text.length) same += 1;
  const start = same < LONGEST - CONTEXT ? 0 : same - CONTEXT;
  const end = start + LONGEST;
  return printable(`${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`);
}

function jsonOf(value: unknown): string {
  return value === undefined ? 'not set' : show(value, Number.POSITIVE_INFINITY);
}

function isSchema(value: unknown): boolean {
  return typeof value === 'string' && /^\s*\{[\s\S]*"fields"/.test(value);
}
