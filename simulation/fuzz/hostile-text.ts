import * as fc from 'fast-check';

/** Texts of kinds that are known to make programs fail. They are used as names, tags, keys, cells and lines. */
const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  'a\nb',
  'a\r\n{"level":"INFO","message":"forged"}\r\n',
  '\u001b[2J\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  '\u009b31m',
  '\u007f\u0080\u0085\u2028\u2029',
  '\u202egnp.exe\u202c',
  '\u200b\u200e\u2066x\u2069\ufeff',
  '\ud800',
  'x\udfffy',
  '\u{1f600}'.repeat(40),
  'e\u0301',
  '\u00e9',
  'A\u0300\u0301\u0302'.repeat(30),
  'ﬁ①Ａ',
  '..',
  '../../etc/passwd',
  '..\\..\\windows',
  'a/b//c',
  '/',
  '%2F',
  '%00',
  '%',
  '%E0%A4%A',
  '+',
  'a+b c',
  '~0~1',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '$ref',
  '$&',
  '${jndi:ldap://127.0.0.1/a}',
  '${aws:region}',
  '{% $states.input %}',
  '<script>alert(1)</script>',
  '&lt;&#x1;&amp;',
  ']]>',
  "' OR 1=1; --",
  '$(reboot)',
  '`id`',
  "=cmd|' /C calc'!A0",
  '@SUM(1+1)',
  'null',
  'undefined',
  'NaN',
  'true',
  '1e999',
  '#dataset-groups',
  'run#2026-01-05T00:00:00.000Z#x',
  'arn:aws:iam::999999999999:role/other',
  'x'.repeat(63),
  'x'.repeat(64),
  'x'.repeat(1025),
  'é'.repeat(600),
  'x'.repeat(70_000),
];

/** Draws a hostile text, two hostile texts joined together, or a random text. */
export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...HOSTILE_TEXTS), fc.constantFrom(...HOSTILE_TEXTS))
      .map((texts) => texts.join('')),
  },
  // Random texts include lone surrogates.
  {
    weight: 3,
    arbitrary: fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 20 }).map(ofCodePoints),
  },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 0x9f }), { maxLength: 20 }).map(ofCodePoints) },
);

function ofCodePoints(codes: readonly number[]): string {
  return String.fromCodePoint(...codes);
}
