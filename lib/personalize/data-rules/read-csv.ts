import { pipeline } from 'node:stream/promises';
import { CsvError, type Options, Parser } from 'csv-parse';
import type { Fault } from './findings';
import { WRONG_ENCODING } from './header-faults';

/** The bytes of a csv file, or of its rest from some offset, in chunks of any size. */
export type Bytes = AsyncIterable<Uint8Array>;

/** One reading of a file or section. */
export interface CsvReading {
  /**
   * Reads a row.
   * @param line 1-based number of the row's last line, in the file or section
   * @param beginning text at the beginning of the file, which includes the first line; '' in a section that follows another one
   * @param end number of bytes from the beginning of the file or section to the end of the row
   * @returns false to end the reading
   */
  visit(row: readonly string[], line: number, beginning: string, end: number): boolean;
}

/** A position between two rows of a file. */
export interface RowBoundary {
  /** Number of bytes and lines before the position. */
  readonly bytes: number;
  readonly lines: number;
}

/** The part of a file to read. Default: the whole file. */
export interface CsvSection {
  /** True if the section follows another section, so that it has no header. */
  readonly isContinued?: boolean;
  /** Number of bytes after which the section ends with the current row. */
  readonly maxBytes?: number;
}

/** Maximum number of bytes of a row. It limits the memory used. The longest rows that Personalize allows have a quarter of this size. */
const MAX_ROW = 2 << 20;
const MAX_HEADER = 64 << 10;
const LONG_ROW: Fault = { rule: 'csv-syntax', message: 'A row has more than 2 MiB: a quote in it may not be closed.' };
const LONG_HEADER: Fault = {
  rule: 'csv-header',
  message: 'The first line has more than 64 KiB, so it is not a header.',
};

/**
 * Options of csv-parse. `record_delimiter` lists all kinds of line ends, because a file that was joined from several
 * files may mix them. Without this list, csv-parse expects all lines to end like the first line.
 */
const OPTIONS = { record_delimiter: ['\r\n', '\n', '\r'], bom: true, relax_column_count: true, skip_empty_lines: true };
/** Error codes of csv-parse for a quote that is not escaped. */
const UNESCAPED: readonly string[] = ['INVALID_OPENING_QUOTE', 'CSV_INVALID_CLOSING_QUOTE'];

/**
 * Reads a csv file row by row, the header first. The memory used does not grow with the file's size. Most tools escape
 * a quote as `""`, but Personalize documents `\"`. So a file is first read with `""`. If this reading finds faults and
 * the file contains `\"`, the file is read again with `\"`. If there are still faults and the first reading failed at a
 * quote that is not escaped, the file is read once more, with literal quotes.
 * @param open returns the bytes from the beginning of the file, or of the section
 * @param begin creates the reading; called each time the file is read
 * @returns the reading that gets furthest or, of readings that get equally far, the one with the fewest faults. If that
 * reading took quotes literally, `unescapedQuote` is the line of the first quote that is not escaped. `end` is the end of
 * the section, if the reading got to `maxBytes`
 * @throws errors of reading the bytes
 */
export async function readCsv<R extends CsvReading>(open: () => Bytes, begin: () => R, section: CsvSection = {}) {
  const readAs = (dialect: Options) => readSection(open(), begin(), section, dialect);
  const doubled = await readAs({});
  let best: typeof doubled & { readonly unescapedQuote?: number | undefined } = doubled;
  if (!best.isSound && doubled.hasBackslash) best = better(best, await readAs({ escape: '\\' }));
  if (best.isSound || !doubled.isUnescaped) return best;
  const relaxed = await readAs({ relax_quotes: true });
  return better(best, { ...relaxed, unescapedQuote: doubled.failure?.line });
}

/** The reading that gets further or, if both get equally far, the reading with fewer faults. */
function better<A extends { readonly reach: number; readonly faults: number }>(one: A, other: A): A {
  const isBetter = other.reach === one.reach ? other.faults < one.faults : other.reach > one.reach;
  return isBetter ? other : one;
}

