import { invalidParameter } from './message';

/** Values of message attributes by name. */
type Attributes = Readonly<Record<string, string>>;
type Test = (value: string | undefined) => boolean;

/** Alternatives by attribute name. At least one alternative of each name must match. */
export type FilterPolicy = Readonly<Record<string, readonly Test[]>>;

/**
 * Maximum number of attribute names in a policy, and maximum number of combinations. The number of combinations is the product of the
 * numbers of alternatives. Source:
 * https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html (2026-11)
 */
const [MAX_NAMES, MAX_COMBINATIONS] = [5, 150];

/**
 * Parses a filter policy on message attributes. Alternatives may be exact texts, `prefix`, `suffix`, `anything-but` and `exists`
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html, 2026-11).
 * @throws ServiceError InvalidParameter
 */
export function parseFilterPolicy(text: string): FilterPolicy {
  const policy = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const entries = Object.entries(policy);
  if (entries.length > MAX_NAMES)
    throw invalidParameter(`FilterPolicy: ${entries.length} names, but at most ${MAX_NAMES} are allowed`);
  const combinations = entries.reduce((product, [, list]) => product * [list].flat().length, 1);
  if (combinations > MAX_COMBINATIONS)
    throw invalidParameter(`FilterPolicy: ${combinations} combinations, but at most ${MAX_COMBINATIONS} are allowed`);
  return Object.fromEntries(
    entries.map(([name, alternatives]) => {
      if (!Array.isArray(alternatives) || alternatives.length === 0 || name.startsWith('$'))
        throw invalidParameter(`FilterPolicy: '${name}' must have a list of alternatives`);
      return [name, alternatives.map((alternative) => testOf(name, alternative))];
    }),
  );
}

/**
 * True if a message's attributes match the policy. For each name in the policy, at least one alternative must match the attribute's value.
 * An absent attribute matches only `{"exists": false}`.
 */
export function accepts(policy: FilterPolicy, attributes: Attributes = {}): boolean {
  return Object.entries(policy).every(([name, tests]) => tests.some((test) => test(attributes[name])));
}

function testOf(name: string, alternative: unknown): Test {
  if (typeof alternative === 'string') return (value) => value === alternative;
  const [[operator, operand] = ['', undefined], ...others] = Object.entries((alternative ?? {}) as object);
  if (others.length === 0) {
    if (operator === 'prefix' && typeof operand === 'string') return (value) => value?.startsWith(operand) === true;
    if (operator === 'suffix' && typeof operand === 'string') return (value) => value?.endsWith(operand) === true;
    if (operator === 'exists' && typeof operand === 'boolean') return (value) => (value !== undefined) === operand;
    if (operator === 'anything-but') {
      const excluded = [operand].flat();
      if (excluded.every((each) => typeof each === 'string'))
        return (value) => value !== undefined && !excluded.includes(value);
    }
  }
  throw invalidParameter(
    `FilterPolicy: the local SNS does not evaluate ${JSON.stringify(alternative)} of '${name}'; it has texts, prefix, suffix, anything-but and exists`,
  );
}
