import fc from 'fast-check';
import { wholePattern } from '../../../lib/personalize/api-model';
import data from '../../../lib/personalize/api-model.json';

const PATTERNS = Object.entries(data.shapes as Readonly<Record<string, { readonly pattern?: string }>>).flatMap(
  ([shape, { pattern }]) => (pattern === undefined ? [] : ([[shape, pattern]] as const)),
);

/** Pieces from which the model's patterns are built, and pieces that violate them. */
const PIECES = [
  ...['arn:', 'aws', ':personalize', ':kms:', ':iam::', ':123456789012:', 'key/', ':key/', 'role/'],
  ...[':', '::', 'a', '-', '\n', '\u2028', 's3://', 'rate(', '7 days', ')', '1 day'],
];
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));
const arns = fc
  .tuple(fc.constantFrom('arn:aws:personalize:', 'arn:aws:kms:', 'arn:aws:iam::', 'arn:aws'), texts)
  .map((pair) => pair.join(''));

describe.each(PATTERNS)('our pattern of %s', (_, pattern) => {
  it("accepts exactly the texts that the model's pattern accepts", () => {
    // Prepare
    const own = new RegExp(`^(?:${pattern})$`, 'u');
    const whole = new RegExp(wholePattern(pattern), 'u');

    // Act, Assess
    fc.assert(
      fc.property(fc.oneof(texts, arns), (text) => whole.test(text) === own.test(text)),
      { seed: 2018, numRuns: 2000 },
    );
  });

  it('quickly refuses a megabyte of repeated text that ends in a line break', () => {
    // Prepare
    const whole = new RegExp(wholePattern(pattern), 'u');
    const beginnings = ['', 'arn:aws:personalize', 'arn:aws', 'arn:aws:kms:', 'arn:aws:iam::123456789012:role/'];

    // Act
    const taken = PIECES.filter((piece) => {
      const long = `${piece.repeat(1_000_000 / piece.length)}\n`;
      return beginnings.some((beginning) => whole.test(`${beginning}${long}`));
    });

    // Assess: a pattern of quadratic time would still be running
    expect(taken).toEqual([]);
  });
});
