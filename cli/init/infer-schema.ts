import type { CsvFile } from '../../lib/personalize/data-rules/check-dataset';
import { Distinct } from '../../lib/personalize/data-rules/distinct';
import { errorsOf, folded, headerFaults } from '../../lib/personalize/data-rules/header-faults';
import { readCsv } from '../../lib/personalize/data-rules/read-csv';
import type { DatasetTypeInfo, Domain, FieldRule } from '../../lib/personalize/dataset-types';
import { CliFailure } from '../failure';

/** Matches a whole number without leading zeros. Values with leading zeros are treated as codes. */
const WHOLE = /^-?(?:0|[1-9]\d{0,18})$/;
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Minimum mean length, in characters, of the values of a textual column. Shorter values are treated as labels. */
const TEXT = 60;
/** Number of characters at each end of a value. Values with equal ends and equal length count as one value. */
const ENDS = 128;

/** Properties of a column that its values show. */
class Column {
  private rows = 0;
  /** Number of values that are not null. */
  private values = 0;
  private characters = 0;
  /** Number of values with several categories, which are separated by vertical bars. */
  private several = 0;
  /** Types that fit all values, the narrowest first. */
  private readonly types = new Set(['long', 'float', 'string'] as const);
  private readonly distinct = new Distinct();

  constructor(readonly name: string) {}

  add(value = ''): void {
    this.rows += 1;
    if (value === '') return;
    this.values += 1;
    this.characters += value.length;
    if (!isLong(value)) this.types.delete('long');
    if (!DECIMAL.test(value)) this.types.delete('float');
    if (value.includes('|')) this.several += 1;
    this.distinct.add(`${value.slice(0, ENDS)}${value.slice(-ENDS)}${value.length}`);
  }

  /** Adds the values of another file. */
  merge(other: Column): void {
    for (const count of ['rows', 'values', 'characters', 'several'] as const) this[count] += other[count];
    for (const type of this.types) if (!other.types.has(type)) this.types.delete(type);
    this.distinct.merge(other.distinct);
  }

  get summary() {
    const { name, rows, values, characters, several, distinct } = this;
    const [type = 'string'] = values > 0 ? this.types : [];
    const hasTexts = type === 'string' && values > 0;
    /** True for texts with at most half as many distinct values as values, or with several categories in at least a tenth of them. */
    const isCategorical = hasTexts && (several * 10 >= values || distinct.count() * 2 <= values);
    /** Mean length of the texts in a column; 0 if the values are categories, or are not texts. */
    const textLength = hasTexts && !isCategorical ? characters / values : 0;
    return { name, type, isCategorical, textLength, hasNulls: values < rows };
  }
}

/**
 * True for a whole number of at most 64 bits. A number of fewer than 19 characters always fits, so it needs no BigInt,
 * which is slower.
 */
function isLong(value: string): boolean {
  return WHOLE.test(value) && (value.length < 19 || BigInt.asIntN(64, BigInt(value)) === BigInt(value));
}

/**
 * Infers a schema from the header of the first csv file and the values of all csv files.
 * @throws CliFailure if a csv cannot be read, or if a column is missing or its name is misspelled
 */
export async function inferSchema(files: readonly CsvFile[], info: DatasetTypeInfo, domain: Domain | undefined) {
  const { required, reserved } = info.fields[domain ?? 'CUSTOM'];
  const columns = (await readColumns(files)).map(({ summary }) => summary);
  const names = columns.map(({ name }) => name);
  const isMeant = (rule: FieldRule) => names.some((name) => folded(name) === folded(rule.name));
  const rules = new Map([...required, ...reserved.filter(isMeant)].map((rule) => [rule.name, rule]));
  // Additional columns are allowed, and the columns may be in any order.
  const errors = errorsOf(headerFaults(names, [...rules.keys()], ''));
  if (errors !== '') throw new CliFailure(`${files[0]?.name}: ${errors}`, 'Correct the csv, and run init again.');
  const mayBeTextual = (name: string) => rules.get(name)?.textual ?? info.datasetType === 'ITEMS';
  const metadata = columns.filter(({ name }) => mayBeTextual(name));
  const [longest] = metadata.sort((one, other) => other.textLength - one.textLength);
  const fields = columns.map(({ name, type, isCategorical, textLength, hasNulls }) => {
    const rule = rules.get(name);
    const avro = rule?.types[0] ?? type;
    return {
      name,
      type: hasNulls && rule?.nullable !== false ? ['null', avro] : avro,
      ...((rule?.categorical ?? isCategorical) && { categorical: true }),
      ...(name === longest?.name && textLength >= TEXT && { textual: true }),
    };
  });
  const namespace = 'com.amazonaws.personalize.schema';
  return { type: 'record', name: info.recordName, namespace, fields, version: '1.0' };
}

/** Columns of the first file, with the values of all files. */
async function readColumns(files: readonly CsvFile[]): Promise<readonly Column[]> {
  let columns: readonly Column[] = [];
  for (const { name, open } of files) {
    const { reading, failure } = await readCsv(open, readOwnColumns);
    if (failure !== undefined) throw new CliFailure(`${name}:${failure.line}: ${failure.fault.message}`);
    if (columns.length === 0) columns = reading.columns;
    else for (const other of reading.columns) columns.find((column) => column.name === other.name)?.merge(other);
  }
  return columns;
}

/** Visitor that collects the columns of one file. */
function readOwnColumns() {
  const columns: Column[] = [];
  const visit = (row: readonly string[]) => {
    if (columns.length === 0) columns.push(...row.map((name) => new Column(name)));
    else if (row.length === columns.length) for (const [at, column] of columns.entries()) column.add(row[at]);
    return true;
  };
  return { columns, visit };
}
