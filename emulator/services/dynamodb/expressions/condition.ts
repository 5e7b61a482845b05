import {
  type AttributeValue,
  areEqual,
  beginsWith,
  compareValues,
  contains,
  type Item,
  type Path,
  sizeOf,
  typeOf,
  valueAt,
} from './value';

/** A condition as dynalite parses it. `type` is `and`, `or`, `not`, `function`, `between`, `in` or a comparator. */
export interface Condition {
  readonly type: string;
  /** Name of a function. */
  readonly name?: string;
  readonly args: readonly (Path | AttributeValue | Condition)[];
}

type Operand = AttributeValue | undefined;

const COMPARATORS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/**
 * Evaluates a condition as the developer guide describes it ("Comparison operator and function reference", 2026-11). An
 * absent attribute equals nothing, contains nothing and has no order. So `a <> b` holds if `a` or `b` is absent. It is
 * unconfirmed that `a <> b` also holds if both are absent (`dynamodb-absent-operands` in docs/local-aws.md).
 */
export function holds({ type, name, args }: Condition, item: Item): boolean {
  switch (type) {
    case 'and':
      return conditions(args).every((each) => holds(each, item));
    case 'or':
      return conditions(args).some((each) => holds(each, item));
    case 'not':
      return !conditions(args).some((each) => holds(each, item));
  }
  const [first, ...others] = args.map((arg) => operand(arg, item));
  const [second, third] = others;
  switch (type) {
    case 'function':
      return callFunction(String(name), first, second);
    case '=':
      return isEqual(first, second);
    case '<>':
      return !isEqual(first, second);
    case 'in':
      return others.some((other) => isEqual(first, other));
    case 'between':
      return isOrdered('>=', first, second) && isOrdered('<=', first, third);
    default:
      return isOrdered(type, first, second);
  }
}

function conditions(args: Condition['args']): readonly Condition[] {
  return args.filter(isCondition);
}

function operand(arg: Path | AttributeValue | Condition, item: Item): Operand {
  if (isPath(arg)) return valueAt(arg, item);
  if (!isCondition(arg)) return arg;
  // The only function that the parser allows as an operand is `size`.
  const [measured] = arg.args.map((each) => operand(each, item));
  const size = measured && sizeOf(measured);
  return size === undefined ? undefined : { N: `${size}` };
}

function callFunction(name: string, value: Operand, arg: Operand): boolean {
  if (name === 'attribute_not_exists') return value === undefined;
  if (value === undefined) return false;
  if (name === 'attribute_exists') return true;
  if (arg === undefined) return false;
  switch (name) {
    case 'attribute_type':
      return typeOf(value) === arg.S;
    case 'begins_with':
      return beginsWith(value, arg);
    case 'contains':
      return contains(value, arg);
    default:
      throw new Error(`The local DynamoDB does not know the function ${name} in conditions.`);
  }
}

function isEqual(one: Operand, other: Operand): boolean {
  return one !== undefined && other !== undefined && areEqual(one, other);
}

function isOrdered(comparator: string, one: Operand, other: Operand): boolean {
  const compares = COMPARATORS[comparator];
  if (compares === undefined) throw new Error(`The local DynamoDB does not know the comparator ${comparator}.`);
  const order = compareValues(one, other);
  return order !== undefined && compares(order);
}

function isPath(arg: Path | AttributeValue | Condition): arg is Path {
  return Array.isArray(arg);
}

function isCondition(arg: Path | AttributeValue | Condition): arg is Condition {
  return 'type' in arg;
}