/**
 * Reads a section and passes each row to `reading`. To get the rows, this function replaces the parser's `push`, because a stream of
 * objects, or `on_record`, would take up to twice the time.
 */
async function readSection<R extends CsvReading>(
  bytes: Bytes,
  reading: R,
  { isContinued = false, maxBytes = Number.POSITIVE_INFINITY }: CsvSection,
  dialect: Options,
) {
  const parser = new Parser({ ...OPTIONS, ...dialect });
  const { info } = parser;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let failure: { readonly fault: Fault; readonly line: number } | undefined;
  let isDone = false;
  let end: RowBoundary | undefined;
  const isHeader = () => !isContinued && info.records === 0;
  /** True once csv-parse has failed at a quote that is not escaped. */
  let isUnescaped = false;
  /** True once a `\"` was read. */
  let hasBackslash = false;
  let beginning = '';
  let last = '';
  /** Line number of the last row. */
  let line = 0;
  /** Number of lines that csv-parse counts twice: lines that end in CRLF within quotes. */
  let twice = 0;
  const currentLine = () => info.lines - twice;

  // Once the reading is done, further faults do not matter.
  function fail(fault: Fault, lineOfFault = currentLine()): void {
    if (!isDone) failure = { fault, line: lineOfFault };
    isDone = true;
  }

  /** Decodes a chunk. A call without a chunk ends the text, and records a fault if the last character is incomplete. */
  function decode(chunk?: Uint8Array): string {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      const [before = ''] = new TextDecoder().decode(chunk).split('\uFFFD', 1);
      fail(WRONG_ENCODING, currentLine() + before.split('\n').length - 1);
      return '';
    }
  }

  /** The bytes to read, until the reading is done. When the parser requests a chunk, it has read the previous chunk completely. */
  async function* bytesUntilDone(): AsyncGenerator<Uint8Array> {
    /** Number of bytes since the last row or blank line; number of rows and blank lines so far. */
    let [size, ended] = [0, 0];
    for await (const chunk of bytes) {
      const text = decode(chunk);
      if (isHeader() && beginning.length <= MAX_HEADER) beginning += text;
      hasBackslash ||= `${last}${text}`.includes('\\"');
      last = text.slice(-1);
      if (!isDone) yield chunk;
      const lines = info.records + info.empty_lines;
      size = lines === ended ? size + chunk.length : 0;
      ended = lines;
      if (size > (isHeader() ? MAX_HEADER : MAX_ROW)) fail(isHeader() ? LONG_HEADER : LONG_ROW);
      if (isDone) return;
    }
    decode();
  }

  parser.push = (row: readonly string[] | null) => {
    if (row === null || isDone) return true;
    if (currentLine() > line + 1) for (const value of row) twice += value.split('\r\n').length - 1;
    line = currentLine();
    isDone = !reading.visit(row, line, beginning, info.bytes);
    if (isDone || info.bytes < maxBytes) return true;
    end = { bytes: info.bytes, lines: line };
    isDone = true;
    return true;
  };
  try {
    await pipeline(bytesUntilDone(), parser);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    isUnescaped = UNESCAPED.includes(error.code);
    // The message has only the words of the code, e.g. `quote not closed`, because csv-parse's own message quotes the data.
    const words = error.code.replace(/^CSV_/, '').replaceAll('_', ' ').toLowerCase();
    fail({ rule: 'csv-syntax', message: `The file is not valid csv: ${words}.` });
  }
  const faults = info.invalid_field_length;
  /** True if the reading ended early, because the caller stopped the reading, or because it failed. */
  const isStopped = isDone && end === undefined;
  /** True if no further reading is needed. */
  const isSound = failure === undefined && (isStopped || faults === 0);
  /** The last line that the reading gets to; infinite if it gets to the end of the file or section. */
  const reach = failure?.line ?? (isStopped ? line : Number.POSITIVE_INFINITY);
  return { reading, failure, end, isSound, reach, faults, isUnescaped, hasBackslash, isEmpty: isHeader() };
}
