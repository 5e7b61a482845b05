import { compilePattern, regex } from './regular-expression';
import { ExpressionError } from './syntax-tree';
import { equal, isObject, toList, toNumber, toObject, toText } from './values';

type TerraformFunction = (...args: unknown[]) => unknown;

/** Terraform's functions that the local AWS implements. `try` and `can` are in the evaluator. */
export const FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  base64encode: (text) => Buffer.from(toText(text)).toString('base64'),
  coalesce: (...args) => {
    const found = args.find((arg) => arg !== null && arg !== undefined && arg !== '');
    if (found === undefined) throw new ExpressionError('all arguments of coalesce are null or empty');
    return found;
  },
  concat: (...lists) => lists.flatMap(toList),
  contains: (list, value) => toList(list).some((item) => equal(item, value)),
  floor: (value) => Math.floor(toNumber(value)),
  format: (pattern, ...args) => format(toText(pattern), args),
  join: (separator, ...lists) => lists.flatMap(toList).map(toText).join(toText(separator)),
  jsonencode: (value) => jsonEncode(value),
  keys: (object) => Object.keys(toObject(object)).sort(),
  length: (value) => {
    if (typeof value === 'string') return [...value].length;
    return isObject(value) ? Object.keys(value).length : toList(value).length;
  },
  lower: (text) => toText(text).toLowerCase(),
  merge: (...objects) => Object.assign({}, ...objects.map((object) => (object === null ? {} : toObject(object)))),
  regex: (pattern, text) => regex(toText(pattern), toText(text)),
  replace: (text, what, by) => replace(toText(text), toText(what), toText(by)),
  split: (separator, text) => toText(text).split(toText(separator)),
  substr: (text, offset, length) => substr(toText(text), toNumber(offset), toNumber(length)),
  tonumber: (value) => (value === null ? null : toNumber(value)),
  toset: (list) => toList(list).filter((item, index, all) => all.findIndex((other) => equal(item, other)) === index),
  tostring: (value) => (value === null ? null : toText(value)),
};

/** Formats `%s`, `%d`, `%v`, `%q` and `%%`. */
function format(pattern: string, args: readonly unknown[]): string {
  let used = 0;
  const text = pattern.replace(/%(.?)/g, (verb, letter: string) => {
    if (letter === '%') return '%';
    if (used >= args.length) throw new ExpressionError(`format has too few arguments for '${pattern}'`);
    const value = args[used];
    used += 1;
    if (letter === 's') return toText(value);
    if (letter === 'd') return String(Math.trunc(toNumber(value)));
    if (letter === 'v') return typeof value === 'string' ? value : jsonEncode(value);
    if (letter === 'q') return JSON.stringify(toText(value));
    throw new ExpressionError(`format's '${verb}' is not supported`);
  });
  if (used < args.length) throw new ExpressionError(`format has too many arguments for '${pattern}'`);
  return text;
}

/** Encodes JSON as Terraform does: keys are sorted, and `<`, `>`, `&`, U+2028 and U+2029 are escaped. */
function jsonEncode(value: unknown): string {
  const ordered = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(ordered);
    if (!isObject(item)) return item ?? null;
    const keys = Object.keys(item).sort();
    return Object.fromEntries(keys.map((key) => [key, ordered(item[key])]));
  };
  return JSON.stringify(ordered(value)).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Replaces text. If `what` is between slashes, it is a regular expression. In this case, `$1` in `by` stands for the
 * first group of the match.
 */
function replace(text: string, what: string, by: string): string {
  if (what.length > 1 && what.startsWith('/') && what.endsWith('/')) {
    return text.replace(compilePattern(what.slice(1, -1), 'gu'), by.replace(/\$\{(\w+)\}/g, '$$$1'));
  }
  return text.replaceAll(what, () => by);
}

/** Returns a part of a text. A negative offset counts from the end; length -1 means the rest. */
function substr(text: string, offset: number, length: number): string {
  const characters = [...text];
  const start = offset < 0 ? Math.max(0, characters.length + offset) : offset;
  if (length < -1) throw new ExpressionError(`substr has the length ${length}; the least is -1`);
  return characters.slice(start, length === -1 ? undefined : start + length).join('');
}

export function unknownFunction(name: string): ExpressionError {
  const known = [...Object.keys(FUNCTIONS), 'can', 'try'].sort().join(', ');
  return new ExpressionError(`the function '${name}' is not supported by the local AWS (supported: ${known})`);
}
