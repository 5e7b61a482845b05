import { withoutValues } from '../../../lib/text/without-values';

describe('a reason of Personalize', () => {
  test.each([
    ["column TIMESTAMP 'Ana Smith' is not a long.", 'column TIMESTAMP [value] is not a long.'],
    [
      "column NAME 'Conan O'Brien' is null, column AGE 'x' is not",
      'column NAME [value] is null, column AGE [value] is not',
    ],
    ['For input string: "secret"', 'For input string: [value]'],
    ['{"userId": "105"} is no `line` of “yours”', '{[value]: [value]} is no [value] of [value]'],
    ["the value 'cut at its fiftieth char", 'the value [value]'],
    ["the data doesn't fit 'x', as it can't", "the data doesn't fit [value], as it can't"],
  ])('is shown without its quoted values: %s', (text, expected) => {
    // Act and assess
    expect(withoutValues(text, [])).toBe(expected);
  });

  test.each([
    "Length cannot be more than 1000 characters for 'GENRE'.",
    'no objects at \'s3://data/train/small/\', see "arn:aws:s3:::data"',
    'Input CSV is missing the following columns:[USER_ID, ITEM_ID].',
    'Insufficient privileges for accessing data in Amazon S3.',
  ])('is shown whole if it quotes only names of columns and locations in S3: %s', (text) => {
    // Act and assess
    expect(withoutValues(text, ['GENRE'])).toBe(text);
  });
});
