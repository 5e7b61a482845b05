import { matchesArn, matchesWildcard } from './wildcard';

/** Values of condition keys in one request. Keys are in lower case, as IAM ignores their case. */
export type RequestContext = ReadonlyMap<string, string>;

/** @param keys condition keys in AWS's spelling */
export function requestContext(keys: Readonly<Record<string, string>>): RequestContext {
  return new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));
}

export interface Condition {
  /** Operator as written, e.g. `ForAllValues:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

type Matches = (expected: string, actual: string) => boolean;

/** Operators that hold if one of the values matches. */
const POSITIVE: Readonly<Record<string, Matches>> = {
  StringEquals: (expected, actual) => expected === actual,
  StringLike: (expected, actual) => matchesWildcard(expected, actual),
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
};

/** Operators that hold if none of the values matches, each with the operator that it negates. */
const NEGATIVE: Readonly<Record<string, Matches | undefined>> = {
  StringNotEquals: POSITIVE.StringEquals,
  StringNotLike: POSITIVE.StringLike,
  ArnNotEquals: POSITIVE.ArnEquals,
  ArnNotLike: POSITIVE.ArnLike,
};

interface Operator {
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  readonly base: string;
  readonly ifExists: boolean;
}

/** Reason why the local IAM cannot evaluate a condition operator; undefined if it can. */
export function unknownOperator(operator: string): string | undefined {
  const parsed = parseOperator(operator);
  if (parsed !== undefined) return undefined;
  const known = ['Null', ...Object.keys(POSITIVE), ...Object.keys(NEGATIVE)].sort().join(', ');
  return `the condition operator '${operator}' is not supported by the local IAM (supported: ${known}, with IfExists, ForAllValues: or ForAnyValue:)`;
}

export function comparesArns(operator: string): boolean {
  return parseOperator(operator)?.base.startsWith('Arn') ?? false;
}

/**
 * True if one of the condition's values matches the request's value; for a negative operator, true if no value matches.
 * If the request lacks the key, only the operator decides: ForAllValues holds, and ForAnyValue does not hold. Any other
 * operator holds only if it is negative or has IfExists. The operator Null is different: it holds if one of its values is
 * `true` and the request lacks the key, or `false` and the request has the key.
 */
export function conditionHolds(condition: Condition, context: RequestContext): boolean {
  const operator = parseOperator(condition.operator);
  if (operator === undefined) throw new Error(unknownOperator(condition.operator));
  const actual = context.get(condition.key.toLowerCase());
  if (operator.base === 'Null') return condition.values.includes(String(actual === undefined));

  const positive = POSITIVE[operator.base];
  if (actual === undefined) {
    // IfExists has no effect on ForAnyValue: https://repost.aws/questions/QU9HFmDzP0QGuU-fd7rS6B7w (seen on AWS; read 2026-11)
    if (operator.quantifier !== undefined) return operator.quantifier === 'ForAllValues';
    return operator.ifExists || positive === undefined;
  }
  if (positive !== undefined) return condition.values.some((expected) => positive(expected, actual));
  const negated = NEGATIVE[operator.base];
  return negated !== undefined && !condition.values.some((expected) => negated(expected, actual));
}

function parseOperator(operator: string): Operator | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(operator);
  const base = match?.[2];
  if (match === null || base === undefined) return undefined;
  const ifExists = match[3] !== undefined;
  const quantifier = match[1] as Operator['quantifier'];
  if (base === 'Null') return ifExists || quantifier !== undefined ? undefined : { base, ifExists };
  if (!Object.hasOwn(POSITIVE, base) && !Object.hasOwn(NEGATIVE, base)) return undefined;
  return { base, ifExists, ...(quantifier && { quantifier }) };
}
