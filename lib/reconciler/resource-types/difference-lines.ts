import { isJsonObject } from '../../parameter-file/json-value';
import { describeFieldChange, fieldChanges } from '../../personalize/schema-changes';
import { printable, show } from '../../text/format';
import type { Difference } from './differences';

/** Longest value that a line shows whole, in UTF-16 units. */
const LONGEST = 80;
/** Number of equal characters shown before the first difference of two long values. */
const CONTEXT = 20;

/**
 * Differences for users, one line each: schemas by field, objects by path. Two different values never look the same.
 * @param difference with values as in the parameter file, without the service's defaults
 */
export function differenceLines({ member, actual, desired }: Difference): readonly string[] {
  const fields = isSchema(actual) && isSchema(desired) ? fieldChanges(actual, desired) : [];
  if (fields.length > 0) return fields.map(describeFieldChange);
  return leaves(member, actual, desired);
}

/** The differences as one message. */
export function describeDifferences(found: readonly Difference[]): string {
  return `the parameter file changes ${found.flatMap(differenceLines).join('; ')}`;
}

/**
 * Differing members of an object by their paths. If a value is too long for a line, the members and elements that only one side has are
 * listed one by one.
 */
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

/** Elements of a list, as JSON, that the other list does not have. */
function elementsOf(list: readonly unknown[], other: readonly unknown[]): readonly string[] {
  const known = new Set(other.map(jsonOf));
  return list.map(jsonOf).filter((element) => !known.has(element));
}

/** The part of a long text that differs from the other text. */
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
