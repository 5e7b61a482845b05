import { isJsonObject } from '../../parameter-file/json-value';
import { describeFieldChange, fieldChanges } from '../../personalize/schema-changes';
import { printable, show } from '../../text/format';
import type { Difference } from './differences';

/** Length of the longest value that a line shows in full, in UTF-16 units. */
const LONGEST = 80;
/** Number of equal characters to show before the first difference between two long values. */
const CONTEXT = 20;

/**
 * Lines of text about a difference. A schema has one line for each changed field, an object one line for each changed
 * path. Long values are cut so that the lines still show where they differ.
 * @param difference values as in the parameter file, without the service's defaults
 */
export function differenceLines({ member, actual, desired }: Difference): readonly string[] {
  const fields = isSchema(actual) && isSchema(desired) ? fieldChanges(actual, desired) : [];
  if (fields.length > 0) return fields.map(describeFieldChange);
  return leaves(member, actual, desired);
}

/** Message that lists all differences. */
export function describeDifferences(found: readonly Difference[]): string {
  return `the parameter file changes ${found.flatMap(differenceLines).join('; ')}`;
}

/**
 * Lines about the members of an object that differ, each with its path. If a value is too long for a line, the members and
 * elements that only one of the two values has get one line each.
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

/** Elements of a list that the other list does not have, as JSON. */
function elementsOf(list: readonly unknown[], other: readonly unknown[]): readonly string[] {
  const known = new Set(other.map(jsonOf));
  return list.map(jsonOf).filter((element) => !known.has(element));
}

/** The text. If the text is long, it is cut around the first difference from the other text. */
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
