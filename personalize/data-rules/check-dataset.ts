import { plural } from '../text';
import { type DatasetPurpose, datasetFaults, sizeFaults } from './dataset-faults';
import { headerFaults, NO_HEADER } from './header-faults';
import { type Bytes, type RowVisitor, readCsv, UnreadableCsv } from './read-csv';
import { DATA_RULES } from './rules';
import { Statistics } from './statistics';
import { valueCheck } from './value-faults';
import { Violations } from './violations';

/** A csv file of a dataset, wherever it is. */
export interface CsvFile {
  /** As messages name it. */
  readonly name: string;
  readonly bytes: number;
  open(): Bytes;
}

export type DatasetReport = Awaited<ReturnType<typeof checkDataset>>;

/**
 * Checks the csv files of a dataset, row by row. Memory is bounded whatever the bytes.
 * @param sample rows that are read of each file at most; default: all
 * @throws what {@link CsvFile.open} throws
 */
export async function checkDataset(
  files: readonly CsvFile[],
  purpose: DatasetPurpose,
  sample = Number.POSITIVE_INFINITY,
) {
  const violations = new Violations();
  const total = new Statistics(purpose.fields, purpose.trainings);
  const summaries = [];
  let isComplete = true;
  // Tools write empty files for empty parts; Personalize has nothing to read there.
  for (const file of files.filter(({ bytes }) => bytes > 0)) {
    const reading = await checkFile(file, purpose, sample);
    violations.merge(reading.violations);
    total.merge(reading.statistics);
    summaries.push({ file: file.name, ...reading.statistics.summary });
    isComplete &&= reading.isComplete;
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const fault of sizeFaults(bytes, purpose)) violations.add(fault);
  if (isComplete) for (const fault of datasetFaults(total, purpose)) violations.add(fault);
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

/** What one reading of a file finds. */
interface Reading {
  readonly violations: Violations;
  readonly statistics: Statistics;
  hasHeader: boolean;
  isComplete: boolean;
}

async function checkFile(file: CsvFile, purpose: DatasetPurpose, sample: number): Promise<Reading> {
  const begun = (): Reading => ({
    violations: new Violations(),
    statistics: new Statistics(purpose.fields, purpose.trainings),
    hasHeader: false,
    isComplete: true,
  });
  let reading = begun();
  const begin = () => {
    reading = begun();
    return rowCheck(reading, file.name, purpose, sample);
  };
  try {
    await readCsv(() => file.open(), begin);
    if (!reading.hasHeader) reading.violations.add(NO_HEADER, { file: file.name });
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error;
    reading.isComplete = false;
    reading.violations.add(error.fault, { file: file.name, line: error.line });
  }
  return reading;
}

function rowCheck(reading: Reading, file: string, { fields }: DatasetPurpose, sample: number): RowVisitor {
  const { violations, statistics } = reading;
  const checks = fields.map(valueCheck);
  const stop = () => {
    reading.isComplete = false;
    return false;
  };
  const readHeader: RowVisitor = (row, line, isQuoted) => {
    reading.hasHeader = true;
    const faults = headerFaults(row, fields, isQuoted);
    for (const fault of faults) violations.add(fault, { file, line });
    return faults.some(({ rule }) => DATA_RULES[rule].severity === 'error') || sample === 0 ? stop() : true;
  };
  return (row, line, isQuoted) => {
    if (!reading.hasHeader) return readHeader(row, line, isQuoted);
    if (row.length !== fields.length) {
      const text = `The row has ${plural(row.length, 'value')}, the header has ${fields.length}.`;
      violations.add({ rule: 'csv-syntax', message: text }, { file, line });
      return true;
    }
    statistics.add(row);
    for (let index = 0; index < fields.length; index += 1) {
      const value = row[index] ?? '';
      if (value === '') statistics.nulls[index] = (statistics.nulls[index] ?? 0) + 1;
      const fault = checks[index]?.(value);
      if (fault !== undefined) violations.add(fault, { file, line, value });
    }
    return statistics.rows < sample || stop();
  };
}
