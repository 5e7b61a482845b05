import { readFileSync } from 'node:fs';
import { type SchemaError, validate } from '../../../../lib/parameter-file/json-schema/validator';
import type { JsonValue } from '../../../../lib/parameter-file/json-value';

/** All keywords that a `SchemaError` can have. The type of this constant requires each keyword, so the compiler reports a missing one. */
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
  it('has errors only for keywords of the type SchemaError', () => {
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
    [
      'accepts the length of a text of 128 emojis, but not its characters',
      { tagKey: '😀'.repeat(128), tagValue: '' },
      'pattern',
    ],
    ['refuses a text of 129 letters', { tagKey: 'k'.repeat(129), tagValue: '' }, 'maxLength'],
    [
      'refuses an unknown member with the name of an inherited one',
      { tagKey: 'k', tagValue: '', toString: 1 },
      'additionalProperties',
    ],
    [
      'refuses a missing member in an object with the member __proto__',
      JSON.parse('{"tagKey":"k","__proto__":{}}'),
      'required',
    ],
  ])('%s', (_, tag, keyword) => {
    // Prepare
    const file = { datasetGroup: { serviceConfig: { name: 'g' } }, tags: [tag] };

    // Act
    const [error] = errorsOf(file);

    // Assess
    expect(error?.keyword).toBe(keyword);
  });

  it('names the members that an object may have, and the form that a text must have', () => {
    // Act
    const errors = errorsOf({ datasetGroup: { serviceConfig: { name: ' ' }, tags: [] } });

    // Assess
    expect(errors).toMatchObject([
      { params: { words: 'letters, digits, "-" and "_", beginning with a letter or digit' } },
      { params: { additionalProperty: 'tags', known: ['serviceConfig', 'workflowConfig'] } },
    ]);
  });

  it('ends soon with almost a hundred thousand errors', () => {
    // Prepare
    const campaigns = Array.from({ length: 49 }, () => ({}));
    const solutions = Array.from({ length: 1900 }, () => ({ serviceConfig: {}, campaigns }));

    // Act
    const errors = errorsOf({ datasetGroup: {}, solutions });

    // Assess: this would not end if each level copied the errors below it
    expect(errors.length).toBeGreaterThan(95_000);
  });
});
