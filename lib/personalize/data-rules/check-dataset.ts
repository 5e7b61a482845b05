import { beginning, plural } from '../../text/format';
import { categoryCounting } from './categories';
import { addDatasetFaults } from './dataset-faults';
import type { Distinct } from './distinct';
import { type Fault, Findings, increase } from './findings';
import { errorsOf, headerFaults, NO_HEADER } from './header-faults';
import { idFaults } from './id-faults';
import { countedEvents, type DatasetPurpose, isEvent } from './purpose';
import { type Bytes, type RowBoundary, readCsv } from './read-csv';
import { valueCheck } from './value-faults';

const UNESCAPED =
  'A quote in a value is not escaped, or not like the other quotes, so the value may be misread. Put such values in quotes, and double each quote in them. Only the first such quote is reported.';

const LINE_BREAK: Fault = { rule: 'line-break', message: 'A value has a line break: the row is on several lines.' };

/** A csv file of a dataset, wherever the file is stored. */
export interface CsvFile {
  /** Name in messages. */
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  /** @param from offset of the first byte. Default: 0 */
  readonly open: (from?: number) => Bytes;
}

/** Position at which the check of a file continues, after some of its rows. */
export interface FilePosition extends RowBoundary {
  readonly header: readonly string[];
}

export type DatasetReport = Awaited<ReturnType<typeof checkDataset>>;

/** Options for reading files. */
export interface ReadOptions {
  /** Maximum number of rows of each file that are read; default: all. */
  readonly sample?: number | undefined;
  /** Function that is called now and then, and ends the reading by returning true. Default: the reading is not limited in time. */
  readonly isTimeUp?: () => boolean;
  /** True if nullable columns may be missing. A missing column counts as a column without values. */
  readonly mayLackColumns?: boolean;
  /** True if violations must show the offending value. */
  readonly showValues?: boolean;
  /** Current time. Default: the time of this machine. */
  readonly now?: Date;
  /**
   * Findings in other datasets of the group. The check compares the ids in these datasets with the ids in this dataset,
   * and adds its own findings to this list.
   */
  readonly others?: Findings[];
}

/**
 * Checks the csv files of a dataset. The memory used does not grow with the size of the files.
 * @throws errors of {@link CsvFile.open}
 */
export async function checkDataset(csv: readonly CsvFile[], purpose: DatasetPurpose, options?: ReadOptions) {
  const found = await checkFiles(csv, purpose, options);
  addDatasetFaults(found, options?.now ?? new Date());
  for (const fault of (options?.others ?? []).flatMap((other) => idFaults(found, other))) found.add(fault);
  options?.others?.push(found);
  const { files, summary: total, isComplete, violations, counts } = found;
  return { files, total, isComplete, violations, counts };
}

/** Checks each file row by row. Rules that concern all files together are not checked. */
export async function checkFiles(csv: readonly CsvFile[], purpose: DatasetPurpose, options: ReadOptions = {}) {
  const found = new Findings(purpose);
  // Empty files are skipped, because some tools write an empty file for an empty part of the data.
  for (const file of csv.filter(({ size }) => size > 0)) found.merge(await checkFile(file, purpose, options));
  return found;
}

async function checkFile(file: CsvFile, purpose: DatasetPurpose, options: ReadOptions): Promise<Findings> {
  return (await checkSection(file, purpose, options)).found;
}

/**
 * Checks a file, or a section of it.
 * @param from end of an earlier section; default: the beginning of the file
 * @param maxBytes number of bytes after which the section ends with the current row; default: the section ends with the
 * file
 * @returns the findings, and `next`, the position at which the check continues. `next` is absent if the section reached
 * the end of the file, or if a fault, the maximum number of rows or `isTimeUp` ended the check
 */
export async function checkSection(
  file: CsvFile,
  purpose: DatasetPurpose,
  options: ReadOptions,
  from?: FilePosition,
  maxBytes?: number,
): Promise<{ readonly found: Findings; readonly next?: FilePosition }> {
  const begin = () => readFile(file, purpose, options, from);
  const { bytes = 0, lines = 0 } = from ?? {};
  const section = { isContinued: from !== undefined, ...(maxBytes !== undefined && { maxBytes }) };
  const { reading, failure, end, unescapedQuote, isEmpty } = await readCsv(() => file.open(bytes), begin, section);
  const { found, addAt, header } = reading;
  if (unescapedQuote !== undefined) addAt(unescapedQuote, { rule: 'unescaped-quote', message: UNESCAPED });
  if (failure !== undefined) {
    found.isComplete = false;
    addAt(failure.line, failure.fault);
  } else if (isEmpty) found.add(NO_HEADER, { file: file.name });
  found.files.push({ file: file.name, ...found.summary });
  if (end === undefined || bytes + end.bytes >= file.size) return { found };
  return { found, next: { bytes: bytes + end.bytes, lines: lines + end.lines, header: header() } };
}

