import { createScanner, type Node, type ParseError, parseTree, SyntaxKind } from 'jsonc-parser';
import { show } from '../text/format';
import { joinPointer, splitPointer } from './json-pointer';
import { syntaxFault } from './json-syntax';
import type { JsonValue } from './json-value';
import { type Finding, MAX_FINDINGS, type Problem, presentable } from './problem';
import { decodeText } from './text-encoding';

/** Maximum depth of nesting. No parameter file needs more. The limit is low enough for recursive code. */
const MAX_DEPTH = 100;

/** Maximum number of elements of one list or object. No dataset group needs more. The limit is low enough to report on each element. */
const MAX_ELEMENTS = 2000;

/**
 * Maximum number of values in a file. The largest useful file has half as many. The limit is low enough to check each value several times.
 */
const MAX_VALUES = 100_000;

/** Maximum length of a key in characters. Names of hyperparameters, the longest keys in Personalize, have this limit. */
const MAX_KEY_LENGTH = 256;

/** The key that JavaScript treats as the prototype of an object. */
const FORBIDDEN_KEY = '__proto__';

const DUPLICATE_KEY = 'duplicate-key';

/** A parsed JSON text with the position of each value. */
export interface JsonDocument {
  readonly value: JsonValue;
  /** Converts a finding to a problem with its place in the text. */
  place(finding: Finding): Problem;
}

export interface ParsedJson {
  /** Undefined if the text is unusable. For a duplicate key, the document has the last value. */
  readonly document?: JsonDocument;
  readonly problems: readonly Problem[];
}

/**
 * Parses strict JSON. Never throws. Unlike JSON.parse, accepts a byte-order mark, and reports duplicate keys, the key `__proto__` and
 * excessive sizes as errors.
 */
export function parseJson(content: string | Uint8Array): ParsedJson {
  const decoded = decodeText(content);
  if (!('text' in decoded)) {
    const { rule, message, hint } = decoded;
    return { problems: [{ ...whole(rule, message), ...(hint && { hint }) }] };
  }
  const { text } = decoded;
  const position = positions(text);
  const problemAt = (offset: number, rule: string, message: string) => ({
    ...whole(rule, message),
    ...position(offset),
  });

  if (text.trim() === '') return { problems: [whole('json-syntax', 'The file is empty.')] };
  const excess = firstExcess(text);
  if (excess !== undefined) return { problems: [problemAt(excess.offset, excess.rule, excess.message)] };

  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error) {
    const { offset, message, hint } = syntaxFault(text, error, (at) => {
      const { line, column } = position(at);
      return `line ${line}, column ${column}`;
    });
    return { problems: [presentable({ ...problemAt(offset, 'json-syntax', message), ...(hint && { hint }) })] };
  }
  const value = strictParse(text);
  if (!root || value === undefined) return { problems: [problemAt(0, 'json-syntax', 'The file is not valid JSON.')] };

  const place = (finding: Finding): Problem => {
    const { atKey, offset, hint, ...problem } = finding;
    return presentable({ ...problem, ...position(offsetOf(root, text, finding)), ...(hint && { hint }) });
  };
  const bad: Problem[] = [];
  for (const finding of contentFindings(root, '')) {
    bad.push(place(finding));
    if (bad.length === MAX_FINDINGS) break;
  }
  const usable = bad.every(({ rule }) => rule === DUPLICATE_KEY);
  return { problems: bad, ...(usable && { document: { value, place } }) };
}

/**
 * @returns a function that gives the line of the value at a JSON pointer. A missing value has the line of its closest existing parent. In a
 * text that is not JSON, every value has line 1.
 */
export function linesOf(content: string | Uint8Array): (pointer: string) => number {
  const { document } = parseJson(content);
  return (path) => document?.place({ ...whole('', ''), path }).line ?? 1;
}

function whole(rule: string, message: string): Problem {
  return { severity: 'error', path: '', line: 1, column: 1, value: undefined, rule, message };
}

/** Parses with JSON.parse. The parser `parseTree`, which gives the positions, also accepts texts that are not JSON. */
function strictParse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

interface Excess {
  readonly offset: number;
  readonly rule: string;
  readonly message: string;
}

const DEPTHS: Readonly<Partial<Record<SyntaxKind, number>>> = {
  [SyntaxKind.OpenBraceToken]: 1,
  [SyntaxKind.OpenBracketToken]: 1,
  [SyntaxKind.CloseBraceToken]: -1,
  [SyntaxKind.CloseBracketToken]: -1,
};

/**
 * Number of values that a token adds. Default: 1. A colon subtracts 1, because the key before the colon was counted, but is not a value.
 */
