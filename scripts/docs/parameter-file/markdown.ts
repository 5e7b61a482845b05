/** Escapes text for Markdown, so that it contains neither HTML nor the end of a table cell. */
export function plain(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
