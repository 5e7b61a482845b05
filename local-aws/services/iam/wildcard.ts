const caseSensitive = new Map<string, RegExp>();
const caseInsensitive = new Map<string, RegExp>();

/** IAM's `*` (any characters, including `/` and `:`) and `?` (one character). Case-sensitive by default. */
export function matchesWildcard(pattern: string, value: string, options: { ignoreCase?: boolean } = {}): boolean {
  if (pattern === '*') return true;
  const compiled = options.ignoreCase ? caseInsensitive : caseSensitive;
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(`^${toExpression(pattern)}$`, options.ignoreCase ? 'is' : 's');
    compiled.set(pattern, expression);
  }
  return expression.test(value);
}

/** ArnLike and ArnEquals: six colon-separated parts, each compared separately; the last may contain colons. */
export function matchesArn(pattern: string, value: string): boolean {
  const patternParts = arnParts(pattern);
  const valueParts = arnParts(value);
  if (patternParts.length !== valueParts.length) return false;
  return patternParts.every((part, index) => matchesWildcard(part, valueParts[index] ?? ''));
}

const ARN_PARTS = 6;

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= ARN_PARTS ? parts : [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}

function toExpression(pattern: string): string {
  return pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
}
