/** Texts that are valid, or almost valid, somewhere in a parameter file. Mutations put these texts anywhere. */

const EXPRESSIONS = [
  'cron(0 3 * * ? *)',
  'cron(* * * * ? *)',
  'cron(0 3 * * * *)',
  'cron(0/0 3 ? * MON#6 *)',
  'cron(59-0 3 L * ? 1970-2199)',
  `cron(${'0,'.repeat(100)}0 3 * * ? *)`,
  'cron(0 3 31W * ? *)',
  'cron(0 0 30 2 ? *)',
  'CRON(0 3 * * ? *)',
  'cron(0 3 * * ? *)\n',
  'cron(0\t3 * * ? *)',
  'cron(\u0660 3 * * ? *)',
  'cron(0 3 * * ? 9999999999999999999)',
  'rate(1 minute)',
  'rate(1 minutes)',
  'rate(0 days)',
  'rate(-1 days)',
  'rate(99999999999999999999 days)',
  'rate(1e3 days)',
  'rate(1 toString)',
  'rate(1 __proto__)',
  'at(2026-01-05T00:00:00)',
  'at(9999-99-99T99:99:99)',
  'delete',
  'DELETE',
  `${'('.repeat(200)}`,
];

const TIME_ZONES = [
  '../etc/passwd',
  '../../../../../../usr/share/zoneinfo/UTC',
  'Europe/Berlin',
  'europe/berlin',
  'UTC',
  'UTC+1',
  'GMT+99',
  '+02:00',
  'Etc/GMT-14',
  'America/Argentina/Buenos_Aires',
  'CST6CDT',
  'Mars/Olympus',
  'Europe/Berlin\u0000',
];

const ARNS = [
  'arn:aws:personalize:::recipe/aws-user-personalization',
  'arn:aws:personalize:::recipe/aws-sims',
  'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views',
  'arn:aws:personalize:::recipe/nobody-knows',
  'arn:aws-cn:personalize:::recipe/aws-user-personalization',
  'arn:aws:personalize:eu-west-1:999999999999:solution/of-others',
  'arn:aws:personalize:us-east-1:999999999999:filter/of-others',
  'arn:aws:personalize:us-east-1:123456789012:filter/missing',
  'arn:aws:iam::999999999999:role/admin',
  'arn:aws:kms:us-east-1:999999999999:key/12345678-1234-1234-1234-123456789012',
  'arn:aws:s3:::bucket/../other',
  'arn:aws:personalize',
  'arn:::::',
  `arn:aws:personalize:::recipe/${'a'.repeat(300)}`,
];

const nested = (count: number) => `${'('.repeat(count)}"click"${')'.repeat(count)}`;
const FILTERS = [
  'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")',
  'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ($EVENT)',
  `INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ${nested(1000)}`,
  `INCLUDE ItemID WHERE ${'('.repeat(2000)}`,
  `INCLUDE ItemID WHERE ${'NOT '.repeat(500)}`,
  `INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (${Array(200).fill('"a"').join()})`,
  `INCLUDE ItemID WHERE ${Array(40).fill('Interactions.EVENT_TYPE IN ("a")').join(' AND ')}`,
  `${Array(30).fill('INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("a")').join(' | ')}`,
  `INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("a"${' '.repeat(2400)}`,
  'INCLUDE ItemID WHERE Interactions.__proto__ IN ("a")',
  'INCLUDE ItemID WHERE Items.constructor IN ("a")',
  'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("\u001b[31m")',
  'INCLUDE ItemID WHERE Interactions.TIMESTAMP > 99999999999999999999999999',
  "INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ('a')",
  `INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("${'a'.repeat(2490)}")`,
];

const field = (name: string, type: unknown) => ({ name, type });
const FIELDS = [
  field('USER_ID', 'string'),
  field('ITEM_ID', 'string'),
  field('EVENT_TYPE', 'string'),
  field('TIMESTAMP', 'long'),
];
const schema = (members: object) =>
  JSON.stringify({
    type: 'record',
    name: 'Interactions',
    namespace: 'a.b',
    version: '1.0',
    fields: FIELDS,
    ...members,
  });
const SCHEMAS = [
  schema({}),
  schema({ fields: [...FIELDS, field('SELF', 'Interactions')] }),
  schema({ fields: [...FIELDS, field('NESTED', { type: 'array', items: 'Interactions' })] }),
  schema({ fields: [...FIELDS, field('__proto__', 'string'), field('constructor', 'string')] }),
  schema({ fields: Array.from({ length: 400 }, (_, index) => field(`F${index}`, 'string')) }),
  schema({ fields: Array(400).fill(field('SAME', 'string')) }),
  schema({ fields: FIELDS.map((each) => ({ ...each, default: { a: '\u001b' } })) }),
  schema({ name: '\u001b[31m\n' }),
  schema({ namespace: '__proto__', aliases: ['constructor', 'a..b'] }),
  schema({ type: 'error' }),
  schema({ toString: 1, valueOf: 1 }),
  `{"type":"record","name":"Interactions","__proto__":{"polluted":true},"fields":[{"name":"A","type":"string","__proto__":{"polluted":true}}]}`,
  `{"type":"record","name":"Interactions","fields":[{"name":"A","type":${'['.repeat(5000)}${']'.repeat(5000)}}]}`,
  `{"type":"record","name":"Interactions","fields":${'['.repeat(9000)}${']'.repeat(9000)}}`,
  `${'{"type":'.repeat(2000)}"string"${'}'.repeat(2000)}`,
  `${'['.repeat(9999)}${']'.repeat(9999)}`,
  `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
  `{"type":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
  schema({ fields: [field('A', 'string')] }).replace('"string"', `${'['.repeat(200_000)}${']'.repeat(200_000)}`),
  '{"type":"record"',
  '"Interactions"',
  '[]',
  '\ufeff{}',
];

const DURATIONS = [
  '6 hours',
  '0 days',
  '999999 years',
  '1 day, 1 day',
  '1 toString',
  `${'1 day '.repeat(30)}`,
  '-1 day',
];

const NUMBERS_AS_TEXT = ['64', '-1', '1e999', 'NaN', '0x10', '1'.repeat(400)];

const TAGS = ['aws:reserved', 'AWS:x', 'a b+c-d=e._:/@', 'k'.repeat(129), '\u2028', '\u00a0', 'é'.repeat(128)];

export const SEMANTIC_TEXTS: readonly string[] = [
  ...EXPRESSIONS,
  ...TIME_ZONES,
  ...ARNS,
  ...FILTERS,
  ...SCHEMAS,
  ...DURATIONS,
  ...NUMBERS_AS_TEXT,
  ...TAGS,
];

export const HOSTILE_FILTERS: readonly string[] = FILTERS;
export const HOSTILE_EXPRESSIONS: readonly string[] = EXPRESSIONS;
export const HOSTILE_SCHEMAS: readonly string[] = SCHEMAS;
