import { plural } from '../text';
import { addDatasetFaults, type DatasetPurpose } from './dataset-faults';
import { headerFaults, NO_HEADER } from './header-faults';
import { type Bytes, type CsvReading, type RowVisitor, readCsv } from './read-csv';
import { DATA_RULES } from './rules';
import { Statistics } from './statistics';
import { type ValueCheck, valueCheck } from './value-faults';
import { type Fault, Violations } from './violations';

const UNESCAPED_QUOTE: Fault = {
  rule: 'unescaped-quote',
  message:
    'A quote in a value is not escaped, or not as others are; it may be read otherwise than meant. Put such values in quotes, and write each quote in them twice. Only the first is named.',
};

/** A csv file of a dataset, wherever it is. */
export interface CsvFile {
  /** As messages name it. */
  readonly name: string;
  readonly bytes: number;
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
export async function checkDataset(files: readonly CsvFile[], purpose: DatasetPurpose, limits?: ReadLimits) {
  const { violations, total, summaries, isComplete } = await checkFiles(files, purpose, limits);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  addDatasetFaults(violations, total, purpose, { bytes, isComplete });
  return {
    /** What was read of each file. */
    files: summaries,
    total: total.summary,
    /** Whether every row was read; if not, rules for all rows together were not checked. */
    isComplete,
    violations: violations.first,
    /** Of violations, by rule. */
    counts: Object.fromEntries(violations.counts),
  };
}

/** Checks each file row by row, without the rules for all of them together. */
export async function checkFiles(files: readonly CsvFile[], purpose: DatasetPurpose, limits: ReadLimits = {}) {
  const violations = new Violations();
  const total = new Statistics(purpose.fields, purpose.trainings);
  const summaries = [];
  let isComplete = true;
  // Tools write empty files for empty parts; Personalize has nothing to read there.
  for (const file of files.filter(({ bytes }) => bytes > 0)) {
    const reading = await checkFile(file, purpose, limits);
    violations.merge(reading.violations);
    total.merge(reading.statistics);
    summaries.push({ file: file.name, ...reading.statistics.summary });
    isComplete &&= reading.isComplete;
  }
  return { violations, total, summaries, isComplete };
}

/** Rows between two looks at the time. */
const ROWS_AT_ONCE = 100;

/** One reading of a file. */
class Reading implements CsvReading {
  readonly violations = new Violations();
  readonly statistics: Statistics;
  hasHeader = false;
  isComplete = true;
  isCutShort = false;
  private readonly checks: readonly ValueCheck[];
  private columns = 0;
  /** Rows besides the header, whatever is wrong with them. */
  private visited = 0;
  /** Of each field, its column; undefined if all are in the order of the schema. */
  private places: readonly number[] | undefined;

  constructor(
    private readonly file: string,
    private readonly purpose: DatasetPurpose,
    private readonly limits: ReadLimits,
  ) {
    this.statistics = new Statistics(purpose.fields, purpose.trainings);
    this.checks = purpose.fields.map((field) => valueCheck(field, purpose.datasetType));
  }

  readonly visit: RowVisitor = (row, line, beginning) => {
    const isWanted = this.hasHeader ? this.readRow(row, line) : this.readHeader(row, line, beginning);
    if (!isWanted) this.isComplete = false;
    return isWanted;
  };

  get errors(): number {
    return this.violations.errors;
  }

  private readHeader(row: readonly string[], line: number, beginning: string): boolean {
    this.hasHeader = true;
    const faults = headerFaults(row, this.purpose.fields, beginning);
    for (const fault of faults) this.violations.add(fault, { file: this.file, line });
    this.columns = row.length;
    if (faults.some(({ rule }) => rule === 'unknown-column' || rule === 'column-order'))
      this.places = this.purpose.fields.map(({ name }) => row.indexOf(name));
    return !this.isEnough() && faults.every(({ rule }) => DATA_RULES[rule].severity === 'warning');
  }

  private readRow(cells: readonly string[], line: number): boolean {
    this.visited += 1;
    if (cells.length !== this.columns) {
      const message = `The row has ${plural(cells.length, 'value')}, the header has ${this.columns}.`;
      this.violations.add({ rule: 'csv-syntax', message }, { file: this.file, line });
      return !this.isEnough();
    }
    const row = this.places?.map((place) => cells[place] ?? '') ?? cells;
    this.statistics.add(row);
    for (let index = 0; index < row.length; index += 1) {
      const value = row[index] ?? '';
      const fault = this.checks[index]?.(value);
      if (fault !== undefined) this.violations.add(fault, { file: this.file, line, value });
    }
    return !this.isEnough();
  }

  private isEnough(): boolean {
    const { rows } = this.statistics;
    const { sample = Number.POSITIVE_INFINITY, isTimeUp } = this.limits;
    this.isCutShort = this.visited % ROWS_AT_ONCE === 0 && isTimeUp?.() === true;
    return this.isCutShort || rows >= sample;
  }
}

async function checkFile({ name: file, open }: CsvFile, purpose: DatasetPurpose, limits: ReadLimits): Promise<Reading> {
  const { reading, failure, unescapedQuote } = await readCsv(open, () => new Reading(file, purpose, limits));
  if (unescapedQuote !== undefined) reading.violations.add(UNESCAPED_QUOTE, { file, line: unescapedQuote });
  if (failure !== undefined) {
    reading.isComplete = false;
    reading.violations.add(failure.fault, { file, line: failure.line });
  } else if (!reading.hasHeader) {
    reading.violations.add(NO_HEADER, { file });
  }
  return reading;
}
