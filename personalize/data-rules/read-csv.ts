import { CsvError, Parser } from 'csv-parse';
import { WRONG_ENCODING } from './header-faults';
import type { Fault } from './violations';

/** The bytes of a csv file, from its beginning, in chunks of any size. */
export type Bytes = AsyncIterable<Uint8Array>;

/** The file cannot be read beyond a line. */
export class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv';

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
/** The same of the header. */
const LONGEST_HEADER = 64 << 10;

/** Named, as csv-parse would else take that of the first line for all: files put together from several have different ones. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

const LONG_ROW = 'A row has more than 2 MiB: a quote in it may not be closed.';
const LONG_HEADER = 'The first line has more than 64 KiB, it is not a header.';

/**
 * Reads a csv file row by row, the header first. Memory is bounded whatever the bytes.
 * @param open called once more if the file escapes quotes by `\"`: Personalize documents that, most tools write `""`
 * @param begin called for each reading; returns what is called with each row
 * @throws UnreadableCsv
 */
export async function readCsv(open: () => Bytes, begin: () => RowVisitor): Promise<void> {
  if (!(await read(open(), '"', begin()))) await read(open(), '\\', begin());
}

/**
 * @param line 1-based; of a row of several lines, the last. csv-parse counts CRLF within quotes as two lines
 * @param isHeaderQuoted whether there are quotes in the first line
 * @returns false to end the reading
 */
export type RowVisitor = (row: readonly string[], line: number, isHeaderQuoted: boolean) => boolean;

/** @returns false if the file escapes quotes otherwise */
async function read(bytes: Bytes, escapedBy: '"' | '\\', visit: RowVisitor): Promise<boolean> {
  const rows = new Rows(escapedBy, visit);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let last = '';
  try {
    for await (const chunk of bytes) {
      const text = decode(decoder, chunk, rows);
      rows.isHeaderQuoted ??= /^[^\r\n]*"/.test(text);
      if (escapedBy === '"' && `${last}${text}`.includes('\\"')) return false;
      last = text.slice(-1);
      await rows.feed(chunk);
      if (rows.isEnough) return true;
    }
    decode(decoder, undefined, rows);
    await rows.finish();
  } catch (error) {
    // What comes after the rows that are wanted does not matter.
    if (rows.isEnough) return true;
    if (error instanceof CsvError) throw new UnreadableCsv(syntaxFault(error), rows.info.lines);
    throw error;
  }
  return true;
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
  isHeaderQuoted: boolean | undefined;
  private sinceRow = 0;
  private seen = 0;

  constructor(
    escapedBy: string,
    private readonly visit: RowVisitor,
  ) {
    super({
      bom: true,
      escape: escapedBy,
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    // Errors are taken from the callbacks.
    this.on('error', () => undefined);
  }

  override push(row: readonly string[] | null): boolean {
    if (row !== null && !this.isEnough) this.isEnough = !this.visit(row, this.info.lines, this.isHeaderQuoted ?? false);
    return true;
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
