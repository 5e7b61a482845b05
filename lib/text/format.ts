/** Functions that escape and format text for messages, logs and terminals. The text may come from files, names or responses. */

/** Matches control characters, line ends, bidirectional controls, halves of surrogate pairs, and characters without a width. */
export const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u00ad\u180e\u200b\u2060-\u2064\ufeff]/gu;

/** Makes a text safe for one line of a terminal, mail or log. Unprintable characters are escaped as in JSON, e.g. `\u001b`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
}

/** Makes a text of several lines printable. Line breaks are kept. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/**
 * Indents all lines of a text except the first line, empty lines, and lines that have this indentation already. Without the indentation, a
 * name with a line break could begin a line that users mistake for the program's own text.
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

/** Makes a text of several lines printable. Line breaks, colors and weight are kept. */
export function printableColours(text: string): string {
  // Every second part is a sequence that {@link COLOUR} matches, and is kept.
  const parts = text.split(COLOUR).map((part, index) => (index % 2 === 0 ? printableLines(part) : part));
  return parts.join('');
}

/**
 * Shortens a text that is longer than `length`, and adds an ellipsis. Cuts at the last space if this keeps more than half of `length`,
 * otherwise after `length` units, mostly within a word. Never cuts a character in half.
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

/** Text of a value for a message: JSON on one line. JSON of more than `length` UTF-16 units is cut. */
export function show(value: unknown, length = 80): string {
  return printable(cutText(jsonOf(value), length));
}

function jsonOf(value: unknown): string {
  // JSON may have a number that is too large for JavaScript, such as 1e400. JSON.parse reads such a number as Infinity, and JSON.stringify
  // would write Infinity as null.
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

/** Text of a number with at most three significant digits. */
export function threeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/**
 * Text of a number. A number of 1,000 or more is rounded to a whole number, and has commas between thousands, as in `720,000`. A smaller
 * number has at most three significant digits, as in `12.8`.
 */
export function grouped(value: number): string {
  const rounded = value < 1000 ? Number(value.toPrecision(3)) : Math.round(value);
  return rounded.toLocaleString('en-US', { maximumSignificantDigits: 15 });
}
