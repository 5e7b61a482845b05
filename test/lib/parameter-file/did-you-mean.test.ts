import { didYouMean, nearest } from '../../../lib/parameter-file/did-you-mean';

describe('nearest', () => {
  it.each([
    ['serviceconfig', 'serviceConfig'],
    ['servcieConfig', 'serviceConfig'],
    ['workflowsConfig', 'workflowConfig'],
    ['tag', 'tags'],
    ['tasg', 'tags'],
  ])('reads "%s" as "%s"', (typed, meant) => {
    // Act
    const found = nearest(typed, ['serviceConfig', 'workflowConfig', 'tags']);

    // Assess
    expect(found).toBe(meant);
  });

  it.each(['', 'name', 'campaigns', 'x'.repeat(100_000)])(
    'finds no word for "%s" if all are too different',
    (typed) => {
      // Act
      const found = nearest(typed, ['serviceConfig', 'workflowConfig', 'tags']);

      // Assess
      expect(found).toBeUndefined();
    },
  );

  it.each([
    ['the nearest of several that are near', 'filterx', ['filtersx', 'filter', 'filterxy'], 'filtersx'],
    ['the first of those that are as near', 'abcdex', ['abcdey', 'abcdez'], 'abcdey'],
    ['two swapped neighbours as one error', 'bac', ['abc'], 'abc'],
    ['two swapped letters that are not neighbours as two errors', 'cba', ['abc'], undefined],
    ['one replaced letter as an error', 'b', ['a'], 'a'],
    ['two replaced letters in a short word as no match', 'bb', ['aa'], undefined],
    ['three replaced letters of nine as a match', 'xyzdefghi', ['abcdefghi'], 'abcdefghi'],
    ['four replaced letters of nine as no match', 'wxyzefghi', ['abcdefghi'], undefined],
    ['a swap at the end', 'abcdfe', ['abcdef'], 'abcdef'],
    ['a swap and another error as two errors', 'bacdex', ['abcdef'], 'abcdef'],
    ['letters that only look swapped as two errors', 'ba', ['ac'], undefined],
    ['a name of a hundred characters', 'x'.repeat(99), ['x'.repeat(100)], 'x'.repeat(100)],
    ['no longer one', 'x'.repeat(100), ['x'.repeat(101)], undefined],
  ])('takes %s', (_what, typed, known, meant) => {
    // Act and assess
    expect(nearest(typed, known)).toBe(meant);
  });

  it('turns the match into a question', () => {
    // Act
    const hints = [didYouMean('filtres', ['filters']), didYouMean('other', ['filters'])];

    // Assess
    expect(hints).toEqual(['Did you mean "filters"?', undefined]);
  });
});

describe('didYouMean', () => {
  it.each([
    ['completes a name that was only begun', 'trainingHours', 'Did you mean "trainingHoursPerMonth"?'],
    ['completes no beginning that several names have', 'training', undefined],
    ['completes no beginning of few letters', 'batc', undefined],
  ])('%s', (_, typed, expected) => {
    // Act
    const hint = didYouMean(typed, ['trainingHoursPerMonth', 'trainingInteractionsPerMonth', 'batchJobsPerMonth']);

    // Assess
    expect(hint).toBe(expected);
  });
});
