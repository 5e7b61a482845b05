import type { CsvFile } from '../../personalize/data-rules/check-dataset';
import { Distinct } from '../../personalize/data-rules/distinct';
import { folded, headerFaults } from '../../personalize/data-rules/header-faults';
import { readCsv, UnreadableCsv } from '../../personalize/data-rules/read-csv';
import type { DatasetTypeInfo, Domain, FieldRule } from '../../personalize/dataset-types';
import { CliFailure } from '../failure';

const INTEGER = /^-?(?:0|[1-9]\d{0,14})$/;
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Mean characters from which on a text is more than a label. */
const TEXT = 60;

/** What the values of a column have in common. */
class Column {
  nulls = 0;
  private values = 0;
  private characters = 0;
  private isInteger = true;
  private isDecimal = true;
  private hasSeveral = false;
  private readonly distinct = new Distinct();

  constructor(readonly name: string) {}

  add(value: string): void {
    if (value === '') {
      this.nulls += 1;
      return;
    }
    this.values += 1;
    this.characters += value.length;
    this.isInteger &&= INTEGER.test(value);
    this.isDecimal &&= DECIMAL.test(value);
    this.hasSeveral ||= value.includes('|');
    if (value.length <= 256) this.distinct.add(value);
  }

  /** Mean characters of a column of texts; 0 of one with few or other values. */
  get textLength(): number {
    return this.type === 'string' && !this.isCategorical && this.values > 0 ? this.characters / this.values : 0;
  }

  get type(): 'long' | 'float' | 'string' {
    if (this.values === 0) return 'string';
    if (this.isInteger) return 'long';
    return this.isDecimal ? 'float' : 'string';
  }

  /** Few values repeat, or a value has several categories. */
  get isCategorical(): boolean {
    return this.type === 'string' && this.values > 0 && (this.hasSeveral || this.distinct.size * 2 <= this.values);
  }
}

/**
 * A schema for csv files, from the header of the first and the values of all.
 * @throws CliFailure if a column is missing, or its name is only spelt differently
 */
export async function inferSchema(files: readonly CsvFile[], info: DatasetTypeInfo, domain: Domain | undefined) {
  const { required, reserved } = info.fields[domain ?? 'CUSTOM'];
  const columns = await readColumns(files);
  const names = columns.map(({ name }) => name);
  const expected = [
    ...required,
    ...reserved.filter((rule) => names.some((name) => folded(name) === folded(rule.name))),
  ];
  const faults = headerFaults(names, expected, false).filter(
    ({ rule }) => rule !== 'unknown-column' && rule !== 'column-order',
  );
  if (faults.length > 0)
    throw new CliFailure(
      `${files[0]?.name}: ${faults.map(({ message }) => message).join(' ')}`,
      'Change the header of the csv, and run init again.',
    );
  const text =
    info.datasetType === 'ITEMS'
      ? longestText(columns.filter(({ name }) => !expected.some((rule) => rule.name === name)))
      : undefined;
  const fields = columns.map((column) => {
    const rule = expected.find((each) => each.name === column.name);
    return rule === undefined ? metadataField(column, column === text) : ruledField(column, rule);
  });
  return {
    type: 'record',
    name: info.recordName,
    namespace: 'com.amazonaws.personalize.schema',
    fields,
    version: '1.0',
  };
}

/** A file that escapes quotes by a backslash is read twice and counts twice, which matters little here. */
async function readColumns(files: readonly CsvFile[]): Promise<readonly Column[]> {
  let columns: readonly Column[] | undefined;
  const begin = () => {
    let isHeader = true;
    return (row: readonly string[]) => {
      if (isHeader) columns ??= row.map((name) => new Column(name));
      else for (const [index, column] of (columns ?? []).entries()) column.add(row[index] ?? '');
      isHeader = false;
      return true;
    };
  };
  for (const file of files)
    await readCsv(() => file.open(), begin).catch((error: unknown) => {
      if (!(error instanceof UnreadableCsv)) throw error;
      throw new CliFailure(`${file.name}:${error.line}: ${error.message}`);
    });
  return columns ?? [];
}

function longestText(columns: readonly Column[]): Column | undefined {
  const [longest] = [...columns].sort((one, other) => other.textLength - one.textLength);
  return longest !== undefined && longest.textLength >= TEXT ? longest : undefined;
}

function ruledField({ name, nulls }: Column, { types, nullable, categorical }: FieldRule) {
  const type = types[0] ?? 'string';
  return { name, type: nullable && nulls > 0 ? ['null', type] : type, ...(categorical && { categorical }) };
}

function metadataField({ name, nulls, type, isCategorical }: Column, isText: boolean) {
  const flags = { ...(isCategorical && { categorical: true }), ...(isText && { textual: true }) };
  return { name, type: nulls > 0 ? ['null', type] : type, ...flags };
}
