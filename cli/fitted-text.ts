import { wrapped } from '../lib/text/format';
import type { OutputStream } from './output';

/** A command in backticks, which stays on one line, so that it can be copied. */
const COMMAND = /`[^`]*`/g;
/** Stands for a space of a command. Texts for terminals have no such character. */
const KEPT_SPACE = '\u0000';

/**
 * Breaks lines that are too long for the terminal, between words. The terminal would break them anywhere.
 * @param reserved columns of the terminal that are in use before each line
 */
export function fittedText(text: string, { isTTY, columns }: Pick<OutputStream, 'isTTY' | 'columns'>, reserved = 0) {
  if (!isTTY || !columns) return text;
  const lines = text.replace(COMMAND, (command) => command.replaceAll(' ', KEPT_SPACE)).split('\n');
  return lines
    .flatMap((line) => wrapped(line, columns - reserved))
    .join('\n')
    .replaceAll(KEPT_SPACE, ' ');
}
