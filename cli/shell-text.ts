import { printable } from '../lib/text/format';

/** A text in single quotes for bash and zsh. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * A text as an argument of a command that users copy. The argument is on one line, and is in quotes if a shell would
 * change the text.
 */
export function argument(text: string): string {
  const escaped = text.replaceAll(/[\\']/g, '\\$&');
  if (printable(text) !== text) return `$'${printable(escaped)}'`;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoted(text);
}
