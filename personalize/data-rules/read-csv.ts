import { CsvError, Parser } from 'csv-parse';
import { WRONG_ENCODING } from './header-faults';
import type { Fault } from './violations';

/** The bytes of a csv file, from its beginning, in chunks of any size. */
export type Bytes = AsyncIterable<Uint8Array>;

/** The file cannot be read beyond a line. */
class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv';

  /** @param line 1-based */
  constructor(
    readonly fault: Fault,
    readonly line: number,
    /** Whether a reading that takes quotes as they are may come further. */
    readonly isUnescapedQuote = false,
  ) {
    super(fault.message);
  }
}

/** Bytes; bounds the memory. A row of Personalize has at most a quarter, even of 100 columns of four-byte characters. */
const LONGEST_ROW = 2 << 20;
/** The same of the header. */
const LONGEST_HEADER = 64 << 10;

/** Named, as csv-parse would else take that of the first line for all: files put together from several have different ones. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/** Codes of csv-parse. */
const UNESCAPED: readonly string[] = ['INVALID_OPENING_QUOTE', 'CSV_INVALID_CLOSING_QUOTE'];

const LONG_ROW = 'A row has more than 2 MiB: a quote in it may not be closed.';
const LONG_HEADER = 'The first line has more than 64 KiB, it is not a header.';

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

export interface CsvResult<R> {
  readonly reading: R;
  /** Why the rest of the file could not be read. */
  readonly failure?: UnreadableCsv;
  /** Line of the first quote that is not escaped, if the file has such quotes. */
  readonly unescapedQuote?: number;
}

interface Dialect {
  readonly escape: '"' | '\\';
  /** Whether quotes that are not escaped are taken as they are. */
  readonly relax_quotes: boolean;
}

/**
 * Reads a csv file row by row, the header first. Memory is bounded whatever the bytes. Most tools write a quote as `""`, Personalize
 * documents `\"`: if the file has errors with the first, it is read again with the other, and then with quotes that are not escaped.
 * @param begin called for each reading
 * @returns the reading with the fewest errors
 */
export async function readCsv<R extends CsvReading>(open: () => Bytes, begin: () => R): Promise<CsvResult<R>> {
  const doubled = await attempt(open, begin(), { escape: '"', relax_quotes: false });
  if (doubled.reading.isCutShort) return doubled;
  let best = doubled;
  if (!isSound(best) && doubled.hasBackslash)
    best = better(best, await attempt(open, begin(), { escape: '\\', relax_quotes: false }));
  if (isSound(best) || !doubled.failure?.isUnescapedQuote) return best;
  const relaxed = await attempt(open, begin(), { escape: '"', relax_quotes: true });
  return better(best, { ...relaxed, unescapedQuote: doubled.failure.line });
}

interface Attempt<R> extends CsvResult<R> {
  /** Whether there is a `\"` in what was read. */
  readonly hasBackslash: boolean;
  /** 1-based, of the last row that was visited. */
  readonly line: number;
}

function isSound<R extends CsvReading>({ reading, failure }: Attempt<R>): boolean {
  return failure === undefined && reading.errors === 0;
}

/** The reading of the whole file, or else the one that comes further; if that is equal, the one with fewer errors. */
function better<R extends CsvReading>(one: Attempt<R>, other: Attempt<R>): Attempt<R> {
  const [end, otherEnd] = [endOf(one), endOf(other)];
  if (end !== otherEnd) return end > otherEnd ? one : other;
  return one.reading.errors <= other.reading.errors ? one : other;
}

function endOf<R extends CsvReading>({ failure, reading, line }: Attempt<R>): number {
  return failure?.line ?? (reading.isCutShort ? line : Number.POSITIVE_INFINITY);
}

async function attempt<R extends CsvReading>(open: () => Bytes, reading: R, dialect: Dialect): Promise<Attempt<R>> {
  const rows = new Rows(dialect, reading.visit);
  try {
    await readRows(open(), rows);
    return { reading, hasBackslash: rows.hasBackslash, line: rows.line };
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error;
    return { reading, hasBackslash: rows.hasBackslash, line: rows.line, failure: error };
  }
}

async function readRows(bytes: Bytes, rows: Rows): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of bytes) {
      rows.note(decode(decoder, chunk, rows));
      await rows.feed(chunk);
      if (rows.isEnough) return;
    }
    decode(decoder, undefined, rows);
    await rows.finish();
  } catch (error) {
    // What comes after the rows that are wanted does not matter.
    if (rows.isEnough) return;
    if (error instanceof CsvError) {
      const isUnescapedQuote = UNESCAPED.includes(error.code);
      throw new UnreadableCsv(syntaxFault(error), rows.info.lines, isUnescapedQuote);
    }
    throw error;
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array | undefined, { info }: Rows): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    const [before = ''] = new TextDecoder().decode(chunk).split('\uFFFD', 1);
    throw new UnreadableCsv(WRONG_ENCODING, info.lines + before.split('\n').length - 1);
  }
}

/** From the code, e.g. `quote not closed`: the message quotes the data. */
function syntaxFault({ code }: CsvError): Fault {
  const words = code.replace(/^CSV_/, '').replaceAll('_', ' ').toLowerCase();
  return { rule: 'csv-syntax', message: `The file is not valid csv: ${words}.` };
}

/** Hands each row over when it is complete: as a stream of objects, or by `on_record`, csv-parse takes up to twice the time. */
class Rows extends Parser {
  isEnough = false;
  hasBackslash = false;
  line = 0;
  private beginning = '';
  private last = '';
  private sinceRow = 0;
  private seen = 0;

  constructor(
    dialect: Dialect,
    private readonly visit: RowVisitor,
  ) {
    super({
      bom: true,
      ...dialect,
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    // Errors are taken from the callbacks.
    this.on('error', () => undefined);
  }

  override push(row: readonly string[] | null): boolean {
    if (row === null || this.isEnough) return true;
    this.line = this.info.lines;
    this.isEnough = !this.visit(row, this.line, this.beginning);
    return true;
  }

  /** @param text that is fed next */
  note(text: string): void {
    if (this.info.records === 0 && this.beginning.length <= LONGEST_HEADER) this.beginning += text;
    this.hasBackslash ||= `${this.last}${text}`.includes('\\"');
    this.last = text.slice(-1);
  }

  async feed(chunk: Uint8Array): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
    const seen = this.info.records + this.info.empty_lines;
    this.sinceRow = seen === this.seen ? this.sinceRow + chunk.length : 0;
    this.seen = seen;
    if (this.info.records === 0 && this.sinceRow > LONGEST_HEADER)
      throw new UnreadableCsv({ rule: 'csv-header', message: LONG_HEADER }, this.info.lines);
    if (this.sinceRow > LONGEST_ROW)
      throw new UnreadableCsv({ rule: 'csv-syntax', message: LONG_ROW }, this.info.lines);
  }

  async finish(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.once('error', reject);
      this.end(() => resolve());
    });
  }
}
