import Ajv, { type ErrorObject } from 'ajv/dist/2020';
import fc from 'fast-check';
import type { JsonValue } from '../../parameter-file/json-value';
import schemaFile from '../../parameter-file/schema.json';
import { violations } from '../../parameter-file/schema-violations';
import { ROOT, valuesOf } from './arbitrary-structure';
import { mutations } from './mutations';

const SEED = 20_251_124;

/** The schema as editors get it, by the reference implementation of JSON Schema. */
const byAjv = new Ajv({ allErrors: true, strict: false }).compile(schemaFile);

/** One fault of a value is one violation: of several errors at one place the first counts, members are places of their own. */
function errorsByAjv(file: JsonValue): string[] {
  byAjv(file);
  const places = new Map(
    (byAjv.errors ?? [])
      .filter(({ keyword }) => keyword !== 'propertyNames')
      .map((error) => [placeOf(error), `${placeOf(error)} ${error.keyword}`] as const)
      .reverse(),
  );
  return [...places.values()].sort();
}

function placeOf({ instancePath, propertyName, params }: ErrorObject): string {
  const member = params.missingProperty ?? params.additionalProperty;
  return JSON.stringify([instancePath, propertyName ?? null, member ?? null]);
}

function ownErrors(file: JsonValue): string[] {
  return [...violations(file)]
    .map(({ pointer, ofKey, value, member = null, keyword }) => {
      return `${JSON.stringify([pointer, ofKey ? value : null, member])} ${keyword}`;
    })
    .sort();
}

const files = valuesOf(ROOT) as fc.Arbitrary<JsonValue>;

/** Files with several faults. */
const mutatedFiles = fc
  .tuple(files, fc.array(fc.nat(), { minLength: 1, maxLength: 5 }))
  .map(([file, choices]) =>
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

describe('violations', () => {
  it.each(['1e999', '-1e999'])('hold against %s that it is no number', (text) => {
    // Prepare
    const range = `{"name": "hidden_dimension", "minValue": 1, "maxValue": ${text}}`;
    const hpoConfig = `{"algorithmHyperParameterRanges": {"continuousHyperParameterRanges": [${range}]}}`;
    const solution = `{"serviceConfig": {"name": "a", "solutionConfig": {"hpoConfig": ${hpoConfig}}}}`;
    const file = JSON.parse(`{"solutions": [${solution}]}`) as JsonValue;

    // Act
    const found = [...violations(file)].filter(({ pointer }) => pointer.endsWith('/maxValue'));

    // Assess
    expect(found).toEqual([expect.objectContaining({ keyword: 'type' })]);
  });

  it.each([
    ['of the schema', files],
    ['with some faults', mutatedFiles],
    ['with any JSON in them', strangeFiles as fc.Arbitrary<JsonValue>],
    ['that are just JSON', fc.jsonValue() as fc.Arbitrary<JsonValue>],
  ])('are those that ajv finds in files %s', (_, arbitrary) => {
    // Prepare
    const property = fc.property(arbitrary, (file) => {
      // Act
      const found = ownErrors(file);

      // Assess
      expect(found).toEqual(errorsByAjv(file));
    });
    fc.assert(property, { seed: SEED, numRuns: 300 });
  });

  it.each([
    ['a text longer than it looks', { tagKey: '😀'.repeat(128), tagValue: '' }, undefined],
    ['a text as long as it looks', { tagKey: 'k'.repeat(129), tagValue: '' }, 'maxLength'],
    ['a member that objects inherit', { tagKey: 'k', tagValue: '', toString: 1 }, 'additionalProperties'],
    ['a missing member that objects inherit', JSON.parse('{"tagKey":"k","__proto__":1}'), 'required'],
  ])('are found right in %s', (_, tag, keyword) => {
    // Prepare
    const file = { datasetGroup: { serviceConfig: { name: 'g' } }, tags: [tag] };

    // Act
    const [violation] = violations(file);

    // Assess
    expect(violation?.keyword).toBe(tag.tagKey.startsWith('😀') ? 'pattern' : keyword);
  });

  it('come one by one: the first of a hundred thousand is not kept waiting by the others', () => {
    // Prepare
    let looked = 0;
    const watched = new Proxy(Array(100_000).fill(1), {
      get: (list, name, receiver) => {
        if (typeof name === 'string' && /^\d+$/.test(name)) looked += 1;
        return Reflect.get(list, name, receiver);
      },
    });

    // Act
    const { value } = violations({ filters: watched, datasetGroup: { serviceConfig: { name: 'g' } } }).next();

    // Assess
    expect(value).toMatchObject({ keyword: 'type', pointer: '/filters/0' });
    expect(looked).toBeLessThan(10);
  });
});