const VALUES: Readonly<Partial<Record<SyntaxKind, number>>> = {
  [SyntaxKind.CloseBraceToken]: 0,
  [SyntaxKind.CloseBracketToken]: 0,
  [SyntaxKind.CommaToken]: 0,
  [SyntaxKind.ColonToken]: -1,
};

/** Finds the first place where a file has too many values or nests too deeply. Scans without recursion. */
function firstExcess(text: string): Excess | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  let values = 0;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    depth += DEPTHS[token] ?? 0;
    values += VALUES[token] ?? 1;
    const offset = scanner.getTokenOffset();
    if (depth > MAX_DEPTH) {
      return { offset, rule: 'nesting', message: `The file nests deeper than ${MAX_DEPTH} levels.` };
    }
    if (values > MAX_VALUES) {
      return { offset, rule: 'element-count', message: `The file has more than ${MAX_VALUES} values.` };
    }
  }
  return undefined;
}

/** Converts offsets to lines and columns. The beginnings of lines are computed at the first use. */
function positions(text: string): (offset: number) => { line: number; column: number } {
  let lineStarts: number[] | undefined;
  return (offset) => {
    lineStarts ??= [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
    let line = 0;
    let after = lineStarts.length;
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 };
  };
}

/** Finds keys that are duplicate, forbidden or too long, and lists and objects with too many elements. */
function* contentFindings(node: Node, pointer: string): Generator<Finding> {
  const count = node.children?.length ?? 0;
  if (count > MAX_ELEMENTS) {
    const message = `${pointer || 'The file'} has ${count} elements; it must have at most ${MAX_ELEMENTS}.`;
    yield { severity: 'error', path: pointer, value: count, rule: 'element-count', message };
    return;
  }
  const seen = new Set<unknown>();
  for (const [index, child] of (node.children ?? []).entries()) {
    if (node.type !== 'object') {
      yield* contentFindings(child, joinPointer(pointer, index));
      continue;
    }
    const [keyNode, valueNode] = child.children ?? [];
    const key = String(keyNode?.value);
    const path = joinPointer(pointer, key);
    const finding = { severity: 'error', path, atKey: true, value: key } as const;
    if (key.length > MAX_KEY_LENGTH) {
      const message = `The key ${show(key)} has ${key.length} characters; it must have at most ${MAX_KEY_LENGTH}.`;
      yield { ...finding, rule: 'key-length', message };
      continue;
    }
    const is = `The key ${show(key)} is`;
    if (key === FORBIDDEN_KEY) yield { ...finding, rule: 'forbidden-key', message: `${is} not allowed.` };
    if (seen.has(key)) yield { ...finding, rule: DUPLICATE_KEY, message: `${is} duplicated.` };
    seen.add(key);
    if (valueNode) yield* contentFindings(valueNode, path);
  }
}

function offsetOf(root: Node, text: string, { path, atKey, offset }: Finding): number {
  let node = root;
  let key: Node | undefined;
  for (const name of splitPointer(path)) {
    const next = child(node, name);
    if (!next) break;
    key = next.key;
    node = next.value;
  }
  if (offset !== undefined) return node.offset + 1 + rawLength(text.slice(node.offset + 1), offset);
  return atKey && key ? key.offset : node.offset;
}

function child(node: Node, name: string): { key: Node | undefined; value: Node } | undefined {
  if (node.type === 'array') {
    const value = node.children?.[Number(name)];
    return value && { key: undefined, value };
  }
  const [key, value] = propertiesOf(node).get(name)?.children ?? [];
  return value && { key, value };
}

/** Cache of the properties of each object, by name. A huge object may have many problems, and each problem needs the properties. */
const PROPERTIES = new WeakMap<Node, ReadonlyMap<string, Node>>();

function propertiesOf(node: Node): ReadonlyMap<string, Node> {
  const known = PROPERTIES.get(node);
  if (known) return known;
  const properties = new Map<string, Node>();
  // If properties have the same name, the last one counts. So a duplicate key is reported where it is repeated.
  for (const property of node.children ?? []) properties.set(String(property.children?.[0]?.value), property);
  PROPERTIES.set(node, properties);
  return properties;
}

/** Number of raw characters, including escapes, that encode the first `length` characters of a JSON string. */
function rawLength(raw: string, length: number): number {
  let rawOffset = 0;
  for (let count = 0; count < length; count += 1) {
    if (raw[rawOffset] !== '\\') rawOffset += 1;
    else rawOffset += raw[rawOffset + 1] === 'u' ? 6 : 2;
  }
  return rawOffset;
}
