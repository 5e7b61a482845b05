/** Escapes and formats text of files, names and responses for messages, logs and terminals. */

/** Control characters, line ends, bidirectional controls, halves of surrogate pairs, and characters without a width. */
export const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u00ad\u180e\u200b\u2060-\u2064\ufeff]/gu;

/** Makes one line for terminals, mail clients and logs: control characters are escaped as in JSON, `\u001b`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
}

/** Makes several lines printable. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/**
 * Indents the further lines of a text, unless they have this indentation already. A name with a line break could otherwise begin a line that
 * users take for a line of the program.
 */
export function indentedAfterFirst(text: string, spaces = 2): string {
  const indentation = ' '.repeat(spaces);
  return text
    .split('\n')
    .map((line, index) => (index === 0 || line === '' || line.startsWith(indentation) ? line : `${indentation}${line}`))
    .join('\n');
}

const ESCAPE = '\u001b';
/**
 * Matches the escape sequences that begin and end bold, dim, red, green, yellow and cyan. Untrusted text with these
 * sequences can change only colors and weight.
 */
const COLOUR = new RegExp(`(${ESCAPE}\\[(?:1|2|22|31|32|33|36|39)m)`);

/** Makes several lines printable, but keeps their colors. */
export function printableColours(text: string): string {
  // Every second part is a color sequence, which stays.
  const parts = text.split(COLOUR).map((part, index) => (index % 2 === 0 ? printableLines(part) : part));
  return parts.join('');
}

/**
 * The text, or its beginning with an ellipsis. Cuts at the end of a word, or within a word that takes at least half of the length. Never
 * cuts a character in half.
 * @param length UTF-16 units, without the ellipsis
 */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.lastIndexOf(' ', length);
  return `${beginning(text, end > length / 2 ? end : length)}…`;
}

/** The first `length` UTF-16 units, or one less if a character of two units would be cut. */
export function beginning(text: string, length: number): string {
  const isHalved = /[\ud800-\udbff]/.test(text.charAt(length - 1));
  return text.slice(0, isHalved ? length - 1 : length);
}

/**
 * Breaks a line at spaces into lines of at most `width` UTF-16 units. All lines but the first are indented by four spaces. Words that are
 * longer than a line stay whole.
 */
export function wrapped(line: string, width: number): readonly string[] {
  const first = line.search(/\S/);
  const last = line.lastIndexOf(' ', width);
  const end = last > first ? last : line.indexOf(' ', first);
  if (line.length <= width || line.slice(end).trim() === '' || end <= first) return [line];
  return [line.slice(0, end), ...wrapped(`    ${line.slice(end + 1)}`, width)];
}

/** Text such as `2026-01-05 04:30 UTC` for an ISO time, or for milliseconds since 1970. */
export function minute(time: string | number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A value for a message: JSON on one line, cut when long. */
export function show(value: unknown, length = 80): string {
  return printable(cutText(jsonOf(value), length));
}

function jsonOf(value: unknown): string {
  // JSON may have a number above JavaScript's largest, such as 1e400. JSON.stringify would write it as null.
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  try {
    return JSON.stringify(value) ?? 'nothing';
  } catch (error) {
    // JSON.parse can read deeper nesting than JSON.stringify can write.
    if (error instanceof RangeError) return 'nested too deeply';
    throw error;
  }
}

/** Text such as `1 file`, `2 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A number with three significant digits at most. */
export function threeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A number with commas between thousands, and with three significant digits if it is below 1,000: `720,000`, `12.8`. */
export function grouped(value: number): string {
  const rounded = value < 1000 ? Number(value.toPrecision(3)) : Math.round(value);
  return rounded.toLocaleString('en-US', { maximumSignificantDigits: 15 });
}
