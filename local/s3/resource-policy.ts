/** As much of IAM as a function's resource policy needs, when S3 asks whether it may invoke. */

type OneOrMany<T> = T | readonly T[];

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly Service?: OneOrMany<string>; readonly AWS?: OneOrMany<string> };
  readonly Action?: OneOrMany<string>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany<string>>>>>;
}

export interface ServiceRequest {
  /** e.g. `s3.amazonaws.com` */
  readonly principal: string;
  /** e.g. `lambda:InvokeFunction` */
  readonly action: string;
  /** Condition keys in lower case, e.g. `aws:sourcearn`. */
  readonly context: Readonly<Record<string, string>>;
}

/** True if the policy (JSON text) lets the service act: one statement allows and none denies. */
export function allows(policy: string, request: ServiceRequest): boolean {
  const { Statement: statements = [] } = JSON.parse(policy) as { Statement?: OneOrMany<Statement> };
  const applying = asList(statements).filter((statement) => applies(statement, request));
  return (
    applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny')
  );
}

function applies({ Principal, Action, Condition = {} }: Statement, request: ServiceRequest): boolean {
  const principals = Principal === '*' ? ['*'] : asList(Principal?.Service ?? []);
  return (
    principals.some((principal) => principal === '*' || principal === request.principal) &&
    asList(Action ?? []).some((action) => like(action.toLowerCase(), request.action.toLowerCase())) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        holds(operator, request.context[key.toLowerCase()], asList(values)),
      ),
    )
  );
}

function holds(operator: string, value: string | undefined, expected: readonly string[]): boolean {
  switch (operator) {
    case 'StringEquals':
      return value !== undefined && expected.includes(value);
    case 'StringLike':
      return value !== undefined && expected.some((pattern) => like(pattern, value));
    case 'ArnEquals':
    case 'ArnLike':
      return value !== undefined && expected.some((pattern) => arnLike(pattern, value));
    default:
      throw new Error(
        `The local S3 does not evaluate the condition operator '${operator}' of a function's resource policy.`,
      );
  }
}

/** Wildcards stay within one colon-separated part of an ARN; the last part may itself hold colons. */
function arnLike(pattern: string, arn: string): boolean {
  const [patterns, parts] = [splitArn(pattern), splitArn(arn)];
  return patterns.length === parts.length && patterns.every((part, index) => like(part, parts[index] ?? ''));
}

function splitArn(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function like(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

function asList<T>(value: OneOrMany<T>): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