/** Number of rows between two calls of `isTimeUp`. */
const ROWS_AT_ONCE = 100;
/** Maximum length, in characters, of an id or event type that is counted. */
const LONGEST_COUNTED = 256;
/** Maximum number of characters of a value that a violation shows. */
const SHOWN = 50;

/**
 * Begins a reading of a file, or of a section of it. Functions of the result take line numbers within the section, but violations have
 * line numbers within the file.
 */
function readFile(file: CsvFile, purpose: DatasetPurpose, options: ReadOptions, from?: FilePosition) {
  const { fields, datasetType } = purpose;
  const { sample = Number.POSITIVE_INFINITY, isTimeUp, mayLackColumns, showValues } = options;
  const found = new Findings(purpose);
  found.bytes = from ? 0 : file.size;
  const counted: ReadonlyMap<string, Distinct> = new Map(Object.entries(found.distinct));
  const counters: ReadonlyMap<string, Distinct> = new Map(Object.entries(found.categories));
  const events = [...countedEvents(purpose)];
  const columns = fields.map((field) => {
    const { name } = field;
    const check = valueCheck(field, datasetType);
    const counter = counters.get(name);
    const countCategories = counter && categoryCounting(counter);
    return { name, check, distinct: counted.get(name), countCategories, isTime: name === 'TIMESTAMP', place: -1 };
  });
  const [type, eventValue] = ['EVENT_TYPE', 'EVENT_VALUE'].map((wanted) => columns.find(({ name }) => name === wanted));
  let columnNames: readonly string[] = [];
  /** Number of rows read so far. The header and rows with faults are included. */
  let visited = 0;
  /** Line of the previous row. */
  let lastLine = 0;
  if (from !== undefined) useHeader(from.header);

  function addAt(line: number, fault: Fault, value?: string): void {
    const shown = showValues && value !== undefined && { value: beginning(value, SHOWN) };
    found.add(fault, { file: file.name, line: line + (from?.lines ?? 0), ...shown });
  }

  function useHeader(header: readonly string[]): void {
    visited += 1;
    columnNames = header;
    for (const column of columns) column.place = header.indexOf(column.name);
  }

  /** @returns true if the header has no error, so that rows can be read */
  function readHeader(header: readonly string[], line: number, text: string): boolean {
    const expected = fields.filter(({ name, nullable }) => !(mayLackColumns && nullable) || header.includes(name));
    const names = expected.map(({ name }) => name);
    const faults = headerFaults(header, names, text);
    for (const fault of faults) addAt(line, fault);
    useHeader(header);
    lastLine = line;
    return errorsOf(faults) === '';
  }

  function readRow(row: readonly string[], line: number): void {
    if (row.length !== columnNames.length) {
      const message = `The row has ${plural(row.length, 'value')}, the header has ${columnNames.length}.`;
      addAt(line, { rule: 'csv-syntax', message });
      return;
    }
    found.rows += 1;
    if (line > lastLine + 1 && row.some((value) => /[\r\n]/.test(value))) addAt(line, LINE_BREAK);
    lastLine = line;
    for (const { name, check, distinct, countCategories, isTime, place } of columns) {
      const value = row[place] ?? '';
      const fault = check(value);
      if (fault !== undefined) addAt(line, fault, value);
      if (value === '') increase(found.nulls, name);
      else if (countCategories !== undefined) countCategories(value);
      else if (value.length <= LONGEST_COUNTED) distinct?.add(value);
      if (isTime && Number.isFinite(Number(value || Number.NaN))) found.addTimes(Number(value));
    }
    // This code runs for each row, so it creates no named function. In the command's bundle, which keeps the names of
    // functions, naming a function took a sixth of the time.
    const [ofType = '', withValue = ''] = [row[type?.place ?? -1], row[eventValue?.place ?? -1]];
    for (const [text, filters] of events)
      if (filters.some((filter) => isEvent(filter, ofType, withValue))) increase(found.events, text);
  }

  function visit(row: readonly string[], line: number, text: string): boolean {
    const isRow = visited > 0;
    const isUsable = isRow || readHeader(row, line, text);
    if (isRow) {
      readRow(row, line);
      visited += 1;
    }
    const isLate = (visited - 1) % ROWS_AT_ONCE === 0 && isTimeUp?.() === true;
    found.isComplete = isUsable && !isLate && found.rows < sample;
    return found.isComplete;
  }
  return { found, addAt, visit, header: () => columnNames };
}
