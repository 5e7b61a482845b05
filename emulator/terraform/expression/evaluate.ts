import { FUNCTIONS, unknownFunction } from './functions';
import { type Expression, ExpressionError } from './syntax-tree';
import { equal, isObject, toBoolean, toNumber, toText, typeName } from './values';

/** Returns the value of an address, e.g. `var.name` or `aws_s3_bucket.data`. */
export type Resolve = (address: string) => unknown;

/** @throws ExpressionError */
export function evaluate(expression: Expression, resolve: Resolve): unknown {
  const value = (part: Expression) => evaluate(part, resolve);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'template':
      return template(expression.parts, value);
    case 'reference':
      return resolve(expression.address);
    case 'get':
      return get(value(expression.of), value(expression.key), describe(expression.of));
    case 'call':
      return call(expression.name, expression.args, value);
    case 'unary':
      return expression.operator === '!' ? !toBoolean(value(expression.operand)) : -toNumber(value(expression.operand));
    case 'binary':
      return binary(
        expression.operator,
        () => value(expression.left),
        () => value(expression.right),
      );
    case 'conditional':
      return toBoolean(value(expression.condition)) ? value(expression.yes) : value(expression.no);
    case 'list':
      return expression.items.map(value);
    case 'object':
      return Object.fromEntries(expression.entries.map(([key, item]) => [toText(value(key)), value(item)]));
  }
}

function template(parts: readonly (string | Expression)[], value: (part: Expression) => unknown): unknown {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== 'string') return value(only);
  return parts.map((part) => (typeof part === 'string' ? part : toText(value(part)))).join('');
}

function get(container: unknown, key: unknown, name: string): unknown {
  if (Array.isArray(container)) {
    const index = toNumber(key);
    if (Number.isInteger(index) && index >= 0 && index < container.length) return container[index];
    throw new ExpressionError(`${name} has no element ${index}: its length is ${container.length}`);
  }
  if (!isObject(container))
    throw new ExpressionError(`${name} is a ${typeName(container)}, which has no '${String(key)}'`);
  const attribute = toText(key);
  if (attribute in container) return container[attribute];
  throw new ExpressionError(`${name} has no '${attribute}'; it has ${Object.keys(container).sort().join(', ')}`);
}

function call(name: string, args: readonly Expression[], value: (part: Expression) => unknown): unknown {
  if (name === 'try') {
    for (const arg of args) {
      const attempt = attemptTo(() => value(arg));
      if ('value' in attempt) return attempt.value;
    }
    throw new ExpressionError('no argument of try could be evaluated');
  }
  if (name === 'can') return args.every((arg) => 'value' in attemptTo(() => value(arg)));
  const run = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (run === undefined) throw unknownFunction(name);
  return run(...args.map(value));
}

function attemptTo(run: () => unknown): { value: unknown } | { error: ExpressionError } {
  try {
    return { value: run() };
  } catch (error) {
    if (error instanceof ExpressionError) return { error };
    throw error;
  }
}

const NUMERIC: Readonly<Record<string, (left: number, right: number) => number | boolean>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function binary(operator: string, left: () => unknown, right: () => unknown): unknown {
  switch (operator) {
    case '==':
      return equal(left(), right());
    case '!=':
      return !equal(left(), right());
    case '&&':
      return toBoolean(left()) && toBoolean(right());
    case '||':
      return toBoolean(left()) || toBoolean(right());
    default: {
      const run = NUMERIC[operator];
      if (run === undefined) throw new ExpressionError(`the operator '${operator}' is not supported`);
      return run(toNumber(left()), toNumber(right()));
    }
  }
}

function describe(expression: Expression): string {
  if (expression.kind === 'reference') return expression.address;
  if (expression.kind === 'get' && expression.key.kind === 'literal') {
    const { value } = expression.key;
    return describe(expression.of) + (typeof value === 'number' ? `[${value}]` : `.${value}`);
  }
  return `the ${expression.kind}`;
}
