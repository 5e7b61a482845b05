const DELIMITED = /^\{%\s([\s\S]*)\s%\}$/;

/** True if Step Functions would evaluate the value as an expression: the value is a text that begins with `{%`. */
export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('{%');
}

/**
 * Returns the text between the delimiters.
 * @returns undefined if the text has no closing delimiter, or no blank next to one of the delimiters
 */
export function expressionSource(text: string): string | undefined {
  return DELIMITED.exec(text)?.[1]?.trim();
}
