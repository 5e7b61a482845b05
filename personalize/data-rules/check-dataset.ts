import { beginning, plural } from '../text';
import { addDatasetFaults } from './dataset-faults';
import type { Distinct } from './distinct';
import { type Fault, Findings } from './findings';
import { errorsOf, headerFaults, NO_HEADER } from './header-faults';
import { type DatasetPurpose, describeEvents, isEvent } from './purpose';
import { type Bytes, type CsvReading, readCsv } from './read-csv';
import { type ValueCheck, valueCheck } from './value-faults';

const UNESCAPED_QUOTE: Fault = {
  rule: 'unescaped-quote',
  message:
    'A quote in a value is not escaped, or not as others are; it may be read otherwise than meant. Put such values in quotes, and write each quote in them twice. Only the first is named.',
};

/** A csv file of a dataset, wherever it is. */
export interface CsvFile {
  /** As messages name it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly open: () => Bytes;
}

export type DatasetReport = Awaited<ReturnType<typeof checkDataset>>;

/** How files are read. */
export interface ReadOptions {
  /** Rows of each file at most; default: all. */
  readonly sample?: number | undefined;
  /** Asked now and then: true ends the reading. Default: never. */
  readonly isTimeUp?: () => boolean;
  /** Whether violations have the offending value. */
  readonly showValues?: boolean;
}

/**
 * Checks the csv files of a dataset. Memory is bounded whatever the bytes.
 * @throws what {@link CsvFile.open} throws
 */
export async function checkDataset(csv: readonly CsvFile[], purpose: DatasetPurpose, options?: ReadOptions) {
  const found = await checkFiles(csv, purpose, options);
  addDatasetFaults(found);
  const { files, summary: total, isComplete, violations, counts } = found;
  return { files, total, isComplete, violations, counts };
}

/** Checks each file row by row, without the rules for all of them together. */
export async function checkFiles(csv: readonly CsvFile[], purpose: DatasetPurpose, options: ReadOptions = {}) {
  const found = new Findings(purpose);
  // Tools write empty files for empty parts; Personalize has nothing to read there.
  for (const file of csv.filter(({ size }) => size > 0)) found.merge(await checkFile(file, purpose, options));
  return found;
}

async function checkFile(file: CsvFile, purpose: DatasetPurpose, options: ReadOptions): Promise<Findings> {
  const { reading, failure, unescapedQuote } = await readCsv(file.open, () => new Reading(file, purpose, options));
  if (unescapedQuote !== undefined) reading.addAt(unescapedQuote, UNESCAPED_QUOTE);
  if (failure !== undefined) {
    reading.isComplete = false;
    reading.addAt(failure.line, failure.fault);
  } else if (reading.visited === 0) reading.add(NO_HEADER, { file: file.name });
  reading.files.push({ file: file.name, ...reading.summary });
  return reading;
}

/** Rows between two looks at the time. */
const ROWS_AT_ONCE = 100;
/** Most characters of an ID or an event type that is counted. */
const LONGEST_COUNTED = 256;
/** Characters of a value that is shown. */
const SHOWN = 50;

/** One reading of a file. */
class Reading extends Findings implements CsvReading {
  /** Rows and the header, whatever is wrong with them. */
  visited = 0;
  private header: readonly string[] = [];
  private columns: readonly { readonly name: string; readonly place: number; readonly check: ValueCheck }[] = [];
  private readonly counted: ReadonlyMap<string, Distinct> = new Map(Object.entries(this.distinct));
  private readonly trainings = new Map(this.purpose.trainings.map((filters) => [describeEvents(filters), filters]));

  constructor(
    private readonly file: CsvFile,
    purpose: DatasetPurpose,
    private readonly options: ReadOptions,
  ) {
    super(purpose);
    this.bytes = file.size;
  }

  visit(row: readonly string[], line: number, text: string): boolean {
    const isUsable = this.visited === 0 ? this.readHeader(row, line, text) : this.readRow(row, line);
    const { sample = Number.POSITIVE_INFINITY, isTimeUp } = this.options;
    const isLate = this.visited % ROWS_AT_ONCE === 0 && isTimeUp?.() === true;
    this.visited += 1;
    this.isComplete = isUsable && !isLate && this.rows < sample;
    return this.isComplete;
  }

  addAt(line: number, fault: Fault, value?: string): void {
    const shown = this.options.showValues && value !== undefined && { value: beginning(value, SHOWN) };
    this.add(fault, { file: this.file.name, line, ...shown });
  }

  /** @returns whether rows can be read */
  private readHeader(header: readonly string[], line: number, text: string): boolean {
    const { fields, datasetType } = this.purpose;
    const faults = headerFaults(header, fields, text);
    for (const fault of faults) this.addAt(line, fault);
    this.header = header;
    this.columns = fields.map((field) => {
      return { name: field.name, place: header.indexOf(field.name), check: valueCheck(field, datasetType) };
    });
    return errorsOf(faults) === '';
  }

  /** @returns that more rows can be read */
  private readRow(row: readonly string[], line: number): boolean {
    if (row.length !== this.header.length) {
      const message = `The row has ${plural(row.length, 'value')}, the header has ${this.header.length}.`;
      this.addAt(line, { rule: 'csv-syntax', message });
      return true;
    }
    this.rows += 1;
    for (const { name, place, check } of this.columns) {
      const value = row[place] ?? '';
      const fault = check(value);
      if (fault !== undefined) this.addAt(line, fault, value);
      if (value === '') this.nulls[name] = (this.nulls[name] ?? 0) + 1;
      else if (value.length <= LONGEST_COUNTED) this.counted.get(name)?.add(value);
      if (name === 'TIMESTAMP' && Number.isFinite(Number(value || Number.NaN))) this.addTimes(Number(value));
    }
    const cell = (wanted: string) => row[this.columns.find(({ name }) => name === wanted)?.place ?? -1] ?? '';
    for (const [events, filters] of this.trainings)
      if (filters.some((filter) => isEvent(filter, cell))) this.events[events] = (this.events[events] ?? 0) + 1;
    return true;
  }
}
