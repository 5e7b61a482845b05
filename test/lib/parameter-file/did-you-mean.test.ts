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

  it.each([
    ['an empty text', ''],
    ['"name"', 'name'],
    ['"campaigns"', 'campaigns'],
    ['a text of 100,000 letters', 'x'.repeat(100_000)],
  ])('finds no word for %s if all words are too different', (_, typed) => {
    // Act
    const found = nearest(typed, ['serviceConfig', 'workflowConfig', 'tags']);

    // Assess
    expect(found).toBeUndefined();
  });

  it.each([
    ['chooses the most similar of several words', 'filterx', ['filtersx', 'filter', 'filterxy'], 'filtersx'],
    ['chooses the first of two equally similar words', 'abcdex', ['abcdey', 'abcdez'], 'abcdey'],
    ['counts two swapped neighbors as one error', 'bac', ['abc'], 'abc'],
    ['counts two swapped letters that are not neighbors as two errors', 'cba', ['abc'], undefined],
    ['accepts one replaced letter', 'b', ['a'], 'a'],
    ['refuses two replaced letters in a short word', 'bb', ['aa'], undefined],
    ['accepts three replaced letters of nine', 'xyzdefghi', ['abcdefghi'], 'abcdefghi'],
    ['refuses four replaced letters of nine', 'wxyzefghi', ['abcdefghi'], undefined],
    ['accepts two swapped letters at the end', 'abcdfe', ['abcdef'], 'abcdef'],
    ['accepts two swapped letters and another error in a long word', 'bacdex', ['abcdef'], 'abcdef'],
    ['counts two replaced letters as two errors, even if they resemble a swap of neighbors', 'ba', ['ac'], undefined],
    ['accepts a name of 100 characters', 'x'.repeat(99), ['x'.repeat(100)], 'x'.repeat(100)],
    ['refuses a name of more than 100 characters', 'x'.repeat(100), ['x'.repeat(101)], undefined],
  ])('%s', (_what, typed, known, meant) => {
    // Act and assess
    expect(nearest(typed, known)).toBe(meant);
  });
});

describe('didYouMean', () => {
  it('asks if the user meant the nearest name, and asks nothing if no name is near', () => {
    // Act
    const hints = [didYouMean('filtres', ['filters']), didYouMean('other', ['filters'])];

    // Assess
    expect(hints).toEqual(['Did you mean "filters"?', undefined]);
  });

  it.each([
    ['asks for the name that begins with the text', 'trainingHours', 'Did you mean "trainingHoursPerMonth"?'],
    ['asks nothing if several names begin with the text', 'training', undefined],
    ['asks nothing if the text has only a few letters', 'batc', undefined],
  ])('%s', (_, typed, expected) => {
    // Act
    const hint = didYouMean(typed, ['trainingHoursPerMonth', 'trainingInteractionsPerMonth', 'batchJobsPerMonth']);

    // Assess
    expect(hint).toBe(expected);
  });
});
