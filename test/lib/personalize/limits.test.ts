import { shapeOf } from '../../../lib/personalize/api-model';
import { LIMITS, type Limit, limitSource } from '../../../lib/personalize/limits';

describe.each<[string, Limit]>(Object.entries(LIMITS))('the limit of %s', (_, limit) => {
  it('has a source at AWS or on GitHub, with the date on which it was read, and the lowest maximum that the pages of AWS give', () => {
    // Assess
    expect(limit.source.url).toMatch(/^https:\/\/(?:docs\.aws\.amazon\.com|github\.com)\/.*personalize/);
    expect(limit.source.read).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(limit.otherMax ?? limit.max).toBeGreaterThanOrEqual(limit.max);
    expect(limit.min).toBeLessThanOrEqual(limit.max);
  });
});

describe('the limits that are also in the API model', () => {
  it.each([
    ['FilterExpression', LIMITS.filterCharacters],
    ['AvroSchema', LIMITS.schemaCharacters],
    ['ColumnName', LIMITS.fieldNameCharacters],
    ['S3Location', LIMITS.s3PathCharacters],
  ])('agree with the shape %s', (name, { max, kind }) => {
    // Assess
    expect(shapeOf(name)).toMatchObject({ max });
    expect(kind).toBe('structure');
  });
});

describe('the source of a limit', () => {
  it('is described with the different value that other pages of AWS give', () => {
    // Act
    const text = limitSource(LIMITS.filterFieldsOfGroup);

    // Assess
    expect(text).toBe(
      '(other pages of AWS say 20; https://docs.aws.amazon.com/personalize/latest/dg/filter-expression-guidelines-requirements.html, read 2026-11-25)',
    );
  });
});
