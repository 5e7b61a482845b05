import type jsonata from 'jsonata';
import { isObject, type Json } from '../json';

/** Name of a variable, followed by names of members: `$states.result.Payload` is `['states', 'result', 'Payload']`. */
export type PlainPath = readonly string[];

/** Properties of a syntax node that is a plain name. Any other property changes how JSONata evaluates the node. */
const PLAIN = new Set(['type', 'value', 'position']);

/**
 * Returns the path if an expression is only a path. Following the path is a hundred times as fast as evaluating the expression.
 * @returns undefined for other expressions
 */
export function plainPath(expression: jsonata.Expression): PlainPath | undefined {
  const { type, steps = [], ...others } = expression.ast() as unknown as Node;
  if (type !== 'path' || Object.keys(others).some((member) => !PLAIN.has(member))) return undefined;
  const isPlain = steps.every(
    (step, index) =>
      step.type === (index === 0 ? 'variable' : 'name') && Object.keys(step).every((member) => PLAIN.has(member)),
  );
  return isPlain ? steps.map(({ value }) => String(value)) : undefined;
}

interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
}

/**
 * Returns the value at the path. The value is not copied, because values of variables are never changed in place.
 * @returns undefined for the cases in which JSONata has special rules: a value on the path is not an object, or the result is a list or missing
 */
export function follow(path: PlainPath, bindings: Readonly<Record<string, unknown>>): Json | undefined {
  let value: unknown = bindings[path[0] ?? ''];
  for (let index = 1; index < path.length; index += 1) {
    const name = path[index] ?? '';
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return Array.isArray(value) ? undefined : (value as Json | undefined);
}
