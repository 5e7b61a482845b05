import { ServiceError } from '../../core/service';

export type JsonValue = Scalar | readonly JsonValue[] | { readonly [name: string]: JsonValue };

type Scalar = string | number | boolean | null;
type JsonObject = Readonly<Record<string, JsonValue>>;

/** Test for one alternative of a pattern. Returns true if the value matches. The value is undefined if the event does not have the field. */
type Test = (value: Scalar | undefined) => boolean;

/** Condition on one field. At least one of the tests must pass. */
interface Field {
  readonly path: readonly string[];
  readonly tests: readonly Test[];
}

/** Conditions on fields. An event matches if it meets all conditions. */
export type Pattern = readonly Field[];

/**
 * @param text an event pattern of exact values, `prefix`, `exists` and `anything-but`
 * @throws ServiceError InvalidEventPatternException that names the invalid or unsupported part of the pattern
 */
export function parsePattern(text: string): Pattern {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('it is not JSON');
  }
  if (!isObject(value)) throw invalid('it must be a JSON object');
  return parseObject(value, []).toSorted((one, other) => (one.path.join('.') < other.path.join('.') ? -1 : 1));
}

/** A value of an event, and its positions in the lists that enclose the value. */
interface Leaf {
  readonly value: Scalar;
  readonly within: Elements;
}

/** Position of a value in each enclosing list, by list. A list that has the value as a direct element is omitted. */
type Elements = ReadonlyMap<JsonValue, number>;

/**
 * Returns true if EventBridge's rule engine would match the event (https://github.com/aws/event-ruler, README and Event.java, 2026-11).
 * Only scalar values are compared. A field with an object or an empty list counts as absent. In a list of objects, all fields must match in
 * the same object. Fields are matched in the order of their paths. The first field selects the object. For later fields, the other objects
 * of the list count as absent (ACFinder.java).
 */
export function matchesPattern(pattern: Pattern, event: JsonObject, within: Elements = new Map()): boolean {
  const [field, ...others] = pattern;
  if (field === undefined) return true;
  const leaves = leavesAt(event, field.path).filter((leaf) =>
    [...leaf.within].every(([list, position]) => (within.get(list) ?? position) === position),
  );
  if (leaves.length === 0) return passes(field, undefined) && matchesPattern(others, event, within);
  return leaves.some(
    (leaf) => passes(field, leaf.value) && matchesPattern(others, event, new Map([...within, ...leaf.within])),
  );
}

function passes({ tests }: Field, value: Scalar | undefined): boolean {
  return tests.some((test) => test(value));
}

function leavesAt(value: JsonValue, path: readonly string[], within: Elements = new Map()): readonly Leaf[] {
  if (isList(value)) {
    return value.flatMap((element, position) =>
      leavesAt(element, path, isScalar(element) ? within : new Map([...within, [value, position]])),
    );
  }
  if (isScalar(value)) return path.length === 0 ? [{ value, within }] : [];
  const [name, ...rest] = path;
  const member = name !== undefined && Object.hasOwn(value, name) ? value[name] : undefined;
  return member === undefined ? [] : leavesAt(member, rest, within);
}

function parseObject(value: JsonObject, path: readonly string[]): Pattern {
  const members = Object.entries(value);
  if (members.length === 0)
    throw invalid(path.length === 0 ? 'the pattern is empty' : `the object at '${path.join('.')}' is empty`);
  return members.flatMap(([name, part]) => {
    const at = [...path, name];
    if (isList(part)) {
      if (part.length === 0) throw invalid(`the list at '${at.join('.')}' is empty`);
      return [{ path: at, tests: part.map((alternative) => parseAlternative(alternative, at.join('.'))) }];
    }
    if (name.startsWith('$')) throw invalid(`the local EventBridge does not evaluate '${name}'`);
    if (!isObject(part)) throw invalid(`'${at.join('.')}' must be an object or a list`);
    return parseObject(part, at);
  });
}

/** @throws ServiceError for an alternative that the rule engine refuses (RuleCompiler.java, 2026-11) and for operators that are not emulated */
function parseAlternative(alternative: JsonValue, where: string): Test {
  if (isList(alternative)) throw invalid(`'${where}' has a list in a list`);
  if (isScalar(alternative)) return (value) => value === alternative;
  const [[operator, operand] = ['', null], ...others] = Object.entries(alternative);
  if (operator === '' || others.length > 0) {
    const names = Object.keys(alternative).join(', ') || 'none';
    throw invalid(`an alternative of '${where}' must have one operator; it has ${names}`);
  }
  const at = `'${operator}' at '${where}'`;
  if (operator === 'exists') {
    if (typeof operand !== 'boolean') throw invalid(`${at} must be true or false`);
    return (value) => (value !== undefined) === operand;
  }
  if (operator === 'prefix' && typeof operand === 'string') return (value) => beginsWith(value, operand);
  if (operator === 'anything-but') {
    const excluded = parseExcluded(operand, at);
    return (value) => value !== undefined && !excluded(value);
  }
  throw notEvaluated(at);
}

/** Parses the operand of `anything-but`: a text, a number, a list of texts or of numbers, or a prefix. */
function parseExcluded(operand: JsonValue, at: string): (value: Scalar) => boolean {
  if (isObject(operand)) {
    const { prefix, ...others } = operand;
    if (typeof prefix !== 'string' || prefix === '' || Object.keys(others).length > 0) throw notEvaluated(at);
    return (value) => beginsWith(value, prefix);
  }
  const values = isList(operand) ? operand : [operand];
  const types = new Set(values.map((value) => typeof value));
  const [type = 'undefined'] = types;
  if (types.size !== 1 || !['string', 'number'].includes(type))
    throw invalid(`${at} must be text or a number, or a list of texts or of numbers`);
  return (value) => values.includes(value);
}

function beginsWith(value: Scalar | undefined, prefix: string): boolean {
  return typeof value === 'string' && value.startsWith(prefix);
}

function notEvaluated(what: string): ServiceError {
  return invalid(
    `the local EventBridge does not evaluate ${what}; it supports exact values, prefix, exists and anything-but`,
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isScalar(value: JsonValue): value is Scalar {
  return typeof value !== 'object' || value === null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(reason: string): ServiceError {
  return new ServiceError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}.`);
}
