const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Parses an RFC 3339 time in the form that the Wait state accepts, with `T` and a zone.
 * @returns epoch milliseconds, or undefined for another form
 */
export function parseTimestamp(text: string): number | undefined {
  const time = RFC3339.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
