import { promisify } from 'node:util';
import { CsvError, Parser } from 'csv-parse';
import type { Fault } from './findings';
import { WRONG_ENCODING } from './header-faults';

/** The bytes of a csv file, from its beginning, in chunks of any size. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Reads the rows of a file once. */
export interface CsvReading {
  readonly visit: RowVisitor;
  /** Errors in the rows so far. */
  readonly errors: number;
  /** Whether it was ended for lack of time. */
  readonly isCutShort?: boolean;
}

/**
 * @param line 1-based; of a row of several lines, the last. csv-parse counts CRLF within quotes as two lines
 * @param beginning text of the file, with its first line
 * @returns false to end the reading
 */
export type RowVisitor = (row: readonly string[], line: number, beginning: string) => boolean;

/** The file cannot be read beyond a line. */
class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv';

  /** @param line 1-based */
  constructor(
    readonly fault: Fault,
    readonly line: number,
  ) {
    super(fault.message);
  }
}

interface CsvResult<R> {
  readonly reading: R;
  /** Why the rest of the file could not be read. */
  readonly failure?: UnreadableCsv;
  /** Line of the first quote that is not escaped, if the file has such quotes. */
  readonly unescapedQuote?: number | undefined;
}

/** Bytes; bounds the memory. A row of Personalize has at most a quarter, even of 100 columns of four-byte characters. */
const LONGEST_ROW = 2 << 20;
const LONG_ROW: Fault = {
  rule: 'csv-syntax',
  message: 'A row has more than 2 MiB: a quote in it may not be closed.',
};
/** The same of the header. */
const LONGEST_HEADER = 64 << 10;
const LONG_HEADER: Fault = {
  rule: 'csv-header',
  message: 'The first line has more than 64 KiB, it is not a header.',
};

/** Named, as csv-parse would else take that of the first line for all: files put together from several have different ones. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/** Codes of csv-parse. */
const UNESCAPED: readonly string[] = ['INVALID_OPENING_QUOTE', 'CSV_INVALID_CLOSING_QUOTE'];

/**
 * Reads a csv file row by row, the header first. Memory is bounded whatever the bytes. Most tools write a quote as `""`, Personalize
 * documents `\"`: if the file has errors with the first, it is read again with the other, and then with quotes that are not escaped.
 * @param begin called for each reading
 * @returns the reading with the fewest errors
 */
export async function readCsv<R extends CsvReading>(open: () => Bytes, begin: () => R): Promise<CsvResult<R>> {
  const attempt = (dialect: Dialect) => new Attempt(begin(), dialect).readAll(open());
  const doubled = await attempt({ escape: '"', relax_quotes: false });
  let best = doubled;
  if (!best.isSound && doubled.hasBackslash) best = better(best, await attempt({ escape: '\\', relax_quotes: false }));
  if (best.isSound || !doubled.isUnescapedQuote) return best;
  const relaxed = await attempt({ escape: '"', relax_quotes: true });
  return better(best, Object.assign(relaxed, { unescapedQuote: doubled.failure?.line }));
}

/** The reading of the whole file, or else the one that comes further; if that is equal, the one with fewer errors. */
function better<R extends CsvReading>(one: Attempt<R>, other: Attempt<R>): Attempt<R> {
  if (one.reach !== other.reach) return one.reach > other.reach ? one : other;
  return one.reading.errors <= other.reading.errors ? one : other;
}

type Done = (error?: Error | null) => void;

interface Dialect {
  readonly escape: '"' | '\\';
  /** Whether quotes that are not escaped are taken as they are. */
  readonly relax_quotes: boolean;
}

/** Hands each row over when it is complete: as a stream of objects, or by `on_record`, csv-parse takes up to twice the time. */
class Attempt<R extends CsvReading> extends Parser implements CsvResult<R> {
  failure?: UnreadableCsv;
  unescapedQuote?: number | undefined;
  /** Whether a reading that takes quotes as they are may come further. */
  isUnescapedQuote = false;
  /** Whether there is a `\"` in what was read. */
  hasBackslash = false;
  private isEnough = false;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private beginning = '';
  private last = '';
  private visited = 0;
  private sinceRow = 0;
  private seen = 0;

  constructor(
    readonly reading: R,
    dialect: Dialect,
  ) {
    super({ bom: true, ...dialect, record_delimiter: LINE_ENDS, relax_column_count: true, skip_empty_lines: true });
    // Errors are taken from the callbacks.
    this.on('error', () => undefined);
  }

  /** Whether there is no need of another reading. */
  get isSound(): boolean {
    return this.failure === undefined && (this.reading.errors === 0 || this.reading.isCutShort === true);
  }

  /** The line to which the reading comes. */
  get reach(): number {
    return this.failure?.line ?? (this.reading.isCutShort ? this.visited : Number.POSITIVE_INFINITY);
  }

  override push(row: readonly string[] | null): boolean {
    if (row === null || this.isEnough) return true;
    this.visited = this.info.lines;
    this.isEnough = !this.reading.visit(row, this.visited, this.beginning);
    return true;
  }

  /** @throws what the bytes throw */
  async readAll(bytes: Bytes): Promise<this> {
    try {
      for await (const chunk of bytes) {
        this.note(chunk);
        await promisify((done: Done) => this.write(chunk, done))();
        this.limit(chunk.length);
        if (this.isEnough) return this;
      }
      this.note();
      await promisify((done: Done) => this.end(done))();
    } catch (error) {
      // What comes after the rows that are wanted does not matter.
      if (!this.isEnough) this.failure = this.failureOf(error);
    }
    return this;
  }

  /** @param chunk that is read next; none at the end */
  private note(chunk?: Uint8Array): void {
    const text = this.decode(chunk);
    if (this.info.records === 0 && this.beginning.length <= LONGEST_HEADER) this.beginning += text;
    this.hasBackslash ||= `${this.last}${text}`.includes('\\"');
    this.last = text.slice(-1);
  }

  private decode(chunk?: Uint8Array): string {
    try {
      return this.decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      const [before = ''] = new TextDecoder().decode(chunk).split('\uFFFD', 1);
      throw new UnreadableCsv(WRONG_ENCODING, this.info.lines + before.split('\n').length - 1);
    }
  }

  /** @param bytes that were read last */
  private limit(bytes: number): void {
    const seen = this.info.records + this.info.empty_lines;
    this.sinceRow = seen === this.seen ? this.sinceRow + bytes : 0;
    this.seen = seen;
    const [longest, fault] = this.info.records === 0 ? [LONGEST_HEADER, LONG_HEADER] : [LONGEST_ROW, LONG_ROW];
    if (this.sinceRow > longest) throw new UnreadableCsv(fault, this.info.lines);
  }

  private failureOf(error: unknown): UnreadableCsv {
    if (error instanceof UnreadableCsv) return error;
    if (!(error instanceof CsvError)) throw error;
    this.isUnescapedQuote = UNESCAPED.includes(error.code);
    // From the code, e.g. `quote not closed`: the message quotes the data.
    const words = error.code.replace(/^CSV_/, '').replaceAll('_', ' ').toLowerCase();
    return new UnreadableCsv({ rule: 'csv-syntax', message: `The file is not valid csv: ${words}.` }, this.info.lines);
  }
}
