import { beginning, plural } from '../text';
import { addDatasetFaults } from './dataset-faults';
import type { Distinct } from './distinct';
import { type Fault, Findings, increase } from './findings';
import { errorsOf, headerFaults, NO_HEADER } from './header-faults';
import { type DatasetPurpose, describeEvents, isEvent } from './purpose';
import { type Bytes, readCsv } from './read-csv';
import { valueCheck } from './value-faults';

const UNESCAPED =
  'A quote in a value is not escaped, or not as others are; it may be read otherwise than meant. Put such values in quotes, and write each quote in them twice. Only the first is named.';

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
  /** Default: this machine's time. */
  readonly now?: Date;
}

/**
 * Checks the csv files of a dataset. Memory is bounded whatever the bytes.
 * @throws what {@link CsvFile.open} throws
 */
export async function checkDataset(csv: readonly CsvFile[], purpose: DatasetPurpose, options?: ReadOptions) {
  const found = await checkFiles(csv, purpose, options);
  addDatasetFaults(found, options?.now ?? new Date());
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
  const begin = () => readFile(file, purpose, options);
  const { reading, failure, unescapedQuote, isEmpty } = await readCsv(file.open, begin);
  const { found, addAt } = reading;
  if (unescapedQuote !== undefined) addAt(unescapedQuote, { rule: 'unescaped-quote', message: UNESCAPED });
  if (failure !== undefined) {
    found.isComplete = false;
    addAt(failure.line, failure.fault);
  } else if (isEmpty) found.add(NO_HEADER, { file: file.name });
  found.files.push({ file: file.name, ...found.summary });
  return found;
}

/** Rows between two readings of the clock. */
const ROWS_AT_ONCE = 100;
/** Most characters of an ID or an event type that is counted. */
const LONGEST_COUNTED = 256;
/** Characters of a value that is shown. */
const SHOWN = 50;

/** One reading of a file. */
function readFile(file: CsvFile, purpose: DatasetPurpose, options: ReadOptions) {
  const { fields, datasetType, trainings } = purpose;
  const { sample = Number.POSITIVE_INFINITY, isTimeUp, showValues } = options;
  const found = new Findings(purpose);
  found.bytes = file.size;
  const counted: ReadonlyMap<string, Distinct> = new Map(Object.entries(found.distinct));
  const events = [...new Map(trainings.map((filters) => [describeEvents(filters), filters]))];
  const names = fields.map(({ name }) => name);
  const columns = fields.map((field) => {
    const { name } = field;
    const check = valueCheck(field, datasetType);
    return { name, check, distinct: counted.get(name), isTime: name === 'TIMESTAMP', place: -1 };
  });
  const [type, eventValue] = ['EVENT_TYPE', 'EVENT_VALUE'].map((wanted) => columns.find(({ name }) => name === wanted));
  let width = 0;
  /** Rows and the header, whatever is wrong with them. */
  let visited = 0;

  function addAt(line: number, fault: Fault, value?: string): void {
    const shown = showValues && value !== undefined && { value: beginning(value, SHOWN) };
    found.add(fault, { file: file.name, line, ...shown });
  }

  /** @returns whether rows can be read */
  function readHeader(header: readonly string[], line: number, text: string): boolean {
    const faults = headerFaults(header, names, text);
    for (const fault of faults) addAt(line, fault);
    width = header.length;
    for (const column of columns) column.place = header.indexOf(column.name);
    return errorsOf(faults) === '';
  }

  function readRow(row: readonly string[], line: number): void {
    if (row.length !== width) {
      const message = `The row has ${plural(row.length, 'value')}, the header has ${width}.`;
      addAt(line, { rule: 'csv-syntax', message });
      return;
    }
    found.rows += 1;
    for (const { name, check, distinct, isTime, place } of columns) {
      const value = row[place] ?? '';
      const fault = check(value);
      if (fault !== undefined) addAt(line, fault, value);
      if (value === '') increase(found.nulls, name);
      else if (value.length <= LONGEST_COUNTED) distinct?.add(value);
      if (isTime && Number.isFinite(Number(value || Number.NaN))) found.addTimes(Number(value));
    }
    // No function with a name is made for each row: naming it, as bundles do, took a sixth of the time.
    const [ofType = '', withValue = ''] = [row[type?.place ?? -1], row[eventValue?.place ?? -1]];
    for (const [text, filters] of events)
      if (filters.some((filter) => isEvent(filter, ofType, withValue))) increase(found.events, text);
  }

  function visit(row: readonly string[], line: number, text: string): boolean {
    const isUsable = visited > 0 || readHeader(row, line, text);
    if (visited > 0) readRow(row, line);
    const isLate = visited % ROWS_AT_ONCE === 0 && isTimeUp?.() === true;
    visited += 1;
    found.isComplete = isUsable && !isLate && found.rows < sample;
    return found.isComplete;
  }
  return { found, addAt, visit };
}
