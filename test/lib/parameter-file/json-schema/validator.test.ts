import { readFileSync } from 'node:fs';
import { type SchemaError, validate } from '../../../../lib/parameter-file/json-schema/validator';
import type { JsonValue } from '../../../../lib/parameter-file/json-value';

/** All keywords of the type. */
const KEYWORDS: Readonly<Record<SchemaError['keyword'], true>> = {
  type: true,
  required: true,
  additionalProperties: true,
  propertyNames: true,
  enum: true,
  pattern: true,
  minLength: true,
  maxLength: true,
  minItems: true,
  maxItems: true,
  minProperties: true,
  maxProperties: true,
  minimum: true,
  maximum: true,
};

function errorsOf(file: JsonValue): readonly SchemaError[] {
  validate(file);
  return validate.errors ?? [];
}

describe('validate', () => {
  it('has errors only for keywords that have a message', () => {
    // Prepare
    const source = readFileSync(require.resolve('../../../../lib/parameter-file/json-schema/validator.js'), 'utf8');

    // Act
    const keywords = new Set(
      [...source.matchAll(/addError\(vErrors, [^;]*?, "(\w+)", \{/g)].map(([, keyword]) => keyword),
    );

    // Assess
    expect([...keywords].filter((keyword) => !(String(keyword) in KEYWORDS))).toEqual([]);
    expect(keywords.size).toBeGreaterThan(10);
  });

  it.each(['1e999', '-1e999'])('does not accept %s as a number', (text) => {
    // Prepare
    const range = `{"name": "hidden_dimension", "minValue": 1, "maxValue": ${text}}`;
    const hpoConfig = `{"algorithmHyperParameterRanges": {"continuousHyperParameterRanges": [${range}]}}`;
    const solution = `{"serviceConfig": {"name": "a", "solutionConfig": {"hpoConfig": ${hpoConfig}}}}`;
    const file = JSON.parse(`{"solutions": [${solution}]}`) as JsonValue;

    // Act
    const errors = errorsOf(file).filter(({ instancePath }) => instancePath.endsWith('/maxValue'));

    // Assess
    expect(errors).toMatchObject([{ keyword: 'type', params: { type: 'number' } }]);
  });

  it.each([
    ['a text longer than it looks', { tagKey: '😀'.repeat(128), tagValue: '' }, 'pattern'],
    ['a text as long as it looks', { tagKey: 'k'.repeat(129), tagValue: '' }, 'maxLength'],
    ['a member that objects inherit', { tagKey: 'k', tagValue: '', toString: 1 }, 'additionalProperties'],
    ['a missing member beside a prototype', JSON.parse('{"tagKey":"k","__proto__":{}}'), 'required'],
  ])('judges %s', (_, tag, keyword) => {
    // Prepare
    const file = { datasetGroup: { serviceConfig: { name: 'g' } }, tags: [tag] };

    // Act
    const [error] = errorsOf(file);

    // Assess
    expect(error?.keyword).toBe(keyword);
  });

  it('lists the members that an object may have, and the form of a text', () => {
    // Act
    const errors = errorsOf({ datasetGroup: { serviceConfig: { name: ' ' }, tags: [] } });

    // Assess
    expect(errors).toMatchObject([
      { params: { words: 'letters, digits, "-" and "_", beginning with a letter or digit' } },
      { params: { additionalProperty: 'tags', known: ['serviceConfig', 'workflowConfig'] } },
    ]);
  });

  it('is fast with a hundred thousand errors', () => {
    // Prepare
    const campaigns = Array.from({ length: 49 }, () => ({}));
    const solutions = Array.from({ length: 1900 }, () => ({ serviceConfig: {}, campaigns }));

    // Act
    const errors = errorsOf({ datasetGroup: {}, solutions });

    // Assess: this would not end if each level copied the errors below it
    expect(errors.length).toBeGreaterThan(95_000);
  });
});
