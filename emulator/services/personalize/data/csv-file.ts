import { isUtf8 } from 'node:buffer';
import { CsvError, type Options, parse } from 'csv-parse/sync';
import type { SchemaField } from '../../../../lib/personalize/schema';
import { CreationFailure } from '../errors';
import { DatasetContents, type Row } from './dataset-contents';
import { valueProblem } from './field-values';
import { readPlainCsv } from './plain-csv';

/**
 * Collector of rows: `readCsv` adds each row that `wanted` accepts to `rows`. These rows are also in the contents that `readCsv` returns.
 */
export interface KeptRows {
  readonly wanted: (row: Row) => boolean;
  readonly rows: Row[];
}

/**
 * Reads a csv file as Personalize does. The file must be UTF-8, its header must have the schema's fields, and the
 * values of its rows must fit the schema. Columns that are not in the schema are ignored, and columns may have any
 * order (see `personalize-csv-columns` in docs/local-aws.md).
 * @param name name of the file in messages
 * @param at time of reading, in epoch milliseconds
 * @param kept collector of rows; it gets no rows if reading fails
 * @throws CreationFailure at the first error. A csv with quotes is tried in several dialects. If all dialects fail, the
 * error comes from the dialect that read the most rows
 */
export function readCsv(
  name: string,
  body: Uint8Array,
  fields: readonly SchemaField[],
  at: number,
  kept?: KeptRows,
): DatasetContents {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (!isUtf8(bytes)) throw new CreationFailure(`Input CSV ${name} is not encoded in UTF-8.`);
  const text = bytes.subarray(
    bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0,
  );
  let furthest: { readonly rows: number; readonly failure: CreationFailure } | undefined;
  for (const read of readersOf(text)) {
    const contents = new DatasetContents();
    const wanted: Row[] = [];
    try {
      readRows(name, text, fields, read, (row) => {
        contents.add(row, at);
        if (kept?.wanted(row)) wanted.push(row);
      });
      for (const row of wanted) kept?.rows.push(row);
      contents.note(fields.map((field) => field.name).join());
      contents.note(bytes);
      return contents;
    } catch (failure) {
      if (!(failure instanceof CreationFailure)) throw failure;
      // The plain reader cannot read every form of quotes. In the next iteration, csv-parse reads the text, and either accepts the quotes
      // or reports an error.
      if (read === readPlainCsv && text.includes('"')) continue;
      if (furthest === undefined || contents.rows > furthest.rows) furthest = { rows: contents.rows, failure };
    }
  }
  throw furthest?.failure;
}

/**
 * Reads a text and calls `onRecord` with each record.
 * @returns an error message; undefined if the whole text was read
 */
type Reader = (
  text: Buffer,
  onRecord: (record: string[], place: { readonly lines: number }) => void,
) => string | undefined;

/**
 * Returns the readers for a text, in the order in which they are tried. Personalize documents the backslash as the escape of quotes, and is
 * known to accept doubled quotes too. For quotes without an escape, see `personalize-csv-quotes` in docs/local-aws.md.
 */
function readersOf(text: Buffer): readonly Reader[] {
  if (!text.includes('"')) return [readPlainCsv];
  const dialects: readonly Options[] = [
    { escape: '"' },
    ...(text.includes('\\"') ? [{ escape: '\\' }] : []),
    { escape: '"', relax_quotes: true },
  ];
  return [
    readPlainCsv,
    ...dialects.map(
      (dialect): Reader =>
        (bytes, onRecord) =>
          parseQuoted(bytes, dialect, onRecord),
    ),
  ];
}

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

function readRows(
  name: string,
  text: Buffer,
  fields: readonly SchemaField[],
  read: Reader,
  add: (row: Row) => void,
): void {
  let columnIndexes: readonly number[] | undefined;
  const problem = read(text, (record, { lines }) => {
    if (columnIndexes === undefined) columnIndexes = columnIndexesOf(record, fields);
    else add(readRow(`${name}, line ${lines}`, record, fields, columnIndexes));
  });
  if (problem !== undefined) throw new CreationFailure(`Input file ${name} is not a valid CSV: ${problem}.`);
  if (columnIndexes === undefined) throw new CreationFailure(`Input CSV ${name} is empty: it has no header row.`);
}

function parseQuoted(text: Buffer, dialect: Options, onRecord: Parameters<Reader>[1]): string | undefined {
  const options: Options = {
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    // Returning null makes csv-parse discard the record, which saves memory.
    on_record: (record: string[], place) => {
      onRecord(record, place);
      return null;
    },
  };
  try {
    parse(text, { ...dialect, ...options });
    return undefined;
  } catch (error) {
    if (error instanceof CsvError) return error.message;
    throw error;
  }
}

/** Returns the column index of each field, in the order of the fields. */
function columnIndexesOf(header: readonly string[], fields: readonly SchemaField[]): readonly number[] {
  const expected = fields.map((field) => field.name);
  const missing = expected.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw new CreationFailure(`Input CSV is missing the following columns:[${missing.join(', ')}].`);
  }
  return expected.map((column) => header.indexOf(column));
}

function readRow(
  where: string,
  record: readonly string[],
  fields: readonly SchemaField[],
  columnIndexes: readonly number[],
): Row {
  const row = new Map<string, string | null>();
  for (const [index, field] of fields.entries()) {
    const value = record[columnIndexes[index] ?? index] || null;
    const problem = valueProblem(field, value);
    if (problem !== undefined) {
      throw new CreationFailure(`Input CSV ${where}: column ${field.name} ${describe(value)}${problem}.`);
    }
    row.set(field.name, value);
  }
  return row;
}

const SHOWN_CHARACTERS = 50;

function describe(value: string | null): string {
  if (value === null) return '';
  return value.length <= SHOWN_CHARACTERS ? `'${value}' ` : `'${value.slice(0, SHOWN_CHARACTERS)}...' `;
}
