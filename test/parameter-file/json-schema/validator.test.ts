import { readFileSync } from 'node:fs';
import Ajv, { type ErrorObject } from 'ajv/dist/2020';
import fc from 'fast-check';
import { type SchemaError, validate } from '../../../parameter-file/json-schema/validator';
import type { JsonValue } from '../../../parameter-file/json-value';
import schemaFile from '../../../parameter-file/schema.json';
import { ROOT, valuesOf } from '../arbitrary-structure';
import { mutations } from '../mutations';

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

const SEED = 20_251_124;

/** The schema as editors get it, with ajv's own keywords. */
const published = new Ajv({ allErrors: true, strict: false }).compile(schemaFile);

type Error = Pick<ErrorObject, 'keyword' | 'instancePath' | 'propertyName' | 'params'>;

/** Keyword and place of each error. */
function placesOf(errors: readonly Error[] | null | undefined): string[] {
  return (errors ?? [])
    .map(({ keyword, instancePath, propertyName, params: { missingProperty, additionalProperty } }) =>
      JSON.stringify([keyword, instancePath, propertyName, missingProperty ?? additionalProperty]),
    )
    .sort();
}

function errorsOf(file: JsonValue): readonly SchemaError[] {
  validate(file);
  return validate.errors ?? [];
}

const files = valuesOf(ROOT) as fc.Arbitrary<JsonValue>;

/** Files with several faults. */
const mutatedFiles = fc.tuple(files, fc.array(fc.nat(), { minLength: 1, maxLength: 5 })).map(([file, choices]) =>
  choices.reduce<JsonValue>((changed, choice) => {
    const all = [...mutations(changed)];
    return (all[choice % all.length]?.apply() ?? changed) as JsonValue;
  }, file),
);

/** Files with any JSON in their place of a section, a request, a list, a map. */
const strangeFiles = fc.jsonValue({ maxDepth: 4 }).map((value) => ({
  tags: [value],
  datasetGroup: { serviceConfig: value, workflowConfig: value },
  solutions: [{ serviceConfig: { name: 'a', solutionConfig: { algorithmHyperParameters: value } } }, value],
  filters: value,
}));

describe('validate', () => {
  it.each([
    ['of the schema', files],
    ['with some faults', mutatedFiles],
    ['with any JSON in them', strangeFiles as fc.Arbitrary<JsonValue>],
    ['that are just JSON', fc.jsonValue() as fc.Arbitrary<JsonValue>],
  ])('finds what the published schema forbids, in files %s', (_, arbitrary) => {
    // Prepare
    const property = fc.property(arbitrary, (file) => {
      // Act
      const found = placesOf(errorsOf(file));

      // Assess
      published(file);
      expect(found).toEqual(placesOf(published.errors));
    });
    fc.assert(property, { seed: SEED, numRuns: 300 });
  });

  it('has errors of no other keywords than those that have a message', () => {
    // Prepare
    const source = readFileSync(require.resolve('../../../parameter-file/json-schema/validator.js'), 'utf8');

    // Act
    const keywords = new Set(
      [...source.matchAll(/addError\(vErrors, [^;]*?, "(\w+)", \{/g)].map(([, keyword]) => keyword),
    );

    // Assess
    expect([...keywords].filter((keyword) => !(String(keyword) in KEYWORDS))).toEqual([]);
    expect(keywords.size).toBeGreaterThan(10);
  });

  it.each(['1e999', '-1e999'])('takes %s for no number', (text) => {
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
  ])('is right about %s', (_, tag, keyword) => {
    // Prepare
    const file = { datasetGroup: { serviceConfig: { name: 'g' } }, tags: [tag] };

    // Act
    const [error] = errorsOf(file);

    // Assess
    expect(error?.keyword).toBe(keyword);
  });

  it('says which members an object may have, and of which form a text must be', () => {
    // Act
    const errors = errorsOf({ datasetGroup: { serviceConfig: { name: ' ' }, tags: [] } });

    // Assess
    expect(errors).toMatchObject([
      { params: { words: 'letters, digits, "-" and "_", beginning with a letter or digit' } },
      { params: { additionalProperty: 'tags', known: ['serviceConfig', 'workflowConfig'] } },
    ]);
  });

  it('is done soon with a hundred thousand errors', () => {
    // Prepare
    const campaigns = Array.from({ length: 49 }, () => ({}));
    const solutions = Array.from({ length: 1900 }, () => ({ serviceConfig: {}, campaigns }));

    // Act
    const errors = errorsOf({ datasetGroup: {}, solutions });

    // Assess: where each level copied the errors of those below it, this would not end.
    expect(errors.length).toBeGreaterThan(95_000);
  });
});
