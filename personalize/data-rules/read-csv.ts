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

/** Most bytes, which bounds the memory. A row of Personalize has at most a quarter, even of 100 columns of four-byte characters. */
const ROW = [2 << 20, 'csv-syntax', 'A row has more than 2 MiB: a quote in it may not be closed.'] as const;
const HEADER = [64 << 10, 'csv-header', 'The first line has more than 64 KiB, it is not a header.'] as const;

/** With the line ends, as csv-parse would else take that of the first line for all: files put together from several have different ones. */
const OPTIONS = { record_delimiter: ['\r\n', '\n', '\r'], bom: true, relax_column_count: true, skip_empty_lines: true };
/** Most tools write a quote as `""`, Personalize documents `\"`; at last, quotes are taken as they are. */
const DIALECTS: readonly Options[] = [{ escape: '\\' }, { relax_quotes: true }];

/**
 * Reads a csv file row by row, the header first. Memory is bounded whatever the bytes. A file with faults is read again in other dialects.
 * @param begin called for each reading
 * @returns the reading that comes furthest; and the line of the first quote that is not escaped, if it takes such quotes as they are
 * @throws what the bytes throw
 */
export async function readCsv<R extends CsvReading>(open: () => Bytes, begin: () => R) {
  const doubled = await readAll(open(), begin(), {});
  let best: typeof doubled & { readonly unescapedQuote?: number | undefined } = doubled;
  for (const dialect of DIALECTS) {
    if (best.isSound) break;
    const other = await readAll(open(), begin(), dialect);
    const unescapedQuote = dialect.relax_quotes ? doubled.failure?.line : undefined;
    if (other.reach > best.reach) best = { ...other, unescapedQuote };
  }
  return best;
}

/** Hands each row over when it is complete: as a stream of objects, or by `on_record`, csv-parse takes up to twice the time. */
async function readAll<R extends CsvReading>(bytes: Bytes, reading: R, dialect: Options) {
  const parser = new Parser({ ...OPTIONS, ...dialect });
  const { info } = parser;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let failure: { readonly fault: Fault; readonly line: number } | undefined;
  let isDone = false;
  let beginning = '';
  /** Line and byte at the end of the last row. */
  let [line, end] = [0, 0];

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
  async function* taken(): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const chunk of bytes) {
      const text = decode(chunk);
      if (info.records === 0) beginning += text;
      if (!isDone) yield chunk;
      size += chunk.length;
      const [most, rule, message] = info.records === 0 ? HEADER : ROW;
      if (size - end > most) fail({ rule, message });
      if (isDone) return;
    }
    decode();
  }

  parser.push = (row: readonly string[] | null) => {
    if (row === null || isDone) return true;
    line = info.lines;
    end = info.bytes;
    isDone = !reading.visit(row, line, beginning);
    return true;
  };
  try {
    await pipeline(taken(), parser);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // From the code, e.g. `quote not closed`: the message quotes the data.
    const words = error.code.replace(/^CSV_/, '').replaceAll('_', ' ').toLowerCase();
    fail({ rule: 'csv-syntax', message: `The file is not valid csv: ${words}.` });
  }
  /** Whether there is no need of another reading. */
  const isSound = failure === undefined && (isDone || info.invalid_field_length === 0);
  /** The line to which the reading comes; beyond all lines if it comes to the end, the further the fewer faults there are. */
  const reach = failure?.line ?? (isDone ? line : Number.MAX_SAFE_INTEGER - info.invalid_field_length);
  return { reading, failure, isSound, reach, isEmpty: info.records === 0 };
}
