import { pipeline } from 'node:stream/promises';
import { CsvError, type Options, Parser } from 'csv-parse';
import type { Fault } from './findings';
import { WRONG_ENCODING } from './header-faults';

/** The bytes of a csv file, from its beginning, in chunks of any size. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Reads the rows of a file once. */
export interface CsvReading {
  /**
   * @param line 1-based; of a row of several lines, the last. csv-parse counts CRLF within quotes as two lines
   * @param beginning text of the file, with its first line
   * @returns false to end the reading
   */
  visit(row: readonly string[], line: number, beginning: string): boolean;
}

/** A place between two rows of a file. */
export interface RowBoundary {
  /** Bytes and lines before it. */
  readonly bytes: number;
  readonly lines: number;
}

/** Which part of a file is read; default: all. */
export interface Section {
  /** True if it begins after another section, and so without a header. */
  readonly isContinued?: boolean;
  /** Bytes after which it ends, with the row that they end in. */
  readonly most?: number;
}

/** Most bytes, which bounds the memory. A row of Personalize has at most a quarter, even of 100 columns of four-byte characters. */
const MAX_ROW = 2 << 20;
const MAX_HEADER = 64 << 10;
const LONG_ROW: Fault = { rule: 'csv-syntax', message: 'A row has more than 2 MiB: a quote in it may not be closed.' };
const LONG_HEADER: Fault = { rule: 'csv-header', message: 'The first line has more than 64 KiB, it is not a header.' };

/** With the line ends, as csv-parse would else take that of the first line for all: files put together from several have different ones. */
const OPTIONS = { record_delimiter: ['\r\n', '\n', '\r'], bom: true, relax_column_count: true, skip_empty_lines: true };
/** Codes of csv-parse, of a quote that is not escaped. */
const UNESCAPED: readonly string[] = ['INVALID_OPENING_QUOTE', 'CSV_INVALID_CLOSING_QUOTE'];

/**
 * Reads a csv file row by row, the header first. Memory is bounded whatever the bytes. Most tools write a quote as `""`, Personalize
 * documents `\"`: a file with faults is read again with the other if it has any, and then with quotes taken as they are if one is not escaped.
 * @param open the bytes of the file, or of the section and what follows it
 * @param begin called for each reading
 * @returns the reading that comes furthest; the line of the first quote that is not escaped, if it takes such quotes as they are; and where the
 *   section ends, unless it comes to the end of the file
 * @throws what the bytes throw
 */
export async function readCsv<R extends CsvReading>(open: () => Bytes, begin: () => R, section: Section = {}) {
  const readAs = (dialect: Options) => readSection(open(), begin(), section, dialect);
  const doubled = await readAs({});
  let best: typeof doubled & { readonly unescapedQuote?: number | undefined } = doubled;
  if (!best.isSound && doubled.hasBackslash) best = better(best, await readAs({ escape: '\\' }));
  if (best.isSound || !doubled.isUnescaped) return best;
  const relaxed = await readAs({ relax_quotes: true });
  return better(best, { ...relaxed, unescapedQuote: doubled.failure?.line });
}

/** The reading that comes further, or else the one with fewer faults. */
function better<A extends { readonly reach: number; readonly faults: number }>(one: A, other: A): A {
  const isBetter = other.reach === one.reach ? other.faults < one.faults : other.reach > one.reach;
  return isBetter ? other : one;
}

/** Hands each row over when it is complete: as a stream of objects, or by `on_record`, csv-parse takes up to twice the time. */
async function readSection<R extends CsvReading>(
  bytes: Bytes,
  reading: R,
  { isContinued = false, most = Number.POSITIVE_INFINITY }: Section,
  dialect: Options,
) {
  const parser = new Parser({ ...OPTIONS, ...dialect });
  const { info } = parser;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let failure: { readonly fault: Fault; readonly line: number } | undefined;
  let isDone = false;
  let end: RowBoundary | undefined;
  const isHeader = () => !isContinued && info.records === 0;
  /** True once csv-parse has ended at a quote that is not escaped. */
  let isUnescaped = false;
  /** True once a `\"` was read. */
  let hasBackslash = false;
  let beginning = '';
  let last = '';
  /** Line number of the last row. */
  let line = 0;

  // What comes after the rows that are wanted does not matter.
  function fail(fault: Fault, lineOfFault = info.lines): void {
    if (!isDone) failure = { fault, line: lineOfFault };
    isDone = true;
  }

  /** The text of a chunk; without one, of what is left of the last character. */
  function decode(chunk?: Uint8Array): string {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      const [before = ''] = new TextDecoder().decode(chunk).split('\uFFFD', 1);
      fail(WRONG_ENCODING, info.lines + before.split('\n').length - 1);
      return '';
    }
  }

  /** The bytes until there are enough rows. Each chunk is read when the next one is taken. */
  async function* bytesUntilDone(): AsyncGenerator<Uint8Array> {
    /** Bytes, and lines, since the last row or blank line. */
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
    line = info.lines;
    isDone = !reading.visit(row, line, beginning);
    if (isDone || info.bytes < most) return true;
    end = { bytes: info.bytes, lines: info.lines };
    isDone = true;
    return true;
  };
  try {
    await pipeline(bytesUntilDone(), parser);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    isUnescaped = UNESCAPED.includes(error.code);
    // From the code, e.g. `quote not closed`: the message quotes the data.
    const words = error.code.replace(/^CSV_/, '').replaceAll('_', ' ').toLowerCase();
    fail({ rule: 'csv-syntax', message: `The file is not valid csv: ${words}.` });
  }
  const faults = info.invalid_field_length;
  /** True if no further reading is needed. */
  const isStopped = isDone && end === undefined;
  const isSound = failure === undefined && (isStopped || faults === 0);
  /** The line to which the reading comes; beyond all lines if it comes to the end. */
  const reach = failure?.line ?? (isStopped ? line : Number.POSITIVE_INFINITY);
  return { reading, failure, end, isSound, reach, faults, isUnescaped, hasBackslash, isEmpty: isHeader() };
}
