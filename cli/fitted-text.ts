import { wrapped } from '../lib/text/format';
import type { OutputStream } from './output';

/** Matches a command in backticks. A command stays on one line, so that users can copy it. */
const COMMAND = /`[^`]*`/g;
/** Placeholder for a space in a command. Texts for terminals never have this character. */
const KEPT_SPACE = '\u0000';

/**
 * Breaks lines that are too long for the terminal between words. The terminal itself would break them inside words.
 * @param reserved number of columns that are in use at the start of each line
 */
export function fittedText(text: string, { isTTY, columns }: Pick<OutputStream, 'isTTY' | 'columns'>, reserved = 0) {
  if (!isTTY || !columns) return text;
  const lines = text.replace(COMMAND, (command) => command.replaceAll(' ', KEPT_SPACE)).split('\n');
  return lines
    .flatMap((line) => wrapped(line, columns - reserved))
    .join('\n')
    .replaceAll(KEPT_SPACE, ' ');
}
