import { didYouMean, nearest } from '../../parameter-file/did-you-mean';

describe('nearest', () => {
  it.each([
    ['serviceconfig', 'serviceConfig'],
    ['servcieConfig', 'serviceConfig'],
    ['workflowsConfig', 'workflowConfig'],
    ['tag', 'tags'],
    ['tasg', 'tags'],
  ])('takes "%s" for "%s"', (typed, meant) => {
    // Act
    const found = nearest(typed, ['serviceConfig', 'workflowConfig', 'tags']);

    // Assess
    expect(found).toBe(meant);
  });

  it.each(['', 'name', 'campaigns', 'x'.repeat(100_000)])('takes "%s" for nothing that it is far from', (typed) => {
    // Act
    const found = nearest(typed, ['serviceConfig', 'workflowConfig', 'tags']);

    // Assess
    expect(found).toBeUndefined();
  });

  it('makes a question of it', () => {
    // Act
    const hints = [didYouMean('filtres', ['filters']), didYouMean('other', ['filters'])];

    // Assess
    expect(hints).toEqual(['Did you mean "filters"?', undefined]);
  });
});
