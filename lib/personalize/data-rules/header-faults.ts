import { show } from '../../text/format';
import { broken } from './broken';
import type { Fault } from './findings';
import { DATA_RULES, type DataRule } from './rules';

export const WRONG_ENCODING: Fault = { rule: 'data-encoding', message: 'The file is not text in UTF-8.' };
export const NO_HEADER: Fault = { rule: 'csv-header', message: 'The file is empty, it has no header.' };

/** Name of a column in upper case, without punctuation. The result is the same for `user_id`, `userId` and `User ID`. */
export function folded(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

/** Messages of the faults for which Personalize refuses data; '' if there are none. */
export function errorsOf(faults: readonly Fault[]): string {
  return faults.flatMap(({ rule, message }) => (DATA_RULES[rule].severity === 'error' ? [message] : [])).join(' ');
}

const MARKED =
  'The file begins with a byte-order mark; AWS does not document whether Personalize ignores it. Save the file as UTF-8 without a byte-order mark.';

/** Delimiters that are written in place of commas: by spreadsheets in languages with a decimal comma, and by other tools. */
const DELIMITERS = [';', '\t', '|'];
const separatedBy = (delimiter: string) =>
  `The columns are separated by ${delimiter}, and Personalize reads commas. Save the file with commas.`;

/**
 * Faults of a header. If the header may be a row of data, messages contain no values of the header.
 * @param expected fields of the schema
 * @param beginning text at the beginning of the file, which includes the first line
 */
export function headerFaults(header: readonly string[], expected: readonly string[], beginning: string): Fault[] {
  const known = new Set(expected.map(folded));
  if (!header.some((column) => known.has(folded(column)))) {
    const line = header.join();
    const isKnown = (column: string) => known.has(folded(column));
    const isAlone = header.length === 1;
    const delimiter = DELIMITERS.find((each) => line.split(each).some(isKnown) || (isAlone && line.includes(each)));
    if (delimiter !== undefined) return [{ rule: 'csv-header', message: separatedBy(show(delimiter)) }];
    const message = `The first row is not a header: it has no column of the schema (${expected.join(', ')}).`;
    return [{ rule: 'csv-header', message }];
  }
  const missing = expected.filter((name) => !header.includes(name));
  const renamed = new Set(missing.map(folded));
  const unknown = header.filter((column) => !expected.includes(column));
  const others = unknown.filter((column) => !renamed.has(folded(column)));
  const duplicates = expected.filter((name) => header.indexOf(name) !== header.lastIndexOf(name));
  const order = header.filter((column) => expected.includes(column));
  const isReordered = missing.length + duplicates.length === 0 && order.join() !== expected.join();
  return broken<DataRule>({
    'byte-order-mark': beginning.startsWith('\uFEFF') && MARKED,
    'quoted-header':
      /^\uFEFF?[\r\n]*[^\r\n]*"/.test(beginning) && 'Names in the header must not be in quotation marks.',
    'missing-column': missing.map((name) => {
      const similar = unknown.find((column) => folded(column) === folded(name));
      const advice = similar === undefined ? '' : ` Rename the column ${show(similar)}.`;
      return `Column ${name} of the schema is missing.${advice}`;
    }),
    'unknown-column': others.map((column) => `Column ${show(column)} is not a field of the schema.`),
    'duplicate-column': duplicates.map((name) => `Column ${name} is duplicated.`),
    'column-order':
      isReordered && `The columns are in the order ${order.join(', ')}; the schema has ${expected.join(', ')}.`,
  });
}

/**
 * Faults of the header of a csv file. This function does not use the csv parser, because the parser would add 33 KB to the function
 * that starts imports.
 * @param beginning first bytes of the file. They must include more than the first line, or be the whole file
 */
export function headerFaultsOf(beginning: Uint8Array, expected: readonly string[]): readonly Fault[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(beginning, { stream: true });
  } catch {
    return [WRONG_ENCODING];
  }
  const [, line] = /^\uFEFF?[\r\n]*([^\r\n\uFEFF][^\r\n]*)/.exec(text) ?? [];
  if (line === undefined) return [NO_HEADER];
  const names = line.split(',').map((name) => name.replace(/^"(.*)"$/, '$1'));
  return headerFaults(names, expected, text);
}
