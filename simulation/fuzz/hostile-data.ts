import * as fc from 'fast-check';
import { type ByteMutation, byteMutations } from './byte-mutation';
import { hostileTexts } from './hostile-text';
import { GROUP, SOLUTION, VALID_CSV } from './valid-file';

const LONG_LINE = 10_000_000;

/** A csv or batch input that the valid parameter file uses as data, or the marker object of the folder with the csv. */
export interface HostileData {
  readonly key: string;
  readonly text: string;
  readonly bytes: readonly ByteMutation[];
}

const rows = VALID_CSV.split('\n');
const withCell = (cell: string) => rows.map((row, index) => (index === 5 ? `${cell},item-1,click,1700000300` : row));

const csvTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: hostileTexts.map((text) => withCell(text).join('\n')) },
  {
    weight: 2,
    arbitrary: hostileTexts.map((text) => withCell(`"${text.replaceAll('"', '""')}"`).join('\n')),
  },
  { weight: 2, arbitrary: hostileTexts.map((text) => [text, ...rows.slice(1)].join('\n')) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '',
      '\n',
      rows[0] ?? '',
      rows.slice(1).join('\n'),
      VALID_CSV.replaceAll('\n', '\r\n'),
      VALID_CSV.replaceAll('\n', '\r'),
      VALID_CSV.replaceAll(',', ';'),
      VALID_CSV.replace('USER_ID', 'user_id'),
      VALID_CSV.replace('USER_ID,ITEM_ID', 'ITEM_ID,USER_ID'),
      VALID_CSV.replace(',TIMESTAMP', ''),
      VALID_CSV.replace('TIMESTAMP', 'TIMESTAMP,MORE'),
      VALID_CSV.replaceAll('click', '"cl"ick'),
      VALID_CSV.replace('click', '"click'),
      VALID_CSV.replaceAll('17000', '-9e99'),
      withCell('x'.repeat(300)).join('\n'),
      withCell('x'.repeat(LONG_LINE)).join('\n'),
      VALID_CSV.replace('USER_ID', 'x'.repeat(LONG_LINE)),
      VALID_CSV.replace('USER_ID', 'x,'.repeat(100_000)),
    ),
  },
);

const lines: fc.Arbitrary<string> = fc.oneof(
  hostileTexts.map((text) => JSON.stringify({ userId: text })),
  hostileTexts,
  fc.constantFrom(
    '{"userId":"user-1"}',
    '{"userId":1}',
    '{"userId":null,"itemId":null}',
    '{"__proto__":{"userId":"x"}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    `{"userId":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    `{"userId":"${'x'.repeat(100_000)}"}`,
    '{"userId":"a","userId":"b"}',
    '[]',
    'null',
    '\ufeff{"userId":"user-1"}',
  ),
);

const jobTexts = fc.array(lines, { maxLength: 4 }).map((all) => all.join('\n'));

const bytes = fc.oneof(
  { weight: 3, arbitrary: fc.constant<readonly ByteMutation[]>([]) },
  { weight: 1, arbitrary: fc.array(byteMutations, { minLength: 1, maxLength: 2 }) },
);

export const hostileData: fc.Arbitrary<HostileData> = fc.oneof(
  fc.record({
    key: fc.constantFrom(
      `train/${GROUP}/interactions.csv`,
      `train/${GROUP}/interactions.csv`,
      `train/${GROUP}/interactions/part-1.csv`,
      `train/${GROUP}/interactions/\u0001\n.csv`,
      `train/${GROUP}/interactions/..csv`,
      `train/${GROUP}/interactions/&lt;<>.csv`,
      `train/${GROUP}/interactions/caf\u00e9 +%2F.csv`,
      `train/${GROUP}/interactions/`,
    ),
    text: csvTexts,
    bytes,
  }),
  fc.record({ key: fc.constant(`batch/${GROUP}/${SOLUTION}/job_config.json`), text: jobTexts, bytes }),
);
