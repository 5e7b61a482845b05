import type { SchemaField } from '../schema';
import { show } from '../text';
import { readCsv, UnreadableCsv } from './read-csv';
import type { Fault } from './violations';

export const NO_HEADER: Fault = { rule: 'csv-header', message: 'The file is empty, it has no header.' };

/** Header names without case and punctuation: `user_id`, `userId` and `User ID` are alike. */
export function folded(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

/** What is wrong with a header. If it may be a row of data, no value of it is in a message. */
export function headerFaults(
  header: readonly string[],
  fields: readonly Pick<SchemaField, 'name'>[],
  isQuoted: boolean,
): readonly Fault[] {
  const expected = fields.map(({ name }) => name);
  const known = new Set(expected.map(folded));
  if (!header.some((column) => known.has(folded(column)))) {
    const text = `The first row is not a header: it has no column of the schema (${expected.join(', ')}).`;
    return [{ rule: 'csv-header', message: text }];
  }
  const faults: Fault[] = isQuoted
    ? [{ rule: 'quoted-header', message: 'Names in the header must not be in quotation marks.' }]
    : [];
  const missing = expected.filter((name) => !header.includes(name));
  const unknown = header.filter((column) => !expected.includes(column));
  for (const name of missing) {
    const similar = unknown.find((column) => folded(column) === folded(name));
    const advice = similar === undefined ? '' : ` Rename the column ${show(similar)}.`;
    faults.push({ rule: 'missing-column', message: `Column ${name} of the schema is missing.${advice}` });
  }
  const renamed = new Set(missing.map(folded));
  for (const column of unknown.filter((each) => !renamed.has(folded(each))))
    faults.push({ rule: 'unknown-column', message: `Column ${show(column)} is not a field of the schema.` });
  if (missing.length + unknown.length === 0 && header.join() !== expected.join()) {
    const text = `The columns are in the order ${header.join(', ')}; the schema has ${expected.join(', ')}.`;
    faults.push({ rule: 'column-order', message: text });
  }
  return faults;
}

/**
 * What is wrong with the header of a csv file.
 * @param beginning of the file, longer than its first line, or all of it
 */
export async function headerFaultsOf(beginning: Uint8Array, fields: readonly SchemaField[]): Promise<readonly Fault[]> {
  let faults: readonly Fault[] = [NO_HEADER];
  async function* bytes() {
    yield beginning;
  }
  try {
    await readCsv(bytes, () => (header, _, isQuoted) => {
      faults = headerFaults(header, fields, isQuoted);
      return false;
    });
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error;
    return [error.fault];
  }
  return faults;
}
