/** `2026-01-05 04:30 UTC` of an ISO time or of milliseconds since 1970. */
export function minute(time: string | number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
