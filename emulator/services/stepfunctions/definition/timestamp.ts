const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Parses an RFC 3339 time with `T` and a zone, which is the form that the Wait state accepts.
 * @returns epoch milliseconds, or undefined if the text has another form or if `Date.parse` refuses it, e.g. for month 13
 */
export function parseTimestamp(text: string): number | undefined {
  const time = RFC3339.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
