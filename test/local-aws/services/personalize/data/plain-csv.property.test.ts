import { CsvError, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readPlainCsv } from '../../../../../local-aws/services/personalize/data/plain-csv';

const pieces = fc.constantFrom(',', '\n', '\r', '\r\n', ' ', 'a', 'é', '1', ',,', '\\', 'x,y\n');

type Read = readonly (readonly [record: readonly string[], line: number])[];

function byCsvParse(text: string): { readonly read: Read; readonly problem: string | undefined } {
  const read: [string[], number][] = [];
  try {
    parse(text, {
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: true,
      on_record: (record: string[], { lines }: { lines: number }) => {
        read.push([record, lines]);
        return null;
      },
    });
    return { read, problem: undefined };
  } catch (error) {
    if (error instanceof CsvError) return { read, problem: error.message };
    throw error;
  }
}

test('csv without quotes is read as csv-parse reads it, with the same line numbers and errors', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      // Act
      const read: [string[], number][] = [];
      const problem = readPlainCsv(Buffer.from(parts.join('')), (record, { lines }) => read.push([record, lines]));

      // Assess
      expect({ read, problem }).toEqual(byCsvParse(parts.join('')));
    }),
    { numRuns: 500 },
  );
});
