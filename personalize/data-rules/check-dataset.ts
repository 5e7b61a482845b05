import { plural } from '../text';
import { addDatasetFaults } from './dataset-faults';
import { type Fault, Findings } from './findings';
import { headerFaults, NO_HEADER } from './header-faults';
import { type Bytes, type CsvReading, type RowVisitor, readCsv } from './read-csv';
import { DATA_RULES } from './rules';
import type { DatasetPurpose } from './statistics';
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

/** How far files are read. */
export interface ReadLimits {
  /** Rows of each file at most; default: all. */
  readonly sample?: number | undefined;
  /** Asked now and then: true ends the reading. Default: never. */
  readonly isTimeUp?: () => boolean;
}

/**
 * Checks the csv files of a dataset. Memory is bounded whatever the bytes.
 * @throws what {@link CsvFile.open} throws
 */
export async function checkDataset(csv: readonly CsvFile[], purpose: DatasetPurpose, limits?: ReadLimits) {
  const found = await checkFiles(csv, purpose, limits);
  addDatasetFaults(found);
  const { files, statistics, isComplete, first: violations, counts } = found;
  return { files, total: statistics.summary, isComplete, violations, counts: Object.fromEntries(counts) };
}

/** Checks each file row by row, without the rules for all of them together. */
export async function checkFiles(csv: readonly CsvFile[], purpose: DatasetPurpose, limits: ReadLimits = {}) {
  const found = new Findings(purpose);
  // Tools write empty files for empty parts; Personalize has nothing to read there.
  for (const file of csv.filter(({ size }) => size > 0)) found.merge(await checkFile(file, purpose, limits));
  return found;
}

async function checkFile(file: CsvFile, purpose: DatasetPurpose, limits: ReadLimits): Promise<Findings> {
  const { reading, failure, unescapedQuote } = await readCsv(file.open, () => new Reading(file, purpose, limits));
  if (unescapedQuote !== undefined) reading.addAt(unescapedQuote, UNESCAPED_QUOTE);
  if (failure !== undefined) {
    reading.isComplete = false;
    reading.addAt(failure.line, failure.fault);
  } else if (reading.columns === 0) reading.add(NO_HEADER, { file: file.name });
  reading.files.push({ file: file.name, ...reading.statistics.summary });
  return reading;
}

/** Rows between two looks at the time. */
const ROWS_AT_ONCE = 100;

/** One reading of a file. */
class Reading extends Findings implements CsvReading {
  /** 0 before the header. */
  columns = 0;
  isCutShort = false;
  private readonly checks: readonly ValueCheck[];
  /** Rows besides the header, whatever is wrong with them. */
  private visited = 0;
  /** Of each field, its column; undefined if the columns are just the fields in their order. */
  private places: readonly number[] | undefined;

  constructor(
    private readonly file: CsvFile,
    purpose: DatasetPurpose,
    private readonly limits: ReadLimits,
  ) {
    super(purpose);
    this.bytes = file.size;
    this.checks = purpose.fields.map((field) => valueCheck(field, purpose.datasetType));
  }

  readonly visit: RowVisitor = (row, line, beginning) => {
    let isUsable = true;
    if (this.columns === 0) isUsable = this.readHeader(row, line, beginning);
    else this.readRow(row, line);
    const { sample = Number.POSITIVE_INFINITY, isTimeUp } = this.limits;
    this.isCutShort = this.visited % ROWS_AT_ONCE === 0 && isTimeUp?.() === true;
    if (isUsable && !this.isCutShort && this.statistics.rows < sample) return true;
    this.isComplete = false;
    return false;
  };

  /** Violations so far of rules that are errors: no header or row breaks a rule with another severity than the rule's. */
  get errors(): number {
    const severe = [...this.counts].filter(([rule]) => DATA_RULES[rule].severity === 'error');
    return severe.reduce((sum, [, count]) => sum + count, 0);
  }

  addAt(line: number, fault: Fault, value?: string): void {
    this.add(fault, { file: this.file.name, line, ...(value !== undefined && { value }) });
  }

  /** @returns whether rows can be read */
  private readHeader(row: readonly string[], line: number, beginning: string): boolean {
    this.columns = row.length;
    const { fields } = this.purpose;
    const faults = headerFaults(row, fields, beginning);
    for (const fault of faults) this.addAt(line, fault);
    const places = fields.map(({ name }) => row.indexOf(name));
    if (places.join() !== [...row.keys()].join()) this.places = places;
    return faults.every(({ rule }) => DATA_RULES[rule].severity === 'warning');
  }

  private readRow(cells: readonly string[], line: number): void {
    this.visited += 1;
    if (cells.length !== this.columns) {
      const message = `The row has ${plural(cells.length, 'value')}, the header has ${this.columns}.`;
      this.addAt(line, { rule: 'csv-syntax', message });
      return;
    }
    const row = this.places?.map((place) => cells[place] ?? '') ?? cells;
    this.statistics.add(row);
    for (let index = 0; index < row.length; index += 1) {
      const value = row[index] ?? '';
      const fault = this.checks[index]?.(value);
      if (fault !== undefined) this.addAt(line, fault, value);
    }
  }
}
