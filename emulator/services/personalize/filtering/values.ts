/**
 * Values that a request gives to the parameters of a filter, by parameter name. In the filter's expression, a parameter is a placeholder
 * such as `$GENRE`.
 */
export type FilterValues = Readonly<Record<string, string>>;

/** Splits a value such as `"noir","satire"` into texts. A value without quotes is a single text. */
export function textsIn(value: string): readonly string[] {
  const quoted = [...value.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text);
  return quoted.length > 0 ? quoted : [value.trim()];
}

/** Converts the first text of a value to a number; NaN if the text is not a number. */
export function numberIn(value: string): number {
  const [text = ''] = textsIn(value);
  return text === '' ? Number.NaN : Number(text);
}
