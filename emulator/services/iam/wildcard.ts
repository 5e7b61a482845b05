const caseSensitive = new Map<string, RegExp>();
const caseInsensitive = new Map<string, RegExp>();

/**
 * True if a pattern with IAM's wildcards matches: `*` (any characters, `/` and `:` included), `?` (one character).
 * Case-sensitive by default.
 */
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

const resources = new Map<string, RegExp>();

/**
 * True if the Resource of a statement covers a resource. A single `*` covers every resource. In an ARN, a `*` that ends a
 * part also matches colons. No other wildcard matches a colon
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html, 2026-11). Wildcards are
 * not allowed in the service (same page) or the resource type ("Incorrect wildcard usage",
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html, 2026-11). In these parts, wildcards match only
 * themselves.
 */
export function matchesResource(pattern: string, resource: string): boolean {
  if (pattern === '*') return true;
  const known = resources.get(pattern) ?? new RegExp(`^${resourceExpression(pattern)}$`, 's');
  resources.set(pattern, known);
  return known.test(resource);
}

/** Services whose ARNs have no resource type. */
const UNTYPED = ['s3', 'sns', 'sqs'];
const SERVICE = 2;

function resourceExpression(pattern: string): string {
  const parts = pattern.split(':');
  const isTyped = !UNTYPED.includes(parts[SERVICE] ?? '');
  return parts
    .map((part, index) => {
      if (index === SERVICE) return literally(part);
      if (index !== RESOURCE || !isTyped) return partExpression(part);
      const [type = ''] = part.split('/');
      return literally(type) + partExpression(part.slice(type.length));
    })
    .join(':');
}

function partExpression(part: string): string {
  return literally(part).replace(/\\\*$/, '.*').replace(/\\\*/g, '[^:]*').replace(/\\\?/g, '[^:]');
}

/** True if ArnLike and ArnEquals can compare the value. AWS does not document how it compares other values. */
export function isArn(text: string): boolean {
  return arnParts(text).length === ARN_PARTS;
}

/**
 * Compares ARNs as ArnLike and ArnEquals do: each of the six colon-separated parts by itself. The last part may contain
 * colons.
 */
export function matchesArn(pattern: string, value: string): boolean {
  const patternParts = arnParts(pattern);
  const valueParts = arnParts(value);
  if (patternParts.length !== valueParts.length) return false;
  return patternParts.every((part, index) => matchesWildcard(part, valueParts[index] ?? ''));
}

const ARN_PARTS = 6;
const RESOURCE = ARN_PARTS - 1;

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= ARN_PARTS ? parts : [...parts.slice(0, RESOURCE), parts.slice(RESOURCE).join(':')];
}

function toExpression(pattern: string): string {
  return literally(pattern).replace(/\\\*/g, '.*').replace(/\\\?/g, '.');
}

function literally(text: string): string {
  return text.replace(/[.*?+^${}()|[\]\\]/g, '\\$&');
}
