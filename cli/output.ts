import Table from 'cli-table3';
import pc from 'picocolors';
import { durationText } from '../lib/parameter-file/duration';
import { isFailed } from '../lib/personalize/statuses';
import { indentedAfterFirst, printableColours, printableLines } from '../lib/text/format';
import { fitted } from './fitted-table';

/** A terminal, or a collector of text. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Output of a command, by default on stdout. Texts from AWS and from files are not trusted: control characters are escaped as `\u001b`,
 * except those of {@link Output.colors}.
 */
export class Output {
  readonly colors: ReturnType<typeof pc.createColors>;
  private readonly isColourful: boolean;

  constructor(
    readonly json: boolean,
    private readonly stdout: OutputStream = process.stdout,
  ) {
    // Colors can be switched off: https://no-color.org
    this.isColourful = Boolean(stdout.isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
    this.colors = pc.createColors(this.isColourful);
  }

  /** Prints text of one or more lines for users. Prints nothing with `--json`. */
  line(text = ''): void {
    if (!this.json) this.stdout.write(`${this.harmless(text)}\n`);
  }

  /** Prints JSON for programs. Prints nothing without `--json`. */
  document(value: unknown): void {
    if (this.json) this.stdout.write(`${printableLines(JSON.stringify(value, undefined, 2))}\n`);
  }

  /** A status or result in its color. */
  status(word: string): string {
    if (isFailed(word) || BAD.has(word)) return this.colors.red(word);
    if (word === 'UNCHANGED') return this.colors.dim(word);
    return GOOD.has(word) ? this.colors.green(word) : this.colors.yellow(word);
  }

  /** Prints rows of a name and a value for users. Rows without a value are left out. */
  members(rows: readonly (readonly [name: string, value: string])[]): void {
    const width = Math.max(...rows.map(([name]) => name.length));
    for (const [name, value] of rows)
      if (value !== '') this.line(`${this.colors.bold(name.padEnd(width))}  ${indentedAfterFirst(value)}`);
  }

  /** Prints an empty line, a title and lines below the title for users. Prints nothing for an empty list. */
  section([title, ...lines]: readonly string[]): void {
    if (title === undefined) return;
    this.line();
    this.line(this.colors.bold(title));
    for (const line of lines) this.line(`  ${line}`);
  }

  /**
   * Prints a table without borders for users. Prints nothing if there are no rows. If even a table with cut cells is
   * too wide, each row is printed as a block.
   * @param flexible titles of the columns whose cells may be cut. Cells of other columns stay whole, because they are
   * colored, or have values that users copy
   */
  table(head: readonly string[], rows: readonly (readonly string[])[], flexible: readonly string[] = []): void {
    if (rows.length === 0) return;
    const cells = rows.map((row) => row.map((cell) => this.harmless(cell.replaceAll('\n', ' '))));
    // Zero columns mean that the width of the terminal is not known.
    const width = (this.stdout.isTTY && this.stdout.columns) || Number.POSITIVE_INFINITY;
    const indexes = flexible.map((title) => head.indexOf(title));
    const fitting = fitted([head, ...cells], indexes, width);
    if (fitting === undefined) {
      this.blocks(head, cells);
      return;
    }
    const [titles = [], ...shown] = fitting;
    const table = new Table({
      head: titles.map((title) => this.colors.bold(title)),
      chars: NO_LINES,
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    });
    table.push(...shown.map((row) => [...row]));
    for (const text of table.toString().split('\n')) this.line(text.trimEnd());
  }

  /** Prints each row as a block: its first cell, then a line for each other cell that is not empty. Nothing is cut. */
  private blocks([, ...titles]: readonly string[], rows: readonly (readonly string[])[]): void {
    for (const [name = '', ...cells] of rows) {
      this.line(this.colors.bold(name));
      this.members(cells.map((cell, index) => [`  ${titles[index] ?? ''}`, cell] as const));
    }
  }

  private harmless(text: string): string {
    return this.isColourful ? printableColours(text) : printableLines(text);
  }
}

/** Statuses, apart from failures, on which a person must act. */
const BAD = new Set(['REFUSED', 'PROBLEM']);

/** Statuses and results that need no further action. */
const GOOD = new Set(['OK', 'ACCEPTED', 'ACTIVE', 'SUCCEEDED', 'ENABLED', 'CREATED', 'UPDATED', 'DELETED', 'USED']);

/** Empty texts for all parts of a table's border. */
const NO_LINES = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((part) => [part, '']),
);

/**
 * Age as text.
 * @param now milliseconds since 1970
 */
export function age(from: Date, now: number): string {
  return durationText((now - from.getTime()) / 1000);
}

/** Time as text, such as `2026-01-05 04:30 UTC`. */
export function moment(time: string | Date, timeZone = 'UTC'): string {
  // The Swedish locale gives dates in the ISO format.
  const text = new Date(time).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return `${text} ${timeZone}`;
}
