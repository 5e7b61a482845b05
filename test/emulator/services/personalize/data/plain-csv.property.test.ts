import { CsvError, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readPlainCsv } from '../../../../../emulator/services/personalize/data/plain-csv';

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

function byPlainCsv(text: string): { readonly read: Read; readonly problem: string | undefined } {
  const read: [string[], number][] = [];
  const problem = readPlainCsv(Buffer.from(text), (record, { lines }) => read.push([record, lines]));
  return { read, problem };
}

test('readPlainCsv reads csv without quotes like csv-parse, with the same line numbers and errors', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      // Act
      const found = byPlainCsv(parts.join(''));

      // Assess
      expect(found).toEqual(byCsvParse(parts.join('')));
    }),
    { numRuns: 500 },
  );
});

test('readPlainCsv reads csv with quotes like csv-parse, or returns a problem', () => {
  const quoted = fc.oneof(
    { weight: 3, arbitrary: pieces },
    fc.constantFrom('"', '""', '"a"', '"a,b"', '"a""b"', ',"', '",'),
  );
  fc.assert(
    fc.property(fc.array(quoted, { maxLength: 40 }), (parts) => {
      // Act
      const found = byPlainCsv(parts.join(''));

      // Assess
      fc.pre(found.problem === undefined);
      expect(found).toEqual(byCsvParse(parts.join('')));
    }),
    { numRuns: 500 },
  );
});

test('readPlainCsv reads csv without a problem if quotes enclose whole values', () => {
  const field = fc.constantFrom('a', '"a"', '"a,b"', '"a""b"', '"é"', '""', '"\\"');
  const lines = fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n', '\r'), (rows, end) => {
      // Act
      const found = byPlainCsv(rows.map((row) => row.join(',')).join(end));

      // Assess
      expect(found.problem).toBeUndefined();
      expect(found.read).toHaveLength(rows.length);
    }),
    { numRuns: 200 },
  );
});
