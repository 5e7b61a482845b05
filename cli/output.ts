import Table from 'cli-table3';
import pc from 'picocolors';
import { durationText } from '../parameter-file/duration';
import { printableLines } from '../personalize/text';

/**
 * Output of a command: documents and lines on stdout, all else on stderr. It has names, reasons and keys from AWS and from files, so
 * control characters are escaped, `\\u001b`, except the colours of {@link Output.colors}.
 */
export class Output {
  readonly colors: ReturnType<typeof pc.createColors>;
  private readonly isColourful: boolean;

  constructor(
    readonly json: boolean,
    private readonly stdout: NodeJS.WriteStream = process.stdout,
  ) {
    // Unless switched off: https://no-color.org
    this.isColourful = Boolean(stdout.isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
    this.colors = pc.createColors(this.isColourful);
  }

  /** For people; nothing with `--json`. The text may have several lines. */
  line(text = ''): void {
    if (!this.json) this.stdout.write(`${this.harmless(text)}\n`);
  }

  /** For programs; nothing without `--json`. */
  document(value: unknown): void {
    if (this.json) this.stdout.write(`${printableLines(JSON.stringify(value, undefined, 2))}\n`);
  }

  /** For people: columns without lines around them. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const table = new Table({
      head: head.map((title) => this.colors.bold(title)),
      chars: NO_LINES,
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 3 },
    });
    table.push(...rows.map((row) => row.map((cell) => this.harmless(cell.replaceAll('\n', ' ')))));
    for (const text of table.toString().split('\n')) this.line(text.trimEnd());
  }

  private harmless(text: string): string {
    if (!this.isColourful) return printableLines(text);
    // Every second part is a colour; none has line ends.
    const parts = text.split(COLOUR).map((part, index) => (index % 2 === 0 ? printableLines(part) : part));
    return parts.join('');
  }
}

/** Bold, dim, red, green, yellow, cyan, and their ends: untrusted text could colour itself, but do nothing else. */
const ESCAPE = '\u001b';
const COLOUR = new RegExp(`(${ESCAPE}\\[(?:1|2|22|31|32|33|36|39)m)`);

/** Every part of a table's border. */
const NO_LINES = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((part) => [part, '']),
);

/** How old something is. @param now epoch milliseconds */
export function age(from: Date, now: number): string {
  return durationText((now - from.getTime()) / 1000);
}

/** `2026-01-05 04:30 UTC` */
export function moment(time: string | Date, timeZone = 'UTC'): string {
  // The Swedish format is the ISO one.
  const text = new Date(time).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return `${text} ${timeZone}`;
}
