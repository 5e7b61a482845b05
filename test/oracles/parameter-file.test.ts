import { type Schema, Validator } from '@cfworker/json-schema';
import Ajv, { type ErrorObject } from 'ajv/dist/2020';
import fc from 'fast-check';
import schemaFile from '../../docs/parameter-file.schema.json';
import { generateJsonSchema } from '../../lib/parameter-file/json-schema/generate';
import { validate } from '../../lib/parameter-file/json-schema/validator';
import type { JsonValue } from '../../lib/parameter-file/json-value';
import { ROOT, valuesOf } from '../support/arbitrary-structure';
import { mutations } from '../support/mutations';
import { PROPERTY_RUNS } from '../support/property-runs';

const SEED = 20_251_124;

/** Compiled from the same schema as the validator under test, but with ajv's own keywords. */
const generated = new Ajv({ allErrors: true, strict: false }).compile(generateJsonSchema());

type Error = Pick<ErrorObject, 'keyword' | 'instancePath' | 'propertyName' | 'params'>;

/** Keyword and place of each error, sorted. */
function placesOf(errors: readonly Error[] | null | undefined): string[] {
  return (errors ?? [])
    .map(({ keyword, instancePath, propertyName, params: { missingProperty, additionalProperty } }) =>
      JSON.stringify([keyword, instancePath, propertyName, missingProperty ?? additionalProperty]),
    )
    .sort();
}

/**
 * Another implementation of JSON Schema, which shares no code with ajv and says only if a file is valid. It reads the published
 * schema, which editors use. The published schema differs from the generated schema only for files with placeholders.
 */
const independent = new Validator(schemaFile as Schema, '2020-12');

const files = valuesOf(ROOT) as fc.Arbitrary<JsonValue>;

/** Valid files after one to five random changes. */
const mutatedFiles = fc.tuple(files, fc.array(fc.nat(), { minLength: 1, maxLength: 5 })).map(([file, choices]) =>
  choices.reduce<JsonValue>((changed, choice) => {
    const all = [...mutations(changed)];
    return (all[choice % all.length]?.apply() ?? changed) as JsonValue;
  }, file),
);

/** Files in which any JSON replaces sections, requests, lists and maps. */
const strangeFiles = fc.jsonValue({ maxDepth: 4 }).map((value) => ({
  tags: [value],
  datasetGroup: { serviceConfig: value, workflowConfig: value },
  solutions: [{ serviceConfig: { name: 'a', solutionConfig: { algorithmHyperParameters: value } } }, value],
  filters: value,
}));

describe('the compiled validator', () => {
  it.each([
    ['that the schema allows', files],
    ['after one to five random changes', mutatedFiles],
    ['with any JSON in place of some members', strangeFiles as fc.Arbitrary<JsonValue>],
    ['that are any JSON value', fc.jsonValue() as fc.Arbitrary<JsonValue>],
  ])('agrees with the generated and the published schema about files %s', (_, arbitrary) => {
    // Prepare
    const property = fc.property(arbitrary, (file) => {
      // Act
      validate(file);
      const found = placesOf(validate.errors);

      // Assess
      generated(file);
      expect(found).toEqual(placesOf(generated.errors));
      expect([file, independent.validate(file).valid]).toEqual([file, found.length === 0]);
    });
    fc.assert(property, { seed: SEED, numRuns: PROPERTY_RUNS });
  });
});
