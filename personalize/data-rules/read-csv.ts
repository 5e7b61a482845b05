import { pipeline } from 'node:stream/promises';
import { CsvError, type Options, Parser } from 'csv-parse';
import type { Fault } from './findings';
import { WRONG_ENCODING } from './header-faults';

/** The bytes of a csv file, from its beginning, in chunks of any size. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Reads the rows of a file once. */
export interface CsvReading {
  readonly visit: RowVisitor;
}

/**
 * @param line 1-based; of a row of several lines, the last. csv-parse counts CRLF within quotes as two lines
 * @param beginning text of the file, with its first line
 * @returns false to end the reading
 */
export type RowVisitor = (row: readonly string[], line: number, beginning: string) => boolean;

/** The file cannot be read beyond a line. */
class UnreadableCsv extends Error {
  /** @param line 1-based */
  constructor(
    readonly fault: Fault,
    readonly line: number,
  ) {
    super(fault.message);
  }
}

/** Bytes; bounds the memory. A row of Personalize has at most a quarter, even of 100 columns of four-byte characters. */
const LONGEST_ROW = 2 << 20;
const LONG_ROW: Fault = { rule: 'csv-syntax', message: 'A row has more than 2 MiB: a quote in it may not be closed.' };
/** The same of the header. */
const LONGEST_HEADER = 64 << 10;
const LONG_HEADER: Fault = { rule: 'csv-header', message: 'The first line has more than 64 KiB, it is not a header.' };

/** Named, as csv-parse would else take that of the first line for all: files put together from several have different ones. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/**
 * Reads a csv file row by row, the header first. Memory is bounded whatever the bytes. Most tools write a quote as `""`, Personalize
 * documents `\"`: if the file has errors with the first, it is read again with the other, and then with quotes that are not escaped.
 * @param begin called for each reading
 * @returns the reading that comes furthest, or else the one with the fewest errors
 */
export async function readCsv<R extends CsvReading>(open: () => Bytes, begin: () => R): Promise<CsvResult<R>> {
  const attempt = (dialect: Options) => new Attempt(begin(), dialect).readAll(open());
  const doubled = await attempt({});
  let best = doubled;
  if (!best.isSound && doubled.hasBackslash) best = better(best, await attempt({ escape: '\\' }));
  if (best.isSound || doubled.failure === undefined) return best;
  const relaxed = await attempt({ relax_quotes: true });
  return better(best, Object.assign(relaxed, { unescapedQuote: doubled.failure.line }));
}

function better<R extends CsvReading>(one: Attempt<R>, other: Attempt<R>): Attempt<R> {
  if (one.reach !== other.reach) return one.reach > other.reach ? one : other;
  return one.info.invalid_field_length <= other.info.invalid_field_length ? one : other;
}

type CsvResult<R extends CsvReading> = Pick<Attempt<R>, 'reading' | 'failure' | 'unescapedQuote'>;

/** Hands each row over when it is complete: as a stream of objects, or by `on_record`, csv-parse takes up to twice the time. */
class Attempt<R extends CsvReading> extends Parser {
  /** Why the rest of the file could not be read. */
  failure?: UnreadableCsv;
  /** Line of the first quote that is not escaped, if the file has such quotes. */
  unescapedQuote?: number;
  hasBackslash = false;
  private isEnough = false;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private beginning = '';
  /** Line and byte at the end of the last row. */
  private visited = 0;
  private rowEnd = 0;

  constructor(
    readonly reading: R,
    dialect: Options,
  ) {
    super({ bom: true, ...dialect, record_delimiter: LINE_ENDS, relax_column_count: true, skip_empty_lines: true });
  }

  /** Whether there is no need of another reading. */
  get isSound(): boolean {
    return this.failure === undefined && (this.isEnough || this.info.invalid_field_length === 0);
  }

  /** The line to which the reading comes. */
  get reach(): number {
    return this.failure?.line ?? (this.isEnough ? this.visited : Number.POSITIVE_INFINITY);
  }

  override push(row: readonly string[] | null): boolean {
    if (row === null || this.isEnough) return true;
    this.visited = this.info.lines;
    this.rowEnd = this.info.bytes;
    this.isEnough = !this.reading.visit(row, this.visited, this.beginning);
    return true;
  }

  /** @throws what the bytes throw */
  async readAll(bytes: Bytes): Promise<this> {
    try {
      await pipeline(this.checked(bytes), this);
    } catch (error) {
      // What comes after the rows that are wanted does not matter.
      if (!this.isEnough) this.failure = this.failureOf(error);
    }
    return this;
  }

  /** The bytes until there are enough rows. Each chunk is read when the next one is taken. */
  private async *checked(bytes: Bytes): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const chunk of bytes) {
      const text = this.decode(chunk);
      if (this.info.records === 0) this.beginning += text;
      this.hasBackslash ||= text.includes('\\');
      yield chunk;
      if (this.isEnough) return;
      size += chunk.length;
      const [longest, fault] = this.info.records === 0 ? [LONGEST_HEADER, LONG_HEADER] : [LONGEST_ROW, LONG_ROW];
      if (size - this.rowEnd > longest) throw new UnreadableCsv(fault, this.info.lines);
    }
    this.decode();
  }

  private decode(chunk?: Uint8Array): string {
    try {
      return this.decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      const [before = ''] = new TextDecoder().decode(chunk).split('\uFFFD', 1);
      throw new UnreadableCsv(WRONG_ENCODING, this.info.lines + before.split('\n').length - 1);
    }
  }

  private failureOf(error: unknown): UnreadableCsv {
    if (error instanceof UnreadableCsv) return error;
    if (!(error instanceof CsvError)) throw error;
    // From the code, e.g. `quote not closed`: the message quotes the data.
    const words = error.code.replace(/^CSV_/, '').replaceAll('_', ' ').toLowerCase();
    return new UnreadableCsv({ rule: 'csv-syntax', message: `The file is not valid csv: ${words}.` }, this.info.lines);
  }
}
