export type Row = Readonly<Record<string, string | number>>;

/**
 * A csv file as Personalize reads it: a header without quotes, then one line for each row. The values here need no quotes.
 * @param columns in the order of the fields in the schema
 */
export function csv(columns: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** The input of a batch job: one JSON document per line. */
export function jsonLines(documents: readonly object[]): string {
  return documents.map((document) => `${JSON.stringify(document)}\n`).join('');
}
