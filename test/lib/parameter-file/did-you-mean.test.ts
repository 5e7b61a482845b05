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
    ['two neighbours that are swapped for one error', 'bac', ['abc'], 'abc'],
    ['two letters that are no neighbours for two', 'cba', ['abc'], undefined],
    ['one letter for another', 'b', ['a'], 'a'],
    ['no two letters for two others', 'bb', ['aa'], undefined],
    ['three letters of nine for others', 'xyzdefghi', ['abcdefghi'], 'abcdefghi'],
    ['four letters of nine for no others', 'wxyzefghi', ['abcdefghi'], undefined],
    ['a swap at the end', 'abcdfe', ['abcdef'], 'abcdef'],
    ['a swap with another error for two', 'bacdex', ['abcdef'], 'abcdef'],
    ['letters that only look swapped for two errors', 'ba', ['ac'], undefined],
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
    ['completes no name of which there are several', 'training', undefined],
    ['completes no few letters', 'batc', undefined],
  ])('%s', (_, typed, expected) => {
    // Act
    const hint = didYouMean(typed, ['trainingHoursPerMonth', 'trainingInteractionsPerMonth', 'batchJobsPerMonth']);

    // Assess
    expect(hint).toBe(expected);
  });
});
