import { Arena } from '../../simulation/fuzz/arena';
import { BATCH, playOne } from '../../simulation/fuzz/batch';
import type { HostileInput } from '../../simulation/fuzz/input';
import { GROUP, PARAMETER_FILE_KEY, SOLUTION, VALID_FILE } from '../../simulation/fuzz/valid-file';
import { HOSTILE_CSV, HOSTILE_JSON } from '../support/hostile';
import { synthesizedStack } from '../support/synthesized-stack';

type Row = readonly [string, HostileInput, string];
type Bytes = string | Buffer;

const stackFile = synthesizedStack();

/** Changes that replace all bytes of a file. */
const bytesOf = (bytes: Bytes) =>
  [
    { action: 'keep', place: 0, length: 0 },
    { action: 'insert', place: 0, bytes: [...Buffer.from(bytes)] },
  ] as const;

const file = (key: string, bytes: Bytes): HostileInput => ({
  kind: 'file',
  key,
  changes: [],
  bytes: bytesOf(bytes),
  deleted: false,
});

const data = (key: string, bytes: Bytes): HostileInput => ({
  kind: 'data',
  data: [{ key, text: '', bytes: bytesOf(bytes) }],
});

const VALID_TEXT = JSON.stringify(VALID_FILE);

/** A valid file in which one text is replaced. The file must contain the text. */
function changed(text: string, other: string): HostileInput {
  if (!VALID_TEXT.includes(text)) throw new Error(`The valid file has no ${text}.`);
  return file(
    PARAMETER_FILE_KEY,
    VALID_TEXT.replace(text, () => other),
  );
}

const KEYS: readonly (readonly [string, string, string])[] = [
  ['a bell character', 'train/a\u0007.json', 'refused'],
  ['a C1 control character (U+009B)', 'train/\u009b31m/config.json', 'refused'],
  ['a mail header', 'train/x\r\nSubject: paid.json', 'refused'],
  ['a character that reverses text', 'train/\u2067nosj\u2069.json', 'refused'],
  ['a line separator', 'train/\u2028.json', 'refused'],
  ['an invisible character', 'train/con\u200bfig.json', 'refused'],
  ['a lookalike letter', 'train/c\u043enfig.json', 'refused'],
  ['as many bytes as S3 allows (1,024)', `train/xx${'\u6df1'.repeat(337)}.json`, 'refused'],
  ['the name of a lock', 'train/lock#dataset-group/config.json', 'refused'],
  ['the name of a JavaScript method', 'train/__defineGetter__/config.json', 'refused'],
  ['a placeholder', 'train/${stage}/config.json', 'refused'],
  ['reserved characters of URLs', 'train/a?versionId=b&c=d#e;f.json', 'refused'],
  ['quotes and a backslash', 'train/"a"\'b\'\\.json', 'refused'],
  ['reserved characters of XML', 'train/<Key>&lt;]]>.json', 'refused'],
  ['encoded dots', 'train/%252e%252e/%2e.json', 'refused'],
  ['a file name of a blank and .json', 'train/ .json', 'refused'],
  ['the ending .json.gz', 'train/x/config.json.gz', 'no parameter file'],
  ['a blank at the end', 'train/x/config.json ', 'no parameter file'],
  ['a folder with a capital letter', 'Train/x/config.json', 'no parameter file'],
  ['backslashes', 'train\\x\\config.json', 'no parameter file'],
  ['a lookalike letter in the ending .json', 'train/x/config.js\u043en', 'no parameter file'],
];

const NAME = `"name":"${GROUP}"`;

