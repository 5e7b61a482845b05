import { allowedDifference, promotionOf } from '../../../lib/parameter-file/promotion';

describe('allowedDifference', () => {
  it.each([
    ['the number itself', 0.02, 0.5, 0.02],
    ['a percentage of the value', '10%', 0.5, 0.05],
    ['a percentage with decimals', '2.5%', 4, 0.1],
    ['a percentage of a negative value', '10%', -2, 0.2],
    ['0 for a percentage of 0', '10%', 0, 0],
  ])('is %s', (_, change, serving, expected) => {
    // Act
    const allowed = allowedDifference(change, serving);

    // Assess
    expect(allowed).toBeCloseTo(expected, 12);
  });
});

describe('promotionOf', () => {
  it('fills in the defaults', () => {
    // Act
    const promotion = promotionOf({});

    // Assess
    expect(promotion).toEqual({ rules: [], approval: 'automatic', onMissingMetrics: 'hold' });
  });
});
