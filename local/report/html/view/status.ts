/** Returns the CSS class for the color of a status. */
export function statusClass(status: string): 'good' | 'bad' | 'idle' | 'open' {
  if (/^(ACTIVE|ACCEPTED|SUCCEEDED|PROMOTED)$/.test(status)) return 'good';
  if (status === 'UNCHANGED') return 'idle';
  return /FAILED|REFUSED|TIMED_OUT|ABORTED|STOPPED/.test(status) ? 'bad' : 'open';
}
