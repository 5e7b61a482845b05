import { argument } from '../../cli/shell-text';

describe('argument', () => {
  it.each(['my-data', './data/shop.json', '../a_b'])('does not put the path %s in quotes', (path) => {
    // Act and assess
    expect(argument(path)).toBe(path);
  });

  it.each([
    ['my data', "'my data'"],
    ['a$b', "'a$b'"],
    ['*', "'*'"],
    ['a;b', "'a;b'"],
    ["it's", "'it'\\''s'"],
    ['', "''"],
    ["it's\nnew\\", String.raw`$'it\'s\u000anew\\'`],
  ])('puts the path %j in quotes', (path, expected) => {
    // Act and assess
    expect(argument(path)).toBe(expected);
  });
});
