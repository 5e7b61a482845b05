/** A request's values for the parameters of a filter (placeholders such as `$GENRE`), by name. */
export type FilterValues = Readonly<Record<string, string>>;

/** Splits a value such as `"noir","satire"` into its texts. A value without quotes is one text. */
export function textsIn(value: string): readonly string[] {
  const quoted = [...value.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text);
  return quoted.length > 0 ? quoted : [value.trim()];
}

/** Number in a value; NaN if there is none. */
export function numberIn(value: string): number {
  const [text = ''] = textsIn(value);
  return text === '' ? Number.NaN : Number(text);
}
