/** Returns the CSS class for the colour of a status. The status is shown as text too, so colour is never the only sign. */
export function statusClass(status: string): 'good' | 'bad' | 'idle' | 'open' {
  if (/^(ACTIVE|ACCEPTED|SUCCEEDED|PROMOTED)$/.test(status)) return 'good';
  if (status === 'UNCHANGED') return 'idle';
  return /FAILED|REFUSED|TIMED_OUT|ABORTED|STOPPED/.test(status) ? 'bad' : 'open';
}
