const DELIMITED = /^\{%\s([\s\S]*)\s%\}$/;

/** True if Step Functions evaluates the text as an expression: it begins with `{%`, without a blank before it. */
export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('{%');
}

/**
 * Returns the text between the delimiters.
 * @returns undefined if the closing delimiter, or a blank inside the delimiters, is missing
 */
export function expressionSource(text: string): string | undefined {
  return DELIMITED.exec(text)?.[1]?.trim();
}
