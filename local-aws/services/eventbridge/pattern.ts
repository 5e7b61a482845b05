import { ServiceError } from '../../core/service';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

type JsonObject = Readonly<Record<string, JsonValue>>;

/** An alternative of a leaf: true if it holds for the value, or for the absence of one. */
type Test = (value: JsonValue | undefined) => boolean;

/** An event pattern: each leaf a list of alternatives, everything named must match. */
export interface Pattern {
  readonly [name: string]: Pattern | readonly Test[];
}

/**
 * @param text an event pattern of exact values, `prefix`, `exists` and `anything-but`
 * @throws ServiceError InvalidEventPatternException that names what it cannot evaluate
 */
export function parsePattern(text: string): Pattern {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('it is not JSON');
  }
  if (!isObject(value)) throw invalid('it must be a JSON object');
  return parseObject(value, []);
}

export function matchesPattern(pattern: Pattern, event: JsonObject | undefined): boolean {
  return Object.entries(pattern).every(([name, part]) => {
    const value = event?.[name];
    return isTests(part) ? matchesLeaf(part, value) : matchesPattern(part, isObject(value) ? value : undefined);
  });
}

function isTests(part: Pattern | readonly Test[]): part is readonly Test[] {
  return Array.isArray(part);
}

/** An array in the event matches if one of its elements does. */
function matchesLeaf(tests: readonly Test[], value: JsonValue | undefined): boolean {
  const values = Array.isArray(value) && value.length > 0 ? value : [value];
  return tests.some((test) => values.some((one) => test(one)));
}

function parseObject(value: JsonObject, path: readonly string[]): Pattern {
  const entries = Object.entries(value).map(([name, part]) => {
    const at = [...path, name];
    if (Array.isArray(part)) {
      if (part.length === 0) throw invalid(`the list at '${at.join('.')}' is empty`);
      return [name, part.map((alternative) => parseAlternative(alternative, at))] as const;
    }
    if (name.startsWith('$')) throw invalid(`the local EventBridge does not evaluate '${name}'`);
    if (!isObject(part)) throw invalid(`'${at.join('.')}' must be an object or a list`);
    return [name, parseObject(part, at)] as const;
  });
  return Object.fromEntries(entries);
}

function parseAlternative(alternative: JsonValue, path: readonly string[]): Test {
  if (!isObject(alternative)) return (value) => value === alternative;
  const [operator = '', operand] = Object.entries(alternative)[0] ?? [];
  const at = `'${operator}' at '${path.join('.')}'`;
  if (operator === 'exists') return (value) => (value !== undefined) === operand;
  if (operator === 'prefix' && typeof operand === 'string') {
    return (value) => typeof value === 'string' && value.startsWith(operand);
  }
  if (operator === 'anything-but' && operand !== undefined) {
    if (isObject(operand)) {
      const { prefix, ...others } = operand;
      if (typeof prefix !== 'string' || Object.keys(others).length > 0) throw notEvaluated(at);
      return (value) => value !== undefined && !(typeof value === 'string' && value.startsWith(prefix));
    }
    const excluded: readonly JsonValue[] = Array.isArray(operand) ? operand : [operand];
    return (value) => value !== undefined && !excluded.includes(value);
  }
  throw notEvaluated(at);
}

function notEvaluated(what: string): ServiceError {
  return invalid(
    `the local EventBridge does not evaluate ${what}; it supports exact values, prefix, exists and anything-but`,
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(reason: string): ServiceError {
  return new ServiceError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}.`);
}