/** Valid files with one hostile value. */
const VALUES: readonly (readonly [what: string, text: string, other: string, result?: string])[] = [
  ['a name with a NUL character', NAME, '"name":"a\\u0000b"'],
  ['a name that clears the screen', NAME, '"name":"\\u001b[2J"'],
  ['a name of two lines', NAME, '"name":"a\\r\\nb"'],
  ['a name written backwards', NAME, '"name":"\\u202egnp"'],
  ['a name in full-width letters', NAME, '"name":"\uff41\uff42\uff43"'],
  ['a name of lookalike letters', NAME, '"name":"\u0430\u0440\u0435"'],
  ['a name of 64 characters', NAME, `"name":"${'n'.repeat(64)}"`],
  ['a name of a hundred thousand characters', NAME, `"name":"${'n'.repeat(100_000)}"`],
  ['the member name twice, once in escaped form', NAME, `${NAME},"na\\u006de":"other"`],
  ['the member __proto__ beside a name', NAME, `${NAME},"__proto__":{"name":"other"}`],
  ['a section with a capital letter', '"solutions"', '"Solutions"'],
  ['a section with a lookalike letter', '"solutions"', '"s\u043elutions"'],
  ['a recipe in upper case', 'recipe/aws-user-personalization', 'recipe/AWS-USER-PERSONALIZATION', 'accepted'],
  [
    'a recipe of another partition',
    'arn:aws:personalize:::recipe/aws-item',
    'arn:aws-x:personalize:::recipe/aws-item',
    'accepted',
  ],
  ['minProvisionedTPS above the largest number', '"minProvisionedTPS":1', '"minProvisionedTPS":1e400'],
  ['minProvisionedTPS above the largest 32-bit integer', '"minProvisionedTPS":1', '"minProvisionedTPS":2147483648'],
  [
    'minProvisionedTPS of the largest 32-bit integer',
    '"minProvisionedTPS":1',
    '"minProvisionedTPS":2147483647',
    'accepted',
  ],
  ['minProvisionedTPS that rounds to 0', '"minProvisionedTPS":1', '"minProvisionedTPS":1e-400'],
  ['minProvisionedTPS as text', '"minProvisionedTPS":1', '"minProvisionedTPS":"1"'],
  ['a schedule of rate(1e3 days)', 'rate(2 days)', 'rate(1e3 days)'],
  [
    'a schedule that lists an hour ten thousand times',
    'cron(0 2 ? * SUN *)',
    `cron(0 ${'2,'.repeat(10_000)}3 ? * SUN *)`,
  ],
  ['a time zone that is a path', 'Europe/Berlin', '../../etc/passwd'],
  ['maxAge of 400 digits', '"1 week"', `"${'9'.repeat(400)} weeks"`],
  ['a filter that never ends', 'IN (\\"click\\")', `IN (${'\\"c\\",'.repeat(5000)}`],
  ['a filter with an escape character in a text that never ends', '\\"click\\"', '\\"\\u001b[2J'],
  ['the placeholder ${__proto__}', `${GROUP}-filter`, '${__proto__}'],
  ['a placeholder in a placeholder', `${GROUP}-filter`, '${a${b}}'],
  ['a tag with a reserved name', '"purpose"', '"aws:purpose"'],
  ['a schema nested too deeply', '"type":"string"', `"type":${'['.repeat(5000)}"string"${']'.repeat(5000)}`],
  ['a schema that names itself', '"type":"string"', '"type":"Interactions"'],
];

const BATCH_KEY = `batch/${GROUP}/${SOLUTION}/job_config.json`;

/** Inputs of batch jobs. With each of them, the run must end. */
const JOBS: readonly (readonly [string, Bytes])[] = [
  ['no bytes', ''],
  ['NUL bytes only', Buffer.alloc(100)],
  ['UTF-16 text', Buffer.from('{"userId":"user-1"}', 'utf16le')],
  ['an incomplete UTF-8 character', Buffer.from([0x7b, 0x22, 0xf0, 0x9f])],
  ['an escape character', '{"userId":"\u001b[2J\u202e"}'],
  ['10,000 nested lists that never end', `{"userId":${'['.repeat(10_000)}`],
  ['the member __proto__', '{"__proto__":{"userId":"user-1"}}'],
  ['the member userId twice', '{"userId":"user-1","userId":"user-2"}'],
  ['a number above the largest one', '{"userId":1e400}'],
];

const ROWS: readonly Row[] = [
  ...KEYS.map(
    ([what, key, result]): Row => [`an empty list under a key with ${what} is ${result}`, file(key, '[]'), result],
  ),
  ...HOSTILE_JSON.map(
    ([what, bytes]): Row => [`a file with ${what} is refused`, file(PARAMETER_FILE_KEY, bytes), 'refused'],
  ),
  ['a file above one megabyte is refused', file(PARAMETER_FILE_KEY, `{"a":"${'x'.repeat(1024 * 1024)}"}`), 'refused'],
  ...VALUES.map(
    ([what, text, other, result = 'refused']): Row => [
      `a file with ${what} is ${result}`,
      changed(text, other),
      result,
    ],
  ),
];

describe('an upload', () => {
  it.each(ROWS)('of %s', async (_, input, result) => {
    // Prepare
    const arena = await opened();
    number += 1;

    // Act
    const report = await playOne(arena, input, number);

    // Assess
    expect(report).toEqual({ number, result, violations: [] });
  });

  it.each([
    ...HOSTILE_CSV.map(([what, bytes]) => [`csv that has ${what}`, `train/${GROUP}/interactions.csv`, bytes] as const),
    ...JOBS.map(([what, bytes]) => [`an input of a batch job that has ${what}`, BATCH_KEY, bytes] as const),
  ])('with %s ends in one run and one message', async (_, key, bytes) => {
    // Prepare
    const arena = await opened();
    number += 1;

    // Act
    const report = await playOne(arena, data(key, bytes), number);

    // Assess
    expect(report).toEqual({ number, result: 'accepted', violations: [] });
  });
});

let arena: Promise<Arena> | undefined;
let number = 0;

/**
 * Returns an account for the next rows. Each row has its own dataset group. The account is replaced before schedules of these groups run.
 */
function opened(): Promise<Arena> {
  if (number % BATCH === 0) arena = undefined;
  arena ??= Arena.open(stackFile, 1);
  return arena;
}
